"""The one named door for writing many rows: rows, history and events, a statement each.

Text is kept plain as in any save. Fields are not cleaned else, row by row: who has rows from outside
cleans them first, and the database's constraints hold for every row. All or nothing is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from recordings_gov import clock, references
from recordings_gov.audit import history, inserting, log
from recordings_gov.audit.acting import Actor, acting_as
from recordings_gov.audit.broken import ConstraintBroken, explained
from recordings_gov.audit.governed import REFERENCE_DRAWS, GovernedModel, GovernedRow

Record = TypeVar("Record", bound=GovernedRow)
AT_ONCE = 5_000


def write_set(
    model: type[Record], rows: Iterable[Record], action: str, by: Any, *, as_one: bool = False
) -> list[Record]:
    """Write unsaved ``rows`` with history and events; the same rows, now saved, with their ids.

    ``by`` is a person, or the name of a job. ``as_one`` writes one event that names the ids of
    all rows, where one act made them. Raises ValidationError, ConstraintBroken.
    """
    made = list(rows)
    moment = clock.now()
    for row in made:
        row.keep_text_plain()
        row.created_at = row.changed_at = moment
        if isinstance(row, GovernedModel):
            row.reference = references.new(row.reference_kind)
    bodies = [row.event_body(row.unsaved(), adding=True) for row in made]
    if made:
        with _whole(model), _acting(by):
            ungoverned: Any = models.QuerySet(model)
            ungoverned.bulk_create(made, batch_size=AT_ONCE)
            _leave_traces(model, list(zip(made, bodies, strict=True)), action, history.ADDED, as_one)
    return made


def write_set_from(
    model: type[GovernedRow], rows: models.QuerySet[Any, Any], action: str, by: Any
) -> list[int]:
    """Write the rows that a query gives, without bringing one into Python; their ids.

    ``rows`` is ``queryset.values(**{attname: expression})``, or ``new_`` and the attname; fields
    it leaves out take their default. A row that a unique constraint knows already is left out,
    so a second run writes none. One event names the ids of all. Not for models with a
    reference, which Python draws, nor for words from outside. Raises ConstraintBroken.
    """
    if issubclass(model, GovernedModel):
        raise TypeError(
            f"Each {model._meta.verbose_name} needs a reference of its own: give write_set its rows."
        )
    with _whole(model), _acting(by):
        ids = inserting.from_query(model, rows, clock.now())
        if ids:
            history.keep(model, ids, history.ADDED)
            log.record_set(action, model, {pk: {} for pk in ids}, as_one=True)
    return ids


def write_alike(row: GovernedRow, field: str, values: Sequence[Any], action: str, by: Any) -> list[int]:
    """Write ``row``, which is unsaved, once for each of ``values`` of its ``field``; their ids.

    For what one act makes by the thousand: what the rows have in common goes to the database once,
    and one event for each 5,000 names their ids. Raises ValidationError, ConstraintBroken.
    """
    row.keep_text_plain()
    row.created_at = row.changed_at = clock.now()
    model, ids = type(row), []
    with transaction.atomic(), _acting(by):
        for begin in range(0, len(values), AT_ONCE):
            made = _drawn(row, field, values[begin : begin + AT_ONCE])
            log.record_set(action, model, {pk: {} for pk in made}, as_one=True)
            ids += made
    return ids


def _drawn(row: GovernedRow, field: str, values: Sequence[Any]) -> list[int]:
    """One part, with references of their own; drawn anew if one of them was taken."""
    kind = row.reference_kind if isinstance(row, GovernedModel) else ""
    draws = REFERENCE_DRAWS
    while True:
        draws -= 1
        drawn = [references.new(kind) for _ in values] if kind else []
        try:
            with _whole(type(row)):
                return history.make_alike(type(row), inserting.alike(row, field, values, drawn))
        except ConstraintBroken as broken:
            if not broken.is_about("reference") or not draws:
                raise


def write_set_changes(
    model: type[Record], rows: Iterable[Record], action: str, by: Any, *, as_one: bool = False
) -> list[Record]:
    """Write what was changed on loaded ``rows``, which the caller has locked; those that changed.

    A ``status`` may be among the changes: this door stands beside ``transition`` for jobs that
    move whole sets by the calendar. Raises ValidationError, ConstraintBroken.
    """
    loaded = list(rows)
    for row in loaded:
        row.keep_text_plain()
    changed = [(row, changes) for row in loaded if (changes := row.unsaved())]
    columns = {name for _, changes in changed for name in changes}
    names = [field.name for field in model._meta.concrete_fields if field.attname in columns]
    moment = clock.now()
    for row, _ in changed:
        row.changed_at = moment
    written = [row for row, _ in changed]
    bodies = [row.event_body(changes, adding=False) for row, changes in changed]
    if written:
        with _whole(model), _acting(by):
            ungoverned: Any = models.QuerySet(model)
            ungoverned.bulk_update(written, [*names, "changed_at"], AT_ONCE)
            _leave_traces(model, list(zip(written, bodies, strict=True)), action, history.CHANGED, as_one)
    return written


def _leave_traces(
    model: type[Record],
    written: list[tuple[Record, dict[str, Any]]],
    action: str,
    kind: str,
    as_one: bool,
) -> None:
    bodies = {row.pk: body for row, body in written}
    history.keep(model, list(bodies), kind)
    log.record_set(action, model, bodies, as_one=as_one)
    for row, _ in written:
        row.loaded = row.values()


def _acting(by: Any) -> AbstractContextManager[Actor]:
    return acting_as(None, job=by) if isinstance(by, str) else acting_as(by)


@contextmanager
def _whole(model: type[models.Model]) -> Iterator[None]:
    """One transaction; a broken invariant is told by its name."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise explained(error, model) from error
