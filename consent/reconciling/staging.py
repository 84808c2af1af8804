"""Keeping an export's rows aside, checked against the whole: memory stays flat, however many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Min

from consent.models.library_import import MOST_SHOWN, Checked, LibraryImport
from consent.models.library_item import LibraryItem, LibraryRow
from consent.reconciling.reading import Row
from recordings_gov.accounts.models import Department, User

TWICE = "Line {line}: this number in the library is there {count} times"
OTHERS = "Line {line}: the recording belongs to another department. Bring each department’s export by itself"
SAID = (
    "line",
    "library_number",
    "file_name",
    "names",
    "is_visible",
    "use",
    "taken_by",
    "taken_on",
    "digest",
    "operator_id",
    "library_import_id",
)


def be_patient() -> None:
    """A million rows take longer than any page may: for this transaction a statement has ten minutes.

    Compiling a statement costs more than it gives here, in each worker process anew.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '10min'")
            cursor.execute("SET LOCAL jit = off")


def whole(made: LibraryImport) -> Checked:
    """What only the whole can tell: numbers that are there twice, rows of others, and what would change."""
    be_patient()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(LibraryRow._meta.db_table)}")
    said = [*_twice(made), *_of_others(made)]
    if said:
        return Checked(wrong=len(said), problems=tuple(said[:MOST_SHOWN]))
    new, changed, gone = _differences(made)
    return Checked(new=new, changed=changed, gone=gone)


def keep(made: LibraryImport, rows: Iterable[Row], people: Mapping[str, int]) -> None:
    """COPY where the database has it, else many rows a statement."""
    table, names = connection.ops.quote_name(LibraryRow._meta.db_table), ", ".join(SAID)
    values = ((*astuple(row), people.get(row.taken_by.casefold()), made.pk) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
            return
        marks = ", ".join(["%s"] * len(SAID))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))  # noqa: S608  our names


def people() -> dict[str, int]:
    """Everybody by user name and by address, as the library may write them."""
    found: dict[str, int] = {}
    for pk, username, email in User.objects.values_list("pk", "username", "email"):
        found |= {username.casefold(): pk} | ({email.casefold(): pk} if email else {})
    return found


def _twice(made: LibraryImport) -> list[str]:
    rows = LibraryRow.objects.filter(library_import=made).order_by()
    counted = rows.values("library_number").annotate(count=Count("pk"), line=Min("line")).filter(count__gt=1)
    found = counted.order_by("line").values_list("line", "count")
    return [TWICE.format(line=line, count=count) for line, count in found]


def _of_others(made: LibraryImport) -> list[str]:
    """Images of recordings that another department made: one of them refuses the whole."""
    with connection.cursor() as cursor:
        cursor.execute(OF_OTHERS, [made.pk, made.department_id] * 2)
        return [OTHERS.format(line=line) for (line,) in cursor.fetchall()]


def _differences(made: LibraryImport) -> tuple[int, int, int]:
    """How much would be new, changed and gone, if this were taken over."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES, [made.department_id, made.pk])
        new, changed, matched = (int(number or 0) for number in cursor.fetchone())
    there = LibraryItem.objects.filter(department=made.department, is_there=True).count()
    return new, changed, there - matched


OF_OTHERS = """
SELECT said.line FROM consent_libraryrow AS said
JOIN consent_recording AS known ON known.library_number = said.library_number AND known.library_number <> ''
WHERE said.library_import_id = %s AND known.department_id <> %s
UNION
SELECT said.line FROM consent_libraryrow AS said
JOIN consent_recording AS known ON known.reference = said.names AND said.names <> ''
WHERE said.library_import_id = %s AND known.department_id <> %s
ORDER BY line
"""
DIFFERENCES = """
SELECT SUM(CASE WHEN item.id IS NULL THEN 1 ELSE 0 END),
       SUM(CASE WHEN item.digest <> said.digest OR NOT item.is_there THEN 1 ELSE 0 END),
       SUM(CASE WHEN item.is_there THEN 1 ELSE 0 END)
FROM consent_libraryrow AS said
LEFT JOIN consent_libraryitem AS item
       ON item.library_number = said.library_number AND item.department_id = %s
WHERE said.library_import_id = %s
"""


def take(made: LibraryImport) -> None:
    """Lay the rows over those of the last export, and let them go; inside the caller's transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An export is taken over whole.")
    with connection.cursor() as cursor:
        cursor.execute(OVER, [made.department_id, made.pk])
        cursor.execute(GONE, [made.department_id, made.pk])
    made.forget_rows()


def link(department: Department, items: Iterable[int] | None) -> None:
    """Which recording an image is may have become known: by its number in the library, else by its name.

    ``items`` are the ids of the images to look at; None is all of them. Only what is new is written.
    """
    among = ""
    given: list[Any] = [department.pk]
    if items is not None:
        ids = list(items)
        among = AMONG[connection.vendor]
        given.append(ids if connection.vendor == "postgresql" else str(ids))
    with connection.cursor() as cursor:
        cursor.execute(LINK.format(among=among), given)


AMONG = {
    "postgresql": "AND item.id = ANY(%s)",
    "sqlite": "AND item.id IN (SELECT value FROM json_each(%s))",
}
LINK = """
UPDATE consent_libraryitem SET recording_id = known.recording_id
FROM (
    SELECT item.id, COALESCE(numbered.id, named.id) AS recording_id
    FROM consent_libraryitem AS item
    LEFT JOIN consent_recording AS numbered
           ON numbered.library_number = item.library_number AND numbered.library_number <> ''
          AND numbered.department_id = item.department_id
    LEFT JOIN consent_recording AS named
           ON named.reference = item.names AND item.names <> '' AND named.department_id = item.department_id
    WHERE item.department_id = %s {among}
) AS known
WHERE consent_libraryitem.id = known.id
  AND COALESCE(consent_libraryitem.recording_id, 0) <> COALESCE(known.recording_id, 0)
"""
OVER = """
INSERT INTO consent_libraryitem
    (department_id, recording_id, library_number, file_name, names, is_visible, "use", taken_by,
     operator_id, taken_on, digest, is_there)
SELECT %s, COALESCE(numbered.id, named.id), said.library_number, said.file_name, said.names,
       said.is_visible, said."use", said.taken_by, said.operator_id, said.taken_on, said.digest, TRUE
FROM consent_libraryrow AS said
LEFT JOIN consent_recording AS numbered
       ON numbered.library_number = said.library_number AND numbered.library_number <> ''
LEFT JOIN consent_recording AS named ON named.reference = said.names AND said.names <> ''
WHERE said.library_import_id = %s
ON CONFLICT (department_id, library_number) DO UPDATE SET
    recording_id = excluded.recording_id, file_name = excluded.file_name, names = excluded.names,
    is_visible = excluded.is_visible, "use" = excluded."use", taken_by = excluded.taken_by,
    operator_id = excluded.operator_id, taken_on = excluded.taken_on, digest = excluded.digest,
    is_there = TRUE
WHERE consent_libraryitem.digest <> excluded.digest OR NOT consent_libraryitem.is_there
   OR COALESCE(consent_libraryitem.recording_id, 0) <> COALESCE(excluded.recording_id, 0)
   OR COALESCE(consent_libraryitem.operator_id, 0) <> COALESCE(excluded.operator_id, 0)
"""
GONE = """
UPDATE consent_libraryitem SET is_there = FALSE
WHERE department_id = %s AND is_there AND NOT EXISTS (
    SELECT 1 FROM consent_libraryrow AS said
    WHERE said.library_import_id = %s AND said.library_number = consent_libraryitem.library_number
)
"""
