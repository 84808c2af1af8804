"""The demonstration is made through the verbs, once, and never in production."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from policies import contents
from policies.models import PolicyVersion, Source
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.audit.models import Event
from recordings_gov.demonstration.people import PASSWORD, PEOPLE
from recordings_gov.launch import greeting
from recordings_gov.patients.models import Patient
from requests_app.models import StaffObjection


@pytest.fixture(scope="class")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all that is asked about it, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demonstration", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("loaded")
class TestWhatIsLoaded:
    """The department as somebody finds it who has just started."""

    def test_everybody_can_sign_in_by_the_name_of_their_role(self) -> None:
        for person in PEOPLE:
            user = User.objects.get(username=person.username)
            assert user.check_password(PASSWORD)
            assert [role for role, _ in user.roles] == [person.role]

    @pytest.mark.rule("R-217")
    def test_the_trusts_own_policy_is_in_force_and_overdue(self) -> None:
        today = clock.today()
        version = PolicyVersion.objects.in_force().overdue(today).earliest("review_due_on")
        assert (version.number, version.policy.title) == (7, "Clinical recordings of patients")
        assert contents.obstacles(version)

    def test_the_starter_policy_is_in_force_through_different_people(self) -> None:
        version = PolicyVersion.objects.in_force().get(policy__holds_stances=True)
        about = Event.objects.about(version).exclude(actor=None)
        assert len(set(about.values_list("actor__username", flat=True))) >= 4

    def test_a_colleague_objected_before_anybody_asks(self) -> None:
        assert StaffObjection.objects.get().person.username == "sonographer"

    def test_loading_twice_changes_nothing(self) -> None:
        def counted() -> list[int]:
            models = (User, Patient, Source, PolicyVersion, StaffObjection, Event)
            return [each.objects.count() for each in models]

        before = counted()
        call_command("load_demonstration", verbosity=0)
        assert counted() == before


def test_the_greeting_names_the_people_there_are() -> None:
    assert sorted(greeting.SIGN_INS) == sorted(person.username for person in PEOPLE)
    assert greeting.PASSWORD == PASSWORD


def test_production_never_loads_it(db: None, settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="never loaded under production"):
        call_command("load_demonstration", verbosity=0)
    assert not User.objects.exists()
