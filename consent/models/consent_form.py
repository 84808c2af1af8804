"""The patient's written consent: explained, answered permission by permission, signed by both."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.anonymising import refuse_as_ground
from consent.models.ending_form import FORM_ENDS, EndingOfForm
from consent.models.form_agreeing import AGREEING_CONSTRAINTS, AgreeingOnForm
from consent.models.form_care import CaringForm
from consent.models.form_choices import CopyOfForm, FormStatus, MadeFor, OtherPurposes
from consent.models.form_custody import CUSTODY_CONSTRAINTS, CUSTODY_INDEXES, CustodyOfForm
from consent.models.form_finding import ConsentFormQuerySet
from consent.models.form_held import HoldingForm
from consent.models.form_limits import refuse_wrong_permissions
from consent.models.form_links import LINK_CONSTRAINTS, LinkedForm
from consent.models.form_signer import SignerOfForm
from consent.models.form_signing import SigningOfForm
from consent.models.parents_told import TellingParents
from consent.models.permission import Asked, Permission, PermissionKind, PermissionStatus, level_word
from consent.models.reconciled import RECONCILED_FORMS
from consent.models.research_links import ResearchOfForm
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.patients.models import Patient
from recordings_gov.workflow import transition


class ConsentForm(
    CustodyOfForm,
    SigningOfForm,
    SignerOfForm,
    HoldingForm,
    EndingOfForm,
    CaringForm,
    AgreeingOnForm,
    LinkedForm,
    ResearchOfForm,
    TellingParents,
    GovernedModel,
):
    """One form for one recording of one patient. Rules: R-063, R-067, R-068, R-110, R-118, R-127."""

    reference_kind: ClassVar[str] = "CF"
    detail_url_name: ClassVar[str] = "consent:form-detail"

    status = models.CharField(max_length=20, choices=FormStatus, default=FormStatus.DRAFT)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consent_forms")
    made_for = models.CharField(max_length=10, choices=MadeFor)
    kinds = models.JSONField(default=list)
    subject = models.CharField("what will be recorded", max_length=300)
    purpose = models.CharField("why it is wanted", max_length=500)
    requested_by = models.CharField(max_length=120)
    consent_taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wording_version = models.CharField(max_length=8)
    explained = models.JSONField(default=list, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    other_purposes = models.CharField(max_length=12, choices=OtherPurposes, blank=True)
    other_purposes_reason = models.CharField(max_length=300, blank=True)
    place_kept = models.CharField("where it is kept", max_length=200, blank=True)
    retention = models.CharField("how long it is kept", max_length=200, blank=True)
    discussion = models.TextField("main points of the talk", blank=True)
    copy_of_form = models.CharField(max_length=10, choices=CopyOfForm, blank=True)
    signed_at = models.DateTimeField("later of the signatures", null=True, blank=True)

    objects: ClassVar[Any] = ConsentFormQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            *FORM_ENDS,
            *CUSTODY_CONSTRAINTS,
            *AGREEING_CONSTRAINTS,
            *LINK_CONSTRAINTS,
            models.CheckConstraint(
                name="consent_form_says_what_and_why",
                condition=~Q(subject="") & ~Q(purpose="") & ~Q(requested_by=""),
                violation_error_message="Say what will be recorded, why, and who asked for it",
            ),
            models.CheckConstraint(
                name="consent_form_is_explained_before_it_is_signed",
                condition=Q(status__in=[FormStatus.DRAFT, FormStatus.VOID])
                | (
                    Q(explained_at__isnull=False)
                    & ~Q(place_kept="")
                    & ~Q(retention="")
                    & ~Q(discussion="")
                    & ~Q(other_purposes="")
                ),
                violation_error_message="Explain everything on the list, and write down the main points",
            ),
            models.CheckConstraint(
                name="consent_form_says_why_other_purposes_are_unknown",
                condition=~Q(other_purposes=OtherPurposes.NOT_POSSIBLE) | ~Q(other_purposes_reason=""),
                violation_error_message="Say why other purposes cannot be named now",
            ),
            models.CheckConstraint(
                name="consent_form_signed_has_its_time",
                condition=~Q(status=FormStatus.SIGNED) | (Q(signed_at__isnull=False) & ~Q(copy_of_form="")),
            ),
        ]
        indexes: ClassVar = [
            *CUSTODY_INDEXES,
            *RECONCILED_FORMS,
            models.Index(fields=["department", "created_at"], name="form_of_department"),
            models.Index(fields=["created_at"], name="form_newest"),
            models.Index(
                fields=["consent_taker"],
                name="form_awaiting",
                condition=Q(status=FormStatus.AWAITING_SIGNATURES),
            ),
            models.Index(fields=["signed_at"], name="form_signed", condition=Q(status=FormStatus.SIGNED)),
        ]

    @classmethod
    def start(
        cls,
        *,
        by: Any,
        department: Department,
        patient: Patient,
        made_for: str,
        kinds: Sequence[str],
        subject: str,
        purpose: str,
        requested_by: str,
        permissions: Sequence[Asked],
        can_decide: bool | None = None,
        further_to: Any = None,
        local_form: Any = None,
        replaces: "ConsentForm | None" = None,
        research: Any = None,
    ) -> "ConsentForm":
        """A draft that names the recording and each permission to ask for.

        ``can_decide`` is said of a patient of 16 or over; who signs follows from it, or is asked next.
        ``further_to`` is a recording that is there already: this form asks for another use of it.
        Raises PermissionDenied, ValidationError. Rules: R-063, R-125, R-129, R-163, R-220. Conflict: C-25.
        """
        form = cls(
            department=department,
            patient=patient,
            made_for=made_for,
            kinds=sorted(set(kinds)),
            subject=subject.strip(),
            purpose=purpose.strip(),
            requested_by=requested_by.strip(),
            consent_taker=by,
            wording_version=wording().version,
            can_decide=can_decide,
            further_to=further_to,
            local_form=local_form,
            replaces=replaces,
            research=research,
        )
        if not by.can("consent.record", form):
            raise PermissionDenied("Taking consent in this department is not part of your role.")
        uses = [asked.kind for asked in permissions]
        refuse_wrong_permissions(made_for, uses)
        form.refuse_wrong_links(uses)
        form.refuse_wrong_research(uses)
        form.signer = form.signer_at_first(uses)
        with transaction.atomic(), acting_as(by):
            form.save()
            for asked in permissions:
                Permission(form=form, **vars(asked)).save()
        return form

    @transition(source=[FormStatus.DRAFT], target=FormStatus.AWAITING_SIGNATURES, allowed="consent.record")
    def explain(
        self,
        *,
        by: Any,
        explained: Sequence[str],
        other_purposes: str,
        other_purposes_reason: str = "",
        place_kept: str,
        retention: str,
        discussion: str,
    ) -> None:
        """Whoever explained it says so, point by point; then it may be signed.

        Rules: R-067, R-068, R-069, R-131.
        """
        self.refuse_others(clock.today())
        self.refuse_careless()
        refuse_as_ground(other_purposes_reason=other_purposes_reason)
        asked = [permission.kind for permission in self.open_permissions()]
        owed = [tick for tick in wording().ticks_for(asked, self.cases) if tick.id not in explained]
        if owed:
            raise ValidationError({"explained": [f"Explain this first: {tick.staff}" for tick in owed]})
        if other_purposes == OtherPurposes.NAMED and not set(asked) - {PermissionKind.RECORD}:
            raise ValidationError({"other_purposes": "This form names no other purpose. Answer again."})
        self.explained, self.explained_at = sorted(explained), clock.now()
        self.other_purposes, self.other_purposes_reason = other_purposes, other_purposes_reason.strip()
        self.place_kept, self.retention = place_kept.strip(), retention.strip()
        self.discussion, self.consent_taker = discussion.strip(), by
        self.take_patients_language()

    @property
    def level(self) -> str:
        """The printed word for what is asked, or once it is signed, for what was given."""
        is_open = self.status in (FormStatus.DRAFT, FormStatus.AWAITING_SIGNATURES)
        return level_word(row.kind for row in self.open_permissions()) if is_open else self.given_level

    @property
    def given_level(self) -> str:
        """The printed word for what was agreed to."""
        rows = self.permissions.all()
        return level_word(row.kind for row in rows if row.status == PermissionStatus.GIVEN)
