"""Records whose every change is kept: who, what, when, before and after."""

import copy
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from simple_history.models import HistoricalRecords

from recordings_gov import clock, references
from recordings_gov.audit import acting, history, inserting, log
from recordings_gov.audit.broken import ConstraintBroken, explained
from recordings_gov.audit.text import plain

REFERENCE_DRAWS = 5
UNTRACKED = frozenset({"created_at", "changed_at"})


class GovernedQuerySet(models.QuerySet):
    """A queryset that cannot write behind the record's back: ``audit.write_set`` is the one door."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: it would write neither history nor events."""
        raise TypeError("Governed records change through their verbs, or through audit.write_set.")

    def delete(self) -> NoReturn:
        """Refuse: nothing is deleted."""
        raise TypeError("Governed records are never deleted.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: it would write neither history nor events."""
        raise TypeError("Governed records are made one by one, or through audit.write_set.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: it would write neither history nor events."""
        raise TypeError("Governed records change through their verbs, or through audit.write_set.")


class GovernedRow(models.Model):
    """A record with history and an event for each change, written in one transaction."""

    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    history = HistoricalRecords(inherit=True, get_user=acting.history_user, excluded_fields=["created_at"])

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()
    event_action = ""
    moving = False
    skip_history_when_saving = True
    """Tells simple-history that ``audit.history`` copies the row: its own way costs a third of a save."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **given: Any) -> Self:
        """Remember what the database said, so that a change can be told from it."""
        record = super().from_db(db, field_names, values, **given)
        record.loaded = record.values()
        return record

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Forget unsaved values and remember what the database says now."""
        super().refresh_from_db(*args, **kwargs)
        self.loaded = self.values()

    def values(self) -> dict[str, Any]:
        """Every concrete field that is loaded, by column attribute."""
        deferred = self.get_deferred_fields()
        return {
            field.attname: copy.copy(getattr(self, field.attname))
            for field in self._meta.concrete_fields
            if field.attname not in deferred
        }

    def unsaved(self) -> dict[str, list[Any]]:
        """Each field that differs from what was loaded: ``{field: [before, now]}``."""
        loaded: dict[str, Any] = getattr(self, "loaded", {})
        return {
            name: [loaded.get(name), value]
            for name, value in self.values().items()
            if name not in UNTRACKED and (name not in loaded or loaded[name] != value)
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write record, history and event together.

        Raises NobodyActs without an actor, TypeError for a status changed outside a transition,
        ValidationError for a value out of form, ConstraintBroken for a broken invariant.
        """
        acting.current()
        adding = self._state.adding
        changes = self._checked_changes(adding)
        self.changed_at = clock.now()
        if adding:
            self.created_at = self.changed_at
        default = f"{self._meta.model_name}.{'created' if adding else 'changed'}"
        self._write(adding, self.event_action or default, self.event_body(changes, adding), *args, **kwargs)
        self.loaded = self.values()

    def keep_text_plain(self) -> None:
        """Normalise every text of the record; raises ValidationError for what does not belong in writing."""
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname) if field.attname in self.__dict__ else None
            if isinstance(field, models.CharField | models.TextField) and isinstance(value, str):
                try:
                    setattr(self, field.attname, plain(value))
                except ValidationError as error:
                    raise ValidationError({field.name: error}) from error

    def _checked_changes(self, adding: bool) -> dict[str, list[Any]]:
        self.keep_text_plain()
        changes = self.unsaved()
        if "status" in changes and not self.moving:
            initial: Any = getattr(self._meta.get_field("status"), "default", None)
            if not adding or getattr(self, "status", initial) != initial:
                raise TypeError("A status changes through a transition, never by hand.")
        relations = {field.name for field in self._meta.concrete_fields if field.is_relation}
        self.clean_fields(exclude=relations | {"id", "reference", "created_at", "changed_at"})
        self.clean()
        return changes

    def _write(self, adding: bool, action: str, body: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Record, history and event in one transaction; what is undone leaves the instance as it was."""
        try:
            with transaction.atomic():
                if not adding or args or kwargs or not inserting.is_simple(type(self)):
                    super().save(*args, **kwargs)
                log.record(action, self, body, kept=history.ADDED if adding else history.CHANGED)
        except BaseException as error:
            if adding:
                self.pk, self._state.adding = None, True
            if isinstance(error, IntegrityError):
                raise explained(error, type(self)) from error
            raise

    def event_body(self, changes: dict[str, list[Any]], adding: bool) -> dict[str, Any]:
        """What an event says of these changes: all that is filled in, or before and now of each."""
        if adding:
            return {name: now for name, (_, now) in changes.items() if now not in (None, "", [])}
        return dict(changes)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: nothing is deleted; disposal is a state that two people reach."""
        raise TypeError("Governed records are never deleted.")


class GovernedModel(GovernedRow):
    """A governed record with a reference of its own, drawn when it is first saved."""

    reference = models.CharField(max_length=16, unique=True, editable=False)
    reference_kind: ClassVar[str] = ""
    detail_url_name: ClassVar[str] = ""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The record's own page."""
        return reverse(self.detail_url_name, kwargs={"reference": self.reference})

    def _write(self, adding: bool, *rest: Any, **kwargs: Any) -> None:
        if not adding:
            super()._write(adding, *rest, **kwargs)
            return
        for draw in range(1, REFERENCE_DRAWS + 1):
            self.reference = references.new(self.reference_kind)
            try:
                super()._write(adding, *rest, **kwargs)
            except ConstraintBroken as broken:
                if not broken.is_about("reference") or draw == REFERENCE_DRAWS:
                    raise
            else:
                return
