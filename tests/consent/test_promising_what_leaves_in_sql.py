"""What publications, prints and disclosures promise holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from consent.models import Disclosure, PrintOrder, Publication
from tests.consent.endings import recorded
from tests.consent.leaving import cleared, disclosed, ordered

pytestmark = pytest.mark.django_db

BROKEN: dict[type, dict[str, str]] = {
    Publication: {
        "publication_is_released_only_when_copyright_stays_here": "clause = 'passes', "
        "released_at = created_at, released_by_id = planned_by_id",
        "publication_that_went_out_was_released": "status = 'released'",
        "publication_contract_is_named_where_there_is_one": "contract_reference = ''",
        "publication_contract_read_says_when_and_by_whom": "contract_read_on = NULL",
        "publication_that_is_out_says_when_and_where": "came_out_where = 'x'",
        "publication_that_was_stopped_says_when_and_why": "status = 'stopped'",
        "publication_says_where_and_by_whom": "publisher = ''",
        "publisher_is_told_of_what_was_stopped_or_taken_back": (
            "told_on = contract_read_on, told_by_id = planned_by_id"
        ),
    },
    PrintOrder: {
        "print_order_says_why_a_print_is_needed": "reason = ''",
        "print_order_is_for_a_few_copies": "copies = 51",
        "print_was_made_with_both_checks": "status = 'printed'",
        "print_that_was_not_made_says_why": "status = 'declined'",
    },
    Disclosure: {
        "disclosure_says_to_whom": "\"to\" = ''",
        "disclosure_has_its_ground": "basis_reference = ''",
    },
}


@pytest.mark.rule("R-175", "E")
@pytest.mark.rule("R-193", "E")
@pytest.mark.both
def test_the_database_itself_refuses(signed_form: Any, media_studio: Any, ig_manager: Any) -> None:
    recording = recorded(signed_form, media_studio)
    cleared(recording, media_studio)
    ordered(recording, media_studio)
    disclosed(recording, ig_manager)
    for model, broken in BROKEN.items():
        for name, change in broken.items():
            statement = f"UPDATE {model._meta.db_table} SET {change}"  # noqa: S608
            with (
                pytest.raises(IntegrityError, match=name),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


def test_every_promise_of_what_leaves_is_broken_once_above() -> None:
    for model, broken in BROKEN.items():
        constraints = model._meta.constraints  # type: ignore[attr-defined]
        assert set(broken) == {each.name for each in constraints if isinstance(each, CheckConstraint)}
