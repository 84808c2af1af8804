"""Who answers for a recording, where it is kept, for how long, and by what right."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.image_database import ImageDatabase
from consent.models.recording_custody import RecordingStep
from consent.models.recording_origin import Origin
from consent.models.recording_words import RecordingStatus
from consent.places import PLACE_WORDS, STORED_IN, Place, place_is_allowed
from recordings_gov.workflow import transition

STORED = [RecordingStatus.CAPTURED, RecordingStatus.HELD, RecordingStatus.LOGGED]
AWAY = "Look up the retention rule first. An original leaves the Trust only after that."


class Custodian(models.TextChoices):
    """Who answers for a recording."""

    MAKER = "maker", "Whoever made it, until it is handed over"
    MEDIA_STUDIO = "media_studio", "Media Studio"
    DEPARTMENT = "department", "The department"
    MEDICAL_RECORDS = "medical_records", "Medical records"


class Copyright(models.TextChoices):
    """Whose copyright it is: the Trust's, whoever owns the equipment."""

    TRUST = "trust", "The Trust"
    GIVER = "giver", "Whoever made it and gave us a copy"


class StorageOfRecording(models.Model):
    """Custodian, place, retention, right to hold and copyright. Rules: R-096, R-174, R-182, R-185, R-247."""

    custodian = models.CharField(max_length=16, choices=Custodian, default=Custodian.MAKER)
    place_kind = models.CharField("where it is kept", max_length=20, choices=STORED_IN, blank=True)
    place = models.CharField("the place itself", max_length=200, blank=True)
    image_database = models.ForeignKey(
        ImageDatabase, null=True, blank=True, on_delete=models.PROTECT, related_name="recordings"
    )
    right_to_hold = models.CharField("by what right it is held and used", max_length=300, blank=True)
    retention_rule = models.CharField("the rule on how long", max_length=200, blank=True)
    keep_until = models.DateField("kept at least until", null=True, blank=True)
    copyright_owner = models.CharField(
        max_length=8, choices=Copyright, default=Copyright.TRUST, editable=False
    )

    if TYPE_CHECKING:
        status: str
        origin: str
        uploaded_at: Any
        write_custody: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Copyright and custodian follow from what it is and where it stands. Rules: R-096, R-174."""
        self.copyright_owner = Copyright.GIVER if self.origin == Origin.DONATED else Copyright.TRUST
        studio_has_it = self.uploaded_at or self.status in (RecordingStatus.HELD, RecordingStatus.QUARANTINED)
        if self.custodian == Custodian.MAKER and studio_has_it:
            self.custodian = Custodian.MEDIA_STUDIO
        super().save(*args, **kwargs)

    @transition(source=STORED, target=set(STORED), allowed="recording.store")
    def store(
        self,
        *,
        by: Any,
        place_kind: str,
        place: str,
        custodian: str,
        right_to_hold: str = "",
        image_database: ImageDatabase | None = None,
    ) -> str:
        """Where the original is from now on, and who answers for it.

        Refused for a place where nothing stays, for a database that nobody authorised, and out of the Trust
        before its retention rule was looked up. Rules: R-096, R-182, R-185, R-247.
        """
        is_listed = image_database is not None and image_database.may_hold_images
        answer = place_is_allowed(place_kind, is_listed=is_listed)
        if answer.obstacles:
            raise ValidationError({"place_kind": [reason.says for reason in answer.obstacles]})
        if place_kind == Place.OUTSIDE and not self.retention_rule:
            raise ValidationError({"place_kind": AWAY})
        before = PLACE_WORDS.get(self.place_kind, "")
        self.place_kind, self.place, self.custodian = place_kind, place.strip(), custodian
        self.image_database = image_database if place_kind == Place.DATABASE else None
        self.right_to_hold = right_to_hold.strip()
        to = f"{PLACE_WORDS[place_kind]}: {self.place}"[:200]
        self.write_custody(RecordingStep.MOVED, by=by, place=before, to=to)
        return str(self.status)

    @transition(source=STORED, target=set(STORED), allowed="recording.store")
    def look_up_retention(self, *, by: Any, retention_rule: str, keep_until: date) -> str:
        """How long it is kept at least, by which rule of the retention policy. Rules: R-096, R-182."""
        self.retention_rule, self.keep_until = retention_rule.strip(), keep_until
        return str(self.status)

    @property
    def where_kept(self) -> str:
        """Where it is, in words; empty when nobody has said so."""
        return f"{PLACE_WORDS[self.place_kind]}: {self.place}" if self.place_kind else ""


STORAGE_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_has_a_custodian",
        condition=Q(custodian__in=Custodian.values),
        violation_error_message="Say who answers for the recording",
    ),
    models.CheckConstraint(
        name="recording_is_kept_in_a_place_that_is_allowed",
        condition=Q(place_kind="", place="")
        | (Q(place_kind__in=[kind for kind, _ in STORED_IN]) & ~Q(place="")),
        violation_error_message="Say where it is kept",
    ),
    models.CheckConstraint(
        name="recording_in_a_database_names_it",
        condition=Q(place_kind=Place.DATABASE, image_database__isnull=False)
        | (~Q(place_kind=Place.DATABASE) & Q(image_database=None)),
        violation_error_message="Choose the database from the register",
    ),
    models.CheckConstraint(
        name="recording_kept_until_a_day_names_the_rule",
        condition=Q(retention_rule="", keep_until=None)
        | (~Q(retention_rule="") & Q(keep_until__isnull=False)),
        violation_error_message="Give the rule and the day",
    ),
    models.CheckConstraint(
        name="recording_that_left_the_trust_has_its_retention_rule",
        condition=~Q(place_kind=Place.OUTSIDE) | ~Q(retention_rule=""),
        violation_error_message=AWAY,
    ),
    models.CheckConstraint(
        name="recording_made_by_staff_is_the_trusts_copyright",
        condition=Q(origin=Origin.DONATED, copyright_owner=Copyright.GIVER)
        | (~Q(origin=Origin.DONATED) & Q(copyright_owner=Copyright.TRUST)),
        violation_error_message="Copyright in what staff make is the Trust's",
    ),
]
