"""Reading a policy: who is asked, who says so of which version, who is reminded and how often."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import QuerySet
from django.urls import reverse

from policies.acknowledging import Share, ask_and_remind, shares_of, shares_of_all
from policies.models import Acknowledgement, AcknowledgementReminder, PolicyVersion
from policies.next_version import start_next_version
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Message
from recordings_gov.workflow import WrongState
from tests.conftest import person


def mails(user: User) -> int:
    return Message.objects.filter(to=user, key__startswith="read-policies:").count()


@pytest.mark.both
@pytest.mark.rule("R-049", "R", "N")
def test_everybody_of_the_department_is_asked_once(
    in_force: PolicyVersion, radiographer: User, other_radiographer: User, signed_in: Any
) -> None:
    assert ask_and_remind(clock.today()) == 2  # the radiographer and the governance lead
    assert ask_and_remind(clock.today()) == 0
    row = Acknowledgement.objects.get(person=radiographer)
    assert (row.version, row.role, row.department) == (in_force, "radiographer", in_force.policy.department)
    assert not Acknowledgement.objects.filter(person=other_radiographer).exists()
    home = signed_in(radiographer).get(reverse("home")).content.decode()
    assert f"Read {in_force.policy.title}, version 1" in home


@pytest.mark.both
@pytest.mark.rule("R-049", "N")
def test_the_trusts_policy_is_for_everybody_with_a_role(
    trust_policy: PolicyVersion, radiographer: User, other_radiographer: User, people: Any, outsider: User
) -> None:
    ask_and_remind(clock.today())
    asked = set(trust_policy.acknowledgements.values_list("person__username", flat=True))
    assert {"radiographer", "other_radiographer", "ig_manager"} <= asked
    assert "outsider" not in asked


@pytest.mark.rule("R-097", "R")
def test_who_read_the_rules_of_our_own_recordings_is_kept(
    trust_policy: PolicyVersion, radiographer: User, media_studio: User
) -> None:
    assert trust_policy.policy.direction == "we_record_patients"
    ask_and_remind(clock.today())
    Acknowledgement.give(version=trust_policy, by=radiographer)
    kept = Acknowledgement.objects.get(version=trust_policy, person=radiographer)
    assert (kept.role, kept.content_digest) == ("radiographer", trust_policy.content_digest)
    assert kept.acknowledged_at is not None
    waits = Acknowledgement.objects.to_read().get(version=trust_policy, person=media_studio)
    assert waits.acknowledged_at is None


@pytest.mark.rule("R-049", "N", "R-109")
def test_a_new_starter_is_asked_the_morning_after(
    in_force: PolicyVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_and_remind(clock.today())
    starter = person("starter", Role.STUDENT, in_force.policy.department)
    assert ask_and_remind(clock.today() + timedelta(days=1)) == 1
    assert Acknowledgement.objects.get(person=starter).asked_on == clock.today() + timedelta(days=1)


@pytest.mark.both
@pytest.mark.rule("R-049", "N")
def test_three_mails_at_most_and_none_once_it_is_read(
    in_force: PolicyVersion, radiographer: User, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On days 7, 14 and 28, whichever days the job runs on; a day looked at twice mails once."""
    first = clock.today()
    sent = []
    for day in (0, 6, 7, 10, 13, 14, 27, 28, 35, 59):
        ask_and_remind(first + timedelta(days=day))
        ask_and_remind(first + timedelta(days=day))
        if mails(radiographer) > len(sent):
            sent.append(day)
        if day == 10:
            Acknowledgement.give(version=in_force, by=people.publisher)
    assert sent == [7, 14, 28]
    assert mails(people.publisher) == 1
    row = Acknowledgement.objects.get(person=radiographer)
    with (
        acting_as(None, job="a fourth mail"),
        pytest.raises(IntegrityError, match="reminded_three_times_at_most"),
    ):
        AcknowledgementReminder(acknowledgement=row, number=4, sent_on=first).save()


def test_days_that_passed_together_make_one_mail(in_force: PolicyVersion, radiographer: User) -> None:
    ask_and_remind(clock.today())
    ask_and_remind(clock.today() + timedelta(days=40))
    assert mails(radiographer) == 1
    ask_and_remind(clock.today() + timedelta(days=80))
    assert mails(radiographer) == 1


def test_the_job_asks_in_statements_not_people(
    in_force: PolicyVersion, trust_policy: PolicyVersion, at_most_queries: Any
) -> None:
    for number in range(8):
        person(f"p{number}", Role.RADIOGRAPHER, in_force.policy.department)
    with at_most_queries(30):
        assert ask_and_remind(clock.today()) > 16
    with at_most_queries(30):
        ask_and_remind(clock.today() + timedelta(days=7))
    assert Message.objects.filter(key__startswith="read-policies:").count() > 8


@pytest.mark.rule("R-049", "R")
def test_exactly_this_version_is_acknowledged(
    in_force: PolicyVersion, radiographer: User, people: Any, signed_in: Any
) -> None:
    page = reverse("policies:version-acknowledge", kwargs={"reference": in_force.reference})
    client = signed_in(radiographer)
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"is_read": "on"}).status_code == 302
    row = Acknowledgement.objects.get(person=radiographer)
    first = row.acknowledged_at
    assert row.content_digest == in_force.content_digest != ""
    Acknowledgement.give(version=in_force, by=radiographer)
    row.refresh_from_db()
    assert row.acknowledged_at == first

    second = start_next_version(in_force, by=people.drafter)
    with pytest.raises(WrongState):
        Acknowledgement.give(version=second, by=radiographer)
    as_approved = {"status": "approved", "content_digest": "b" * 64}
    QuerySet(PolicyVersion).filter(pk=second.pk).update(**as_approved)  # its own way is told elsewhere
    in_force.supersede(by=people.publisher, successor=PolicyVersion.objects.get(pk=second.pk))
    with pytest.raises(WrongState, match="Read the version in force"):
        Acknowledgement.give(version=in_force, by=radiographer)
    days = dict.fromkeys(("approved_on", "in_force_from"), in_force.in_force_from)
    due = dict.fromkeys(("review_due_on", "review_at_latest_on"), in_force.review_due_on)
    QuerySet(PolicyVersion).filter(pk=second.pk).update(status="disseminated", **days, **due)
    ask_and_remind(clock.today())
    assert Acknowledgement.objects.to_read().get(person=radiographer).version == second


def test_an_acknowledgement_without_the_words_it_is_of_is_refused(
    in_force: PolicyVersion, radiographer: User, outsider: User
) -> None:
    with pytest.raises(PermissionDenied):
        Acknowledgement.give(version=in_force, by=outsider)
    bare = Acknowledgement(
        version=in_force, person=radiographer, asked_on=clock.today(), acknowledged_at=clock.now()
    )
    with acting_as(radiographer), pytest.raises(IntegrityError, match="acknowledgement_is_of_exact_words"):
        bare.save()


@pytest.mark.rule("R-049", "P", "R-109", "P")
def test_shares_show_numerator_and_denominator_of_those_who_work_here(
    in_force: PolicyVersion, radiographer: User, colleague: User, people: Any, signed_in: Any
) -> None:
    leaver = person("leaver", Role.RADIOGRAPHER, in_force.policy.department)
    ask_and_remind(clock.today())
    Acknowledgement.give(version=in_force, by=radiographer)
    leaver.is_active = False
    leaver.save()
    every, parts = shares_of(in_force)
    assert (every.given, every.asked, every.percentage) == (1, 3, "33%")
    assert [(part.whose, part.given, part.asked) for part in parts] == [
        ("Imaging, governance lead", 0, 1),
        ("Imaging, radiographer", 1, 2),
    ]
    assert shares_of_all() == {in_force.pk: every}
    page = reverse("policies:version-readers", kwargs={"reference": in_force.reference})
    shown = signed_in(people.publisher).get(page).content.decode()
    assert "1 of 3 people asked have said that they read version 1 (33%)" in shown
    assert colleague.name in shown
    assert signed_in(radiographer).get(page).status_code == 403


@pytest.mark.parametrize(
    ("given", "asked", "said"), [(0, 0, "Nobody asked"), (199, 200, "99%"), (200, 200, "100%")]
)
def test_a_hundred_per_cent_means_everybody(given: int, asked: int, said: str) -> None:
    assert Share("Everybody", given, asked).percentage == said


@pytest.mark.rule("R-109", "P")
def test_a_person_sees_what_is_theirs_to_read(
    in_force: PolicyVersion,
    trust_policy: PolicyVersion,
    radiographer: User,
    signed_in: Any,
    at_most_queries: Any,
) -> None:
    ask_and_remind(clock.today())
    client = signed_in(radiographer)
    with at_most_queries(12):
        shown = client.get(reverse("policies:to-read"))
    assert len(shown.context["rows"]) == 2
    Acknowledgement.give(version=in_force, by=radiographer)
    assert [row["cells"][0].title for row in client.get(reverse("policies:to-read")).context["rows"]] == [
        trust_policy.policy.title
    ]
    assert f"You said on {clock.today().day}" in client.get(in_force.get_absolute_url()).content.decode()
