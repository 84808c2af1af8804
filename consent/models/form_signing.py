"""The signatures of a form: who answered what, by which means, when, and the state they reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from consent.models.form_choices import FormStatus
from consent.models.form_custody import skip_paper
from consent.models.permission import PermissionStatus
from consent.models.signature import ON_SCREEN, Signature, SigningMeans, SigningRole
from consent.paper_languages import ENGLISH, PaperFormat, choices_for, formats_for, language_for
from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department
    from recordings_gov.patients.models import Patient


@dataclass(frozen=True)
class HowSigned:
    """How somebody signed. ``drawn`` holds the strokes by the permission they stand beside.

    With ``witness`` and ``witness_role`` it is a mark, by somebody who can decide but cannot sign.
    """

    means: str = SigningMeans.PAPER
    drawn: Mapping[int, str] = field(default_factory=dict)
    witness: str = ""
    witness_role: str = ""

    @property
    def is_mark(self) -> bool:
        """Whether somebody saw a mark made."""
        return bool(self.witness.strip() or self.witness_role.strip())


ON_PAPER = HowSigned()


class SigningOfForm(models.Model):
    """A form as it is signed; in which language and print it is read. Rules: R-110, R-118, R-127."""

    paper_language = models.CharField("language of the form", max_length=12, default=ENGLISH)
    paper_format = models.CharField(
        "print of the form", max_length=12, choices=PaperFormat, default=PaperFormat.STANDARD
    )

    if TYPE_CHECKING:
        patient: Patient
        department: Department
        permissions: Any
        signatures: Any
        signing_role: str
        status: str
        consent_taker: Any
        consent_taker_id: int
        copy_of_form: str
        explained_at: datetime | None

        def open_permissions(self) -> list[Any]: ...
        def refuse_others(self, day: date) -> None: ...

    class Meta:
        abstract = True

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
        signing: HowSigned = ON_PAPER,
    ) -> str:
        """What the patient said to each permission, and when they signed for those they gave.

        ``answers`` holds yes or no by the permission's id; nobody signs for a no. What is signed on
        screen is signed now. Rules: R-110, R-126, R-127. Conflict: C-07.
        """
        permissions = self.open_permissions()
        if set(answers) != {permission.pk for permission in permissions}:
            raise ValidationError("Write down the patient's answer to each permission")
        self.copy_of_form = copy_of_form
        for permission in permissions:
            if not answers[permission.pk]:
                permission.decline(by=by)
                continue
            when = this_minute() if signing.means in ON_SCREEN else checked_time(self, signed_at)
            self.refuse_others(clock.local(when).date())
            refuse_own_name(self, name)
            refuse_own_witness(self, name, signing.witness)
            permission.give(by=by, initials=initials)
            Signature(
                form_id=self.pk,
                role=self.signing_role,
                signed_at=when,
                name=name.strip(),
                permission=permission,
                means=signing.means,
                drawn=signing.drawn.get(permission.pk, ""),
                is_mark=signing.is_mark,
                witness=signing.witness.strip(),
                witness_role=signing.witness_role.strip(),
            ).save()
        return reached(self, by)

    @transition(
        source=[FormStatus.AWAITING_SIGNATURES],
        target={FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED},
        allowed="consent.record",
    )
    def countersign(
        self, *, by: Any, signed_at: datetime | None = None, means: str = SigningMeans.PAPER
    ) -> str:
        """Whoever explained it signs for that, on paper or by their own sign-in, and nobody else can.

        Who must sign is asked again for that day: somebody may have turned 16 since. Rules: R-110, R-127.
        """
        if by.pk != self.consent_taker_id:
            raise ValidationError(f"Only {self.consent_taker}, who explained it, signs for that")
        when = this_minute() if means == SigningMeans.SIGN_IN else checked_time(self, signed_at)
        self.refuse_others(clock.local(when).date())
        Signature(form_id=self.pk, role=SigningRole.TAKER, name=str(by), signed_at=when, means=means).save()
        return reached(self, by)

    @transition(
        source=[FormStatus.AWAITING_SIGNATURES],
        target=FormStatus.AWAITING_SIGNATURES,
        allowed="consent.record",
    )
    def choose_paper(self, *, by: Any, language: str, print_format: str) -> None:
        """In which language and print the form is read, until somebody has signed it. Rules: R-019."""
        if self.signatures.exists():
            raise ValidationError("Somebody has signed it. What they read stays as it is.")
        ready = language in dict(choices_for(self.department))
        if not ready or print_format not in dict(formats_for(self.department, language)):
            raise ValidationError({"language": "Nobody has read those words for this department yet"})
        self.paper_language, self.paper_format = language, print_format

    @property
    def waits_for_patient(self) -> bool:
        """Whether somebody has still to answer, and sign for each yes."""
        is_open = self.status == FormStatus.AWAITING_SIGNATURES
        return is_open and self.permissions.filter(status=PermissionStatus.OFFERED).exists()

    def waits_for_taker(self, user: Any) -> bool:
        """Whether this is who explained it, and has not signed for that yet."""
        is_open = self.status == FormStatus.AWAITING_SIGNATURES and self.consent_taker_id == user.pk
        return is_open and not self.signatures.filter(role=SigningRole.TAKER).exists()

    def take_patients_language(self) -> None:
        """Before it is first printed: the patient's language, where somebody has read our words in it."""
        self.paper_language = language_for(self.patient.language, self.department)


def checked_time(form: Any, signed_at: datetime | None) -> datetime:
    """The time of a signature: after the explanation, not in the future. Raises ValidationError."""
    if signed_at is None:
        raise ValidationError({"signed_at": "Give the date and time of the signature"})
    if signed_at > clock.now():
        raise ValidationError({"signed_at": "A signature cannot be dated in the future"})
    # On paper a time has no seconds: a signature of the minute in which it was explained counts.
    if form.explained_at and signed_at < form.explained_at.replace(second=0, microsecond=0):
        explained = clock.local(form.explained_at)
        when = f"{explained:%H:%M} on {explained.day} {explained:%B}"
        raise ValidationError({"signed_at": f"It was explained at {when}. Nobody signs before that."})
    return signed_at


def this_minute() -> datetime:
    """Now, as a clock on the wall shows it: a recording is dated by its minute too, and comes after it."""
    return clock.now().replace(second=0, microsecond=0)


def refuse_own_name(form: Any, name: str) -> None:
    """Two professionals are two people: whoever explained it never signs as the clinician. Rules: R-075."""
    if form.signing_role == SigningRole.CLINICIAN and _same(name, str(form.consent_taker)):
        raise ValidationError({"name": "The clinician responsible signs here, not whoever explained it"})


def refuse_own_witness(form: Any, name: str, witness: str) -> None:
    """Who saw a mark made is neither who made it nor who explained the form. Conflict: C-07."""
    if witness.strip() and (_same(witness, name) or _same(witness, str(form.consent_taker))):
        raise ValidationError(
            {"witness": "Somebody else sees the mark made: not who makes it, nor who explained the form"}
        )


def reached(form: Any, by: Any) -> str:
    """The state that the answers and signatures make; a signed form drafts its note for the record."""
    states = set(form.permissions.values_list("status", flat=True))
    times = form.signed_times()
    states.discard(PermissionStatus.CLOSED)
    if states == {PermissionStatus.DECLINED}:
        return FormStatus.DECLINED
    if PermissionStatus.OFFERED in states or set(times) != {form.signing_role, SigningRole.TAKER}:
        return FormStatus.AWAITING_SIGNATURES
    form.signed_at = max(times.values())
    skip_paper(form, by)
    _draft_note(form, by)
    return FormStatus.SIGNED


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _draft_note(form: Any, by: Any) -> None:
    """The main points of the talk, for the health record. Rules: R-069."""
    HealthRecordNote(
        kind="consent-discussion",
        about_type=form._meta.label_lower,
        about_reference=form.reference,
        department=form.department,
        patient=form.patient,
        text=f"Consent {form.reference} signed. {form.given_level}. We talked about: {form.discussion}",
        written_by=by,
        owed_by=form.department.site.same_working_day(clock.today() + timedelta(days=1)),
    ).save()
