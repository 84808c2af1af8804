"""An incident or complaint about a recording: what came, when, about whom; its facts are beside this file."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.incidents.deadlines import answer_due
from recordings_gov.incidents.missing import asks_about_our_data
from recordings_gov.incidents.models import (
    answerable,
    answering,
    candour,
    closing,
    correcting,
    disclosure,
    scene,
)
from recordings_gov.incidents.models.answerable import Answerable
from recordings_gov.incidents.models.answering import Answered
from recordings_gov.incidents.models.candour import Explained
from recordings_gov.incidents.models.closing import Reviewed
from recordings_gov.incidents.models.correcting import Corrected
from recordings_gov.incidents.models.disclosure import Disclosed
from recordings_gov.incidents.models.facts import fact, real_day, wanted
from recordings_gov.incidents.models.referring import Referred
from recordings_gov.incidents.models.scene import Scene
from recordings_gov.incidents.models.words import (
    OPEN_ONES,
    WE_RECORD,
    CameAs,
    Care,
    IncidentStatus,
    Kind,
)
from recordings_gov.patients.models import Patient

PERSON = settings.AUTH_USER_MODEL


class IncidentQuerySet(GovernedQuerySet):
    """Incidents by who may see them and what they wait for."""

    def visible_to(self, user: Any) -> "IncidentQuerySet":
        """The only door to incidents; it fails shut."""
        from recordings_gov.incidents.models.referral import Referral

        asked = Referral.objects.filter(for_person=user).values("incident")
        own = Q(raised_by=user) | Q(handler=user) | Q(review_deputy=user) | Q(escalated_to=user)
        own |= Q(pk__in=asked)
        rows: IncidentQuerySet = user.reach("incident.view").rows(self, own=own)
        return rows

    def still_open(self) -> "IncidentQuerySet":
        """Those that are not closed."""
        return self.filter(status__in=OPEN_ONES)

    def unanswered(self) -> "IncidentQuerySet":
        """Those that still wait for a first real answer. Rules: R-213."""
        return self.still_open().filter(responded_on=None)

    def covert(self) -> "IncidentQuerySet":
        """Hidden recordings made by patients, or people with them. Rules: R-251."""
        return self.filter(kind=Kind.COVERT)


class Incident(
    Scene, Disclosed, Answerable, Answered, Referred, Explained, Corrected, Reviewed, GovernedModel
):
    """One event about one patient or none; a second patient's is another one. Rules: R-203, R-211."""

    reference_kind: ClassVar[str] = "INC"
    detail_url_name: ClassVar[str] = "incidents:incident-detail"

    status = models.CharField(max_length=8, choices=IncidentStatus, default=IncidentStatus.OPEN)
    came_as = models.CharField(max_length=9, choices=CameAs, default=CameAs.INCIDENT)
    kind = models.CharField(max_length=30, choices=Kind)
    relates_to_policy = models.BooleanField("about recordings that we make")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="incidents"
    )
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField(null=True, blank=True)
    discovered_on = models.DateField("came to light on")
    received_on = models.DateField("came to us on")
    place = models.CharField("where", max_length=120, blank=True)
    what_happened = models.TextField(max_length=4000, blank=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_reference = models.CharField(max_length=20, blank=True)
    same_event_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="beside"
    )

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *scene.CONSTRAINTS,
            *disclosure.CONSTRAINTS,
            *answerable.CONSTRAINTS,
            *answering.CONSTRAINTS,
            *candour.CONSTRAINTS,
            *correcting.CONSTRAINTS,
            *closing.CONSTRAINTS,
            models.CheckConstraint(
                name="incident_comes_to_light_after_it_happened",
                condition=Q(happened_on=None) | Q(discovered_on__gte=F("happened_on")),
                violation_error_message="It cannot come to light before it happened",
            ),
            models.CheckConstraint(
                name="incident_of_our_recordings_relates_to_policy",
                condition=~Q(kind__in=WE_RECORD) | Q(relates_to_policy=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["department", "-received_on"], name="incident_of_department"),
            models.Index(fields=["-received_on"], name="incident_newest"),
            models.Index(
                fields=["response_due_on"],
                name="incident_unanswered",
                condition=Q(responded_on=None, status__in=OPEN_ONES),
            ),
            models.Index(fields=["about_type", "about_reference"], name="incident_about"),
        ]

    @classmethod
    def report(
        cls,
        *,
        by: Any,
        kind: str,
        department: Department,
        patient: Patient | None = None,
        happened_on: date | None = None,
        discovered_on: date | None = None,
        received_on: date | None = None,
        relates_to_policy: bool | None = None,
        care: str = "",
        care_words: str = "",
        **given: Any,
    ) -> Self:
        """Somebody says what happened; the clock starts and whoever answers for it hears of it.

        Upper rooms call this with ``about_type`` and ``about_reference``. ``given`` may hold those and
        ``came_as``, ``place``, ``what_happened``, ``same_event_as``. Raises ValidationError.
        Rules: R-203, R-213, R-251.
        """
        from recordings_gov.incidents import notices

        today = clock.today()
        discovered = discovered_on or received_on or today
        if happened_on is not None:
            real_day("happened_on", happened_on, since=None, before="")
        real_day("discovered_on", discovered, since=happened_on, before="when it happened")
        received = received_on or discovered
        real_day("received_on", received, since=discovered, before="when it came to light")
        if care == Care.STOPPED:
            care_words = wanted("care_words", care_words, "Say why care was stopped, and who decided")
        ours = kind in WE_RECORD if relates_to_policy is None else relates_to_policy
        with transaction.atomic(), acting_as(by):
            if not by.can("incident.raise"):
                raise PermissionDenied(f"{by} may not report an incident.")
            incident = cls(
                raised_by=by,
                kind=kind,
                department=department,
                patient=patient,
                happened_on=happened_on,
                discovered_on=discovered,
                received_on=received,
                relates_to_policy=ours or kind in WE_RECORD,
                response_due_on=answer_due(received, department),
                care=care,
                care_words=care_words,
                **given,
            )
            incident.event_action = "incident.report"
            incident.save()
            incident.event_action = ""
            notices.tell_of_report(incident)
        return incident

    def is_item_of(self, user: Any) -> bool:
        """Whoever reported it, looks after it, reviews it, has it escalated to them or was asked."""
        near = (self.raised_by_id, self.handler_id, self.review_deputy_id, self.escalated_to_id)
        return user.pk in near or self.referrals.filter(for_person=user).exists()

    @fact("incident.follow_up")
    def link_patient(self, *, by: Any, patient: Patient) -> None:
        """Say whom it is about; an incident has one patient, so a second one is a second incident."""
        if self.patient_id is not None and self.patient_id != patient.pk:
            raise ValidationError("It is about another patient. Report a second incident of the same event")
        self.patient = patient

    def facts(self) -> Any:
        """What the pure decisions look at."""
        from recordings_gov.incidents.gathering import facts_of

        return facts_of(self)

    def shared(self) -> Any:
        """What the triage of a disclosure looks at."""
        from recordings_gov.incidents.gathering import shared_of

        return shared_of(self)

    @property
    def is_open(self) -> bool:
        """Whether facts may still be added."""
        return self.status in OPEN_ONES

    @property
    def may_be_data_incident(self) -> bool:
        """Whether the question about our own data is asked at all. Conflict: C-20."""
        return asks_about_our_data(self.kind, self.relates_to_policy)
