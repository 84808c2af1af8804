"""The patient's written consent: explained, answered permission by permission, signed by both."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from consent.models.custody import CustodyEvent, CustodyStep
from consent.models.form_choices import CopyOfForm, FormStatus, MadeFor, OtherPurposes
from consent.models.form_limits import refuse_others, refuse_wrong_permissions
from consent.models.form_signing import checked_time, reached
from consent.models.permission import Asked, Permission, PermissionKind, PermissionStatus, level_word
from consent.models.signature import Signature, SigningRole
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.patients.models import Patient
from recordings_gov.workflow import transition


class ConsentFormQuerySet(GovernedQuerySet):
    """Forms by whose they are and what they wait for."""

    def visible_to(self, user: Any) -> "ConsentFormQuerySet":
        """The only door to forms; it fails shut."""
        rows: ConsentFormQuerySet = user.reach("consent.open").rows(self)
        return rows

    def not_received(self) -> "ConsentFormQuerySet":
        """Signed, and not with Media Studio yet. Rules: R-110."""
        received = CustodyEvent.objects.filter(form=OuterRef("pk"), step=CustodyStep.RECEIVED)
        return self.filter(~Exists(received), status=FormStatus.SIGNED)

    def awaiting_signatures_of(self, taker: Any) -> "ConsentFormQuerySet":
        """Explained by this person, and not signed by everybody yet. Rules: R-110."""
        return self.filter(status=FormStatus.AWAITING_SIGNATURES, consent_taker=taker)


class ConsentForm(GovernedModel):
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
            models.CheckConstraint(
                name="consent_form_says_what_and_why",
                condition=~Q(subject="") & ~Q(purpose="") & ~Q(requested_by=""),
                violation_error_message="Say what will be recorded, why, and who asked for it",
            ),
            models.CheckConstraint(
                name="consent_form_is_explained_before_it_is_signed",
                condition=Q(status=FormStatus.DRAFT)
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
    ) -> "ConsentForm":
        """A draft that names the recording and each permission to ask for.

        Raises PermissionDenied; ValidationError for somebody this form is not for, or a use that is
        not one named use. Rules: R-063, R-125. Conflict: C-25.
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
        )
        if not by.can("consent.record", form):
            raise PermissionDenied("Taking consent in this department is not part of your role.")
        refuse_others(patient, clock.today(), can_decide)
        refuse_wrong_permissions(made_for, [asked.kind for asked in permissions])
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

        Rules: R-067, R-068, R-069.
        """
        asked = [permission.kind for permission in self.permissions.all()]
        owed = [tick for tick in wording().ticks_for(asked) if tick.id not in explained]
        if owed:
            raise ValidationError({"explained": [f"Explain this first: {tick.staff}" for tick in owed]})
        if other_purposes == OtherPurposes.NAMED and not set(asked) - {PermissionKind.RECORD}:
            raise ValidationError({"other_purposes": "This form names no other purpose. Answer again."})
        self.explained, self.explained_at = sorted(explained), clock.now()
        self.other_purposes, self.other_purposes_reason = other_purposes, other_purposes_reason.strip()
        self.place_kept, self.retention = place_kept.strip(), retention.strip()
        self.discussion, self.consent_taker = discussion.strip(), by

    @transition(
        source=[FormStatus.AWAITING_SIGNATURES],
        target={FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED, FormStatus.DECLINED},
        allowed="consent.record",
    )
    def answer(
        self,
        *,
        by: Any,
        answers: Mapping[int, bool],
        name: str = "",
        signed_at: datetime | None = None,
        initials: str = "",
        copy_of_form: str = "",
    ) -> str:
        """What the patient said to each permission, and when they signed for those they gave.

        ``answers`` holds yes or no by the permission's id; nobody signs for a no. Rules: R-110, R-126, R-127.
        """
        permissions = list(self.permissions.all())
        if set(answers) != {permission.pk for permission in permissions}:
            raise ValidationError("Write down the patient's answer to each permission")
        self.copy_of_form = copy_of_form
        for permission in permissions:
            if not answers[permission.pk]:
                permission.decline(by=by)
                continue
            when = checked_time(self, signed_at)
            refuse_others(self.patient, clock.local(when).date(), None)
            permission.give(by=by, initials=initials)
            signed = {"form": self, "role": SigningRole.PATIENT, "signed_at": when}
            Signature(**signed, permission=permission, name=name.strip()).save()
        return reached(self, by)

    @transition(
        source=[FormStatus.AWAITING_SIGNATURES],
        target={FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED},
        allowed="consent.record",
    )
    def countersign(self, *, by: Any, signed_at: datetime) -> str:
        """Whoever explained it signs for that, and nobody else can. Rules: R-110, R-127."""
        if by.pk != self.consent_taker_id:
            raise ValidationError(f"Only {self.consent_taker}, who explained it, signs for that")
        when = checked_time(self, signed_at)
        Signature(form=self, role=SigningRole.TAKER, name=str(by), signed_at=when).save()
        return reached(self, by)

    @transition(source=[FormStatus.SIGNED], target=FormStatus.SIGNED, allowed="consent.receive")
    def receive(self, *, by: Any) -> None:
        """Media Studio has the signed form. Rules: R-110."""
        CustodyEvent(form=self, step=CustodyStep.RECEIVED, by=by, at=clock.now()).save()

    @property
    def level(self) -> str:
        """The printed word for what is asked, or once it is signed, for what was given."""
        is_open = self.status in (FormStatus.DRAFT, FormStatus.AWAITING_SIGNATURES)
        return level_word(row.kind for row in self.permissions.all()) if is_open else self.given_level

    @property
    def given_level(self) -> str:
        """The printed word for what the patient said yes to."""
        rows = self.permissions.all()
        return level_word(row.kind for row in rows if row.status == PermissionStatus.GIVEN)

    def signed_times(self) -> dict[str, datetime]:
        """By role, when the last signature of that role was put down."""
        return {row.role: row.signed_at for row in self.signatures.order_by("signed_at")}
