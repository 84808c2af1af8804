"""Recording without consent, on the authority of the consultant in charge: for the health record alone."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.models.form_choices import FormStatus
from consent.signing import Circumstance, Route
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.decisions import Reason
from recordings_gov.workflow import transition


class AuthorityStatus(models.TextChoices):
    """Whether it may be recorded on it."""

    AWAITING_SECOND = "awaiting", "Second signature awaited"
    GIVEN = "given", "Given"
    REFUSED = "refused", "Second signature refused"


class Ground(models.TextChoices):
    """The grounds of the policy. Rules: R-159, R-160, R-161, R-162."""

    INJURY = Circumstance.INJURY.value, "An injury of a child that may be no accident"
    ABUSE = Circumstance.ABUSE.value, "Neglect or abuse of somebody who cannot say yes or no"
    VITAL_INTERESTS = Circumstance.VITAL_INTERESTS.value, "The patient's vital interests"
    LITIGATION = Circumstance.LITIGATION.value, "Vital interests, and it may protect the Trust in a claim"


IN_FORCE = [AuthorityStatus.AWAITING_SECOND, AuthorityStatus.GIVEN]
NO_AUTHORITY = Reason("The consultant in charge has not authorised this yet.", ("R-159",))
NO_SECOND = Reason("Information governance has not signed as well.", ("R-162",))


class AuthorityQuerySet(GovernedQuerySet):
    """Authorities by who may see them."""

    def visible_to(self, user: Any) -> "AuthorityQuerySet":
        """The consultants of the department, and who oversees it; it fails shut."""
        rows: AuthorityQuerySet = user.reach("authority.view").rows(self)
        return rows


class RecordingAuthority(GovernedModel):
    """One consultant's decision on one draft, with all the proof that its ground asks for.

    Rules: R-159, R-160, R-161, R-162. Conflicts: C-10, C-11.
    """

    reference_kind: ClassVar[str] = "AU"
    detail_url_name: ClassVar[str] = "consent:authority-detail"

    status = models.CharField(max_length=10, choices=AuthorityStatus)
    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="authorities")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30, choices=Ground)
    consultant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    because = models.CharField("why vital interests call for it", max_length=500)
    why_unlikely = models.CharField("why a parent is unlikely to agree", max_length=500, blank=True)
    benefit = models.CharField("how it helps this child", max_length=500, blank=True)
    abuse = models.CharField("what is suspected", max_length=20, blank=True)
    why_unable = models.CharField("why they cannot say yes or no", max_length=500, blank=True)
    referral = models.CharField("adult protection referral, or why none", max_length=300, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second_at = models.DateTimeField(null=True, blank=True)
    second_because = models.CharField("reason of the second signature", max_length=500, blank=True)

    objects: ClassVar[Any] = AuthorityQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "ground"],
                name="authority_on_a_ground_is_given_once",
                condition=Q(status__in=IN_FORCE),
                violation_error_message="It is authorised already",
            ),
            models.CheckConstraint(
                name="authority_says_why_vital_interests_call_for_it",
                condition=~Q(because=""),
                violation_error_message="Say why the patient's vital interests call for it",
            ),
            models.CheckConstraint(
                name="authority_about_an_injury_has_both_statements",
                condition=~Q(ground=Ground.INJURY) | (~Q(why_unlikely="") & ~Q(benefit="")),
                violation_error_message="Say why a parent is unlikely to agree, and how it helps this child",
            ),
            models.CheckConstraint(
                name="authority_about_abuse_has_its_proof",
                condition=~Q(ground=Ground.ABUSE) | (~Q(abuse="") & ~Q(why_unable="") & ~Q(referral="")),
                violation_error_message="Say what is suspected, why they cannot answer, and the referral",
            ),
            models.CheckConstraint(
                name="authority_for_litigation_has_a_second_signature",
                condition=~Q(ground=Ground.LITIGATION, status=AuthorityStatus.GIVEN)
                | (Q(second_by__isnull=False, second_at__isnull=False) & ~Q(second_because="")),
                violation_error_message="Information governance signs as well",
            ),
            models.CheckConstraint(
                name="authority_is_signed_by_two_different_people",
                condition=Q(second_by=None) | ~Q(second_by=F("consultant")),
                violation_error_message="Another person signs for information governance",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["department", "given_at"], name="authority_of_department"),
        ]

    @classmethod
    def give(cls, *, by: Any, form: Any, is_in_charge: bool) -> "RecordingAuthority":
        """The consultant in charge decides, on a draft that has all the proof of its ground.

        Raises PermissionDenied for anybody but a consultant of that department; ValidationError where the
        facts do not allow it. Rules: R-159, R-160, R-161, R-162.
        """
        if not by.can("recording.authorise_without_consent", form):
            raise PermissionDenied("Only a consultant of this department authorises this.")
        if not is_in_charge:
            raise ValidationError({"is_in_charge": "Only the consultant in charge of the patient decides"})
        with transaction.atomic(), acting_as(by):
            locked = type(form)._base_manager.select_for_update(of=("self",)).get(pk=form.pk)
            case = locked.signing_case(clock.today())
            if not awaits_consultant(locked, clock.now()):
                raise ValidationError("This form does not ask for a consultant's authority.")
            told = case.consultant
            needs_second = case.circumstance == Circumstance.LITIGATION
            made = cls(
                status=AuthorityStatus.AWAITING_SECOND if needs_second else AuthorityStatus.GIVEN,
                form=locked,
                department_id=locked.department_id,
                ground=Ground(case.circumstance.value),
                consultant=by,
                given_at=this_minute(),
                because=told.because,
                why_unlikely=told.why_unlikely,
                benefit=told.benefit,
                abuse=told.abuse,
                why_unable=told.why_unable,
                referral=told.referral,
            )
            made.moving = True
            made.save()
            made.moving = False
        return made

    @transition(
        source=[AuthorityStatus.AWAITING_SECOND],
        target=AuthorityStatus.GIVEN,
        allowed="recording.second_authority",
    )
    def second(self, *, by: Any, because: str) -> None:
        """Information governance agrees that vital interests, not the Trust's, call for it. Rules: R-162."""
        self._second(by, because)

    @transition(
        source=[AuthorityStatus.AWAITING_SECOND],
        target=AuthorityStatus.REFUSED,
        allowed="recording.second_authority",
    )
    def refuse(self, *, by: Any, because: str) -> None:
        """Information governance does not: nothing is recorded. Rules: R-162."""
        self._second(by, because)

    def _second(self, by: Any, because: str) -> None:
        if by.pk == self.consultant_id:
            raise ValidationError("You authorised it. Another person signs for information governance.")
        self.second_by, self.second_at, self.second_because = by, this_minute(), because.strip()

    @property
    def in_force_since(self) -> datetime | None:
        """From when it may be recorded on it: the later of the signatures it needs; None before."""
        if self.status != AuthorityStatus.GIVEN:
            return None
        return self.second_at or self.given_at

    @property
    def word(self) -> str:
        """Its ground, for a list."""
        return str(self.get_ground_display())


def this_minute() -> datetime:
    """Now, to the minute: recordings are dated so, and one of the same minute comes after."""
    return clock.now().replace(second=0, microsecond=0)


def awaits_consultant(form: Any, at: datetime) -> bool:
    """Whether the facts of this draft still leave it to the consultant in charge. Rules: R-159."""
    if form.status != FormStatus.DRAFT or form.signer != Route.CONSULTANT:
        return False
    return bool(form.who_signs(clock.local(at).date()).verdict == Route.CONSULTANT)


def authority_for(form: Any, at: datetime) -> RecordingAuthority | None:
    """The authority on which a recording of that moment rests; its ground is still what is so.

    Rules: R-159, R-160, R-161, R-162.
    """
    if not awaits_consultant(form, at):
        return None
    ground = form.signing_case(clock.local(at).date()).circumstance
    row = form.authorities.filter(status=AuthorityStatus.GIVEN, ground=ground).order_by("-pk").first()
    return row if row and row.in_force_since <= at else None


def missing_authority(form: Any, at: datetime) -> Reason:
    """What is missing before it may be recorded, in the right words."""
    waits = form.authorities.filter(status=AuthorityStatus.AWAITING_SECOND).exists()
    return NO_SECOND if waits else NO_AUTHORITY
