"""A photo taken with an approved app: on its own evidence, for the health record and nothing else."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.app_route import NO_PHOTOGRAPHER_WORDS, AppCase, MadeWith, SentBy, may_use_app
from consent.models.app_device import AppDevice, AppDeviceStatus
from consent.models.form_choices import MadeFor
from consent.models.recording_words import Basis, Identifiable, RecordingKind
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.incidents.models import Incident, Kind

if TYPE_CHECKING:
    from consent.models.consent_form import ConsentForm


SENT_BY_MESSAGE = "Taken with the approved app, and sent by picture message, messaging app or e-mail"


class AppPhoto(models.Model):
    """The evidence of the app route. Rules: R-196, R-197, R-198, R-199. Conflict: C-19."""

    app_device = models.ForeignKey(
        AppDevice, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="recordings"
    )
    no_photographer = models.CharField(
        "why Media Studio could not take it",
        max_length=14,
        blank=True,
        editable=False,
        choices=[(each.value, says) for each, says in NO_PHOTOGRAPHER_WORDS.items()],
    )
    app_chaperone = models.CharField("chaperone", max_length=120, blank=True, editable=False)
    app_explained = models.BooleanField(
        "told that the app keeps no photo on the device", default=False, editable=False
    )

    class Meta:
        abstract = True

    @property
    def is_of_an_app(self) -> bool:
        """Whether the app took it, so that it is in the record alone and never in the library."""
        return self.app_device_id is not None

    @classmethod
    def capture_by_app(
        cls,
        *,
        by: Any,
        form: "ConsentForm",
        captured_at: datetime,
        shows: str,
        device: AppDevice | None,
        no_photographer: str,
        chaperone: str,
        explained: bool,
        sent_by: str,
        identifiable: str = Identifiable.YES,
    ) -> Self:
        """Register a photo that the app took and put into the record.

        Raises PermissionDenied; ValidationError with each obstacle, those of every recording among them.
        Rules: R-196, R-197, R-199.
        """
        answer = may_use_app(
            AppCase(
                made_with=MadeWith.APP,
                device_is_registered=device is not None and _was_registered(device, captured_at),
                chaperone=chaperone,
                why=no_photographer,
                sent_by=SentBy(sent_by),
                explained=explained,
                is_for_care=form.made_for == MadeFor.CARE,
            )
        )
        if answer.obstacles:
            raise ValidationError([reason.says for reason in answer.obstacles], code="not_by_app")
        made: Self = cls.capture(  # type: ignore[attr-defined]
            by=by,
            form=form,
            captured_at=captured_at,
            kind=RecordingKind.PHOTOGRAPH,
            shows=shows,
            identifiable=identifiable,
            app={
                "app_device": device,
                "no_photographer": no_photographer,
                "app_chaperone": chaperone.strip(),
                "app_explained": explained,
            },
        )
        return made

    @classmethod
    def refuse_route(
        cls, *, by: Any, form: "ConsentForm", captured_at: datetime, shows: str, made_with: str
    ) -> Incident:
        """With a phone outside the app, or sent by picture message: not registered, and an incident.

        Rules: R-198, R-199, R-203. Conflict: C-27.
        """
        is_phone = made_with != MadeWith.APP
        how = "Taken with a phone or tablet outside the approved app" if is_phone else SENT_BY_MESSAGE
        if not by.can("recording.capture", form):
            raise PermissionDenied("Registering recordings in this department is not part of your role.")
        with transaction.atomic(), acting_as(by):
            return Incident.report(
                by=by,
                kind=Kind.UNREGISTERED if is_phone else Kind.COPY,
                department=form.department,
                happened_on=clock.local(captured_at).date(),
                what_happened=f"{how}. {shows}".strip(),
                about_type=form._meta.label_lower,
                about_reference=form.reference,
            )


def _was_registered(device: AppDevice, at: datetime) -> bool:
    # A photo is dated by its minute, so the minute of the registration counts.
    since = device.registered_at.replace(second=0, microsecond=0)
    return device.status == AppDeviceStatus.REGISTERED and since <= at


NONE = Q(app_device=None, no_photographer="", app_chaperone="", app_explained=False)
APP_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="recording_by_app_has_its_evidence",
        condition=NONE
        | (
            Q(app_device__isnull=False, app_explained=True, kind=RecordingKind.PHOTOGRAPH)
            & Q(basis=Basis.CONSENT, registration=None)
            & ~Q(no_photographer="")
            & ~Q(app_chaperone="")
        ),
        violation_error_message="Name the chaperone, and say why Media Studio could not take it",
    ),
    models.CheckConstraint(
        name="recording_by_app_is_never_in_the_library",
        condition=Q(app_device=None) | Q(uploaded_at=None, library_due_on=None),
        violation_error_message="A photo of the app is in the record alone, never in the library",
    ),
]
