"""The event log: who did or read what, and when. Inserted with the act, never changed after."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class InsertOnly(models.QuerySet):
    """Events are written by ``audit.log`` and by nobody else; the database's triggers agree."""

    def update(self, **kwargs: Any) -> int:
        """Refuse: an event says what happened, and that does not change."""
        raise TypeError("Events are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: an event is never taken back."""
        raise TypeError("Events are never deleted.")

    def about(self, record: models.Model) -> "InsertOnly":
        """The events of one record."""
        return self.filter(object_type=record._meta.label_lower, object_id=record.pk)


class Event(models.Model):
    """One act on, or one reading of, one record."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_label = models.CharField(max_length=200)
    on_behalf_of_job = models.CharField(max_length=100, default="", blank=True)
    action = models.CharField(max_length=100)
    object_type = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    request_id = models.CharField(max_length=32)
    payload_digest = models.CharField(max_length=64)

    objects: ClassVar[Any] = InsertOnly.as_manager()

    class Meta:
        db_table = "audit_event"
        constraints = [
            models.CheckConstraint(
                name="event_has_a_person_or_a_job",
                condition=Q(actor__isnull=False) | ~Q(on_behalf_of_job=""),
            ),
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="event_of_object"),
            models.Index(fields=["actor", "id"], name="event_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} by {self.actor_label}"


class Payload(models.Model):
    """What an event changed, or the ids that were read; apart, so that it can be disposed of lawfully."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="payload")
    body = models.JSONField(encoder=DjangoJSONEncoder)
    salt = models.CharField(max_length=32)

    objects: ClassVar[Any] = InsertOnly.as_manager()

    class Meta:
        db_table = "audit_payload"

    def __str__(self) -> str:
        return f"payload of event {self.event_id}"
