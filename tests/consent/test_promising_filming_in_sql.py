"""What filming promises holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import (
    Filming,
    FilmingAgreement,
    FilmingAssurance,
    FilmingConcern,
    FilmingContract,
    FilmingPerson,
    FilmingTake,
)
from tests.consent.filmings import POINTS, ready

pytestmark = pytest.mark.django_db

BROKEN: dict[type, dict[str, str]] = {
    Filming: {
        "filming_says_who_what_where_and_for_which_use": "requester = ''",
        "filming_ends_after_it_starts": "until_on = '2000-01-01'",
        "filming_by_others_names_the_body": "made_by = 'others', agency = ''",
        "filming_is_decided_on_by_somebody_who_says_how_far": "scope = ''",
        "filming_permitted_says_from_when_until_when": "permitted_until = '2000-01-01'",
        "filming_advice_is_given_on_a_doubt_by_somebody": "advice = 'for'",
        "filming_that_ended_says_when_and_a_stop_says_why": "status = 'stopped'",
    },
    FilmingAgreement: {"filming_agreement_names_the_body_and_its_reference": "says = ''"},
    FilmingAssurance: {
        "filming_assurance_says_which_consent_was_seen": "consent_seen = ''",
        "filming_assurance_is_that_it_meets_the_standard": "meets_standard = FALSE",
    },
    FilmingContract: {
        "filming_contract_names_whom_it_is_with": "contract = ''",
        "filming_contract_has_every_point": "waives_moral_rights = FALSE",
    },
    FilmingConcern: {
        "filming_concern_says_what_it_is": "says = ''",
        "filming_concern_settled_says_what_came_of_it": "is_resolved = TRUE",
    },
    FilmingPerson: {
        "filming_person_has_a_name": "name = ''",
        "filming_person_of_staff_is_an_adult": "kind = 'child', staff_id = said_by_id",
        "filming_person_who_said_no_says_when_and_how": "left_because = 'No'",
    },
    FilmingTake: {"filming_take_says_what_was_filmed": "says = ''"},
}


@pytest.mark.rule("R-173", "E")
@pytest.mark.rule("R-086", "E")
@pytest.mark.both
def test_the_database_itself_refuses(communications: Any, consultant: Any, department: Any) -> None:
    filming = ready(communications, consultant, department, made_by="commissioned")
    words = {"photographer": "Lee Lens", "contract": "C-9", "may_reproduce": False}
    filming.check_contract(by=communications, **words, **POINTS)
    filming.open(by=communications)
    filming.film(by=communications, says="The scanner")
    filming.raise_concern(by=consultant, says="Too near")
    for model, breaks in BROKEN.items():
        for name, broken in breaks.items():
            statement = f"UPDATE {model._meta.db_table} SET {broken}"  # noqa: S608  ours
            refused = pytest.raises(IntegrityError, match=name)
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_every_promise_is_broken_once_above() -> None:
    for model, breaks in BROKEN.items():
        promised = {each.name for each in model._meta.constraints if isinstance(each, CheckConstraint)}
        assert set(breaks) == promised
