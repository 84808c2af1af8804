"""What an export and a difference promise holds in the database, whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from consent.models import LibraryImport, LibraryItem, Mismatch
from tests.consent.library_exports import image, taken

BROKEN: dict[type, dict[str, str]] = {
    LibraryImport: {
        "library_import_with_a_wrong_line_is_refused_whole": "wrong = 1",
        "library_import_taken_has_its_moment": "taken_at = NULL",
    },
    Mismatch: {
        "mismatch_is_about_one_thing": "item_id = NULL",
        "mismatch_resolved_says_how_and_by_whom": "status = 'resolved'",
    },
}
COPIED = {
    "mismatch_of_an_item_is_there_once": (Mismatch, "reference", "item_id"),
    "library_item_is_known_by_its_number": (LibraryItem, "digest", "library_number"),
}


@pytest.mark.django_db
@pytest.mark.both
@pytest.mark.rule("R-184", "P")
@pytest.mark.rule("R-207", "P")
def test_the_database_itself_refuses_half_an_export_and_a_second_row_for_one_thing(
    media_studio: Any, department: Any
) -> None:
    taken(media_studio, department, image("L-1"))
    for model, broken in BROKEN.items():
        for name, change in broken.items():
            refused(name, f"UPDATE {model._meta.db_table} SET {change}")  # type: ignore[attr-defined]  # noqa: S608
    for name, (model, other, key) in COPIED.items():
        columns = [f.column for f in model._meta.concrete_fields if not f.primary_key]
        chosen = ", ".join("'another'" if each == other else f'"{each}"' for each in columns)
        into = ", ".join(f'"{each}"' for each in columns)
        table = model._meta.db_table
        refused(f"{name}|{key}", f"INSERT INTO {table} ({into}) SELECT {chosen} FROM {table}")  # noqa: S608


@pytest.mark.django_db
@pytest.mark.both
def test_only_one_export_of_a_department_waits_even_in_sql(media_studio: Any, department: Any) -> None:
    for number in ("1", "2"):
        taken(media_studio, department, image(f"L-{number}"))
    waits = "UPDATE consent_libraryimport SET status = 'confirmed', taken_at = NULL"
    refused("library_import_of_a_department_waits_alone|department_id", waits)


def refused(name: str, statement: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
