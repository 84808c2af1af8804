"""Who hears of a filming, and what waits for which office: nobody's name and no words of theirs leave."""

from datetime import timedelta
from typing import Any

import pytest

from consent.filming_room import stop_lapsed
from consent.filming_waiting import waits_for
from consent.models import Filming
from recordings_gov import clock
from recordings_gov.notifications.models import Message, Task
from requests_app.models import StaffObjection
from tests.consent.conftest import born
from tests.consent.filmings import (
    DOCUMENTARY,
    POINTS,
    agreed,
    asked,
    assured,
    childs_own_form,
    named,
    opened,
    permitted,
    ready,
)
from tests.consent.releases import prepared, released, staff_release

pytestmark = pytest.mark.django_db
SAYS = "Mrs Private undresses in front of the camera."


def heard(filming: Filming) -> list[tuple[str, str]]:
    """Who was told what since this was asked last."""
    rows = Message.objects.filter(subject__startswith=filming.reference).order_by("pk")
    told = [(row.to.username, row.subject.partition(": ")[2]) for row in rows]
    Message.objects.all().delete()
    return told


def waits(user: Any) -> list[str]:
    return [need.deed for need in waits_for(user, clock.today())]


@pytest.mark.rule("R-088", "E")
@pytest.mark.rule("R-088", "R")
def test_whoever_permitted_it_and_whoever_asked_hear_of_a_concern_and_not_what_it_says(
    communications: Any, consultant: Any, radiographer: Any, caldicott_guardian: Any, department: Any
) -> None:
    filming = asked(consultant, department, made_by="studio")
    permitted(filming, communications)
    assert heard(filming) == [("consultant", "filming is permitted")]
    named(agreed(filming, communications), communications)
    filming.open(by=communications)
    filming.raise_concern(by=radiographer, says=SAYS)
    message = Message.objects.first()
    assert message is not None
    assert filming.get_absolute_url() in message.body
    assert "Private" not in message.subject + message.body
    assert set(heard(filming)) == {
        ("communications", "a concern was raised, and nothing is filmed"),
        ("consultant", "a concern was raised, and nothing is filmed"),
    }
    task = Task.objects.visible_to(communications).undone().get()
    assert (task.due_on, task.about_reference) == (clock.today(), filming.reference)
    assert "Private" not in task.what
    concern = filming.concerns.get()
    words = {"concern": concern, "outcome": "The camera stands elsewhere."}
    filming.settle_concern(by=radiographer, is_resolved=True, **words)
    assert not Task.objects.undone().exists()
    assert {who for who, what in heard(filming) if what == "the concern is resolved"} == {
        "communications",
        "consultant",
    }
    filming.open(by=communications)
    filming.raise_concern(by=radiographer, says=SAYS)
    heard(filming)
    later = {"concern": filming.concerns.latest("pk"), "outcome": "They will not move."}
    filming.settle_concern(by=caldicott_guardian, is_resolved=False, **later)
    assert (filming.status, filming.ended_because.count("our staff work with them no longer")) == (
        "stopped",
        1,
    )
    assert set(heard(filming)) == {
        (who, "our staff no longer work with them")
        for who in ("communications", "consultant", "radiographer")
    }


@pytest.mark.rule("R-088", "E")
def test_where_who_permitted_it_has_left_the_office_hears_and_a_stop_leaves_nothing_to_do(
    communications: Any, consultant: Any, radiographer: Any, setting_up: Any, department: Any
) -> None:
    filming = opened(communications, consultant, department)
    heard(filming)
    filming.raise_concern(by=radiographer, says=SAYS)
    heard(filming)
    filming.stop(by=consultant, because="The ward is too busy.")
    assert heard(filming) == [("communications", "filming was stopped for good")]
    assert not Task.objects.undone().exists()


@pytest.mark.rule("R-170", "E")
def test_the_night_that_stops_it_leaves_no_task_about_its_concern(
    communications: Any, consultant: Any, radiographer: Any, department: Any
) -> None:
    filming = opened(communications, consultant, department)
    filming.raise_concern(by=radiographer, says=SAYS)
    assert stop_lapsed(clock.today() + timedelta(days=1)) == 1
    assert not Task.objects.undone().exists()


@pytest.mark.rule("R-168", "E")
@pytest.mark.rule("R-172", "E")
def test_a_release_taken_back_or_an_objection_is_told_while_it_is_filmed(
    communications: Any, consultant: Any, radiographer: Any, media_studio: Any, department: Any
) -> None:
    filming = opened(communications, consultant, department)
    kim = filming.people.get()
    filming.add_person(by=communications, kind="adult", staff=radiographer)
    robin = filming.people.get(staff=radiographer)
    filming.take_release(
        by=communications, person=robin, release=staff_release(communications, radiographer, DOCUMENTARY)
    )
    heard(filming)
    released(communications, "Kim Visitor").withdraw(by=media_studio)  # of another thing
    assert heard(filming) == []
    kim.release.withdraw(by=media_studio)
    assert heard(filming) == [("communications", "somebody who takes part is filmed no more")]
    StaffObjection.register(by=radiographer, covers="both", reason="A private matter")
    assert heard(filming) == [("communications", "somebody who takes part is filmed no more")]
    assert len(filming.answer().obstacles) == 2


@pytest.mark.rule("R-086", "E")
@pytest.mark.rule("R-170", "E")
def test_each_gate_waits_for_the_office_that_meets_it(
    communications: Any, consultant: Any, radiographer: Any, other_radiographer: Any, department: Any,
    at_most_queries: Any,
) -> None:  # fmt: skip
    read, form = "Read the crew's own consent to filming", "Add a consent form to filming"
    missing, ready_now = "Add what is missing before filming", "Open filming"
    filming = asked(radiographer, department, made_by="commissioned", treating_is_another=True)
    assert (waits(communications), waits(consultant)) == (["Decide on filming"], [])
    permitted(filming, communications)
    assert (waits(communications), waits(consultant)) == ([missing], [read])
    assert waits(radiographer) == [read, missing]
    assert waits(other_radiographer) == []
    assured(filming, consultant)
    assert (waits(communications), waits(consultant)) == ([missing], [])
    agreed(filming, communications)
    agreed(filming, communications, "treating", "CARE-7")
    filming.check_contract(
        by=communications, photographer="Lee Lens", contract="C-9", may_reproduce=True, **POINTS
    )
    assert waits(communications) == [missing]  # nobody is named yet
    named(filming, communications)
    assert (waits(communications), waits(radiographer)) == ([ready_now], [ready_now])
    filming.add_person(by=communications, kind="adult", name="Lee Walker")
    assert waits(communications) == [missing]
    lee = filming.people.get(name="Lee Walker")
    filming.take_release(
        by=communications, person=lee, release=prepared(communications, "Lee Walker", DOCUMENTARY)
    )
    assert waits(communications) == [missing]
    filming.hear_no(by=communications, person=lee, says="Would rather not")
    child = born(clock.today().year - 14)
    person = named(filming, communications, f"{child.given_name} {child.family_name}", "child")
    assert (waits(communications), waits(consultant)) == ([], [form])
    filming.give_form(by=consultant, person=person, form=childs_own_form(consultant, department, child))
    assert (waits(communications), waits(consultant)) == ([ready_now], [])
    filming.raise_concern(by=consultant, says=SAYS)
    assert (waits(communications), waits(consultant)) == ([], ["Is your concern about filming resolved?"])
    for number in range(3):
        ready(communications, consultant, department, subject=f"Night {number}")
    with at_most_queries(3):
        assert waits(communications).count(ready_now) == 3
    with at_most_queries(3):
        waits(consultant)
