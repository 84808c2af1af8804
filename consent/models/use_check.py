"""May I use it? Each question with its answer, kept; and what was then downloaded or passed on."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from consent.asking_use import Wanted, answer_for, lock_consent_for
from consent.models.copy import Copy
from consent.models.disclosure import Disclosure
from consent.models.leaving import refuse_unless_allowed
from consent.using import Aim, DisclosureBasis, Use, UseAnswer, Verdict
from consent.using.words import AIM_WORDS, BASIS_WORDS, FOR_AN_AIM, USE_WORDS, VERDICT_WORDS
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from consent.models.recording import Recording

# What is written down once it has happened; publishing is written down on the form's permission.
WRITTEN_DOWN = (Use.DOWNLOAD, Use.DISCLOSE)
CHANGED = "The answer is no longer yes. Ask again."


class UseCheckStatus(models.TextChoices):
    """Asked and answered; or it was then done."""

    ANSWERED = "answered", "Answered"
    DONE = "done", "Done"


class UseCheckQuerySet(GovernedQuerySet):
    """Questions by who asked."""

    def visible_to(self, user: Any) -> "UseCheckQuerySet":
        """One's own questions; it fails shut."""
        return self.filter(asked_by=user)


class UseCheck(GovernedModel):
    """One question about one use on one day. Rules: R-072, R-073, R-100, R-120, R-122, R-194."""

    reference_kind: ClassVar[str] = "UC"
    detail_url_name: ClassVar[str] = "consent:use-check-detail"

    status = models.CharField(max_length=8, choices=UseCheckStatus, default=UseCheckStatus.ANSWERED)
    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="use_checks")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=18, choices=[(use.value, says) for use, says in USE_WORDS.items()])
    aim = models.CharField(max_length=14, choices=[(aim.value, says) for aim, says in AIM_WORDS.items()])
    permission = models.ForeignKey(
        "consent.Permission", null=True, blank=True, on_delete=models.PROTECT, related_name="use_checks"
    )
    basis = models.CharField(
        "ground",
        max_length=16,
        blank=True,
        choices=[(each.value, says) for each, says in BASIS_WORDS.items()],
    )
    basis_reference = models.CharField("reference of the law, order or decision", max_length=200, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    verdict = models.CharField(
        max_length=14, choices=[(each.value, says) for each, says in VERDICT_WORDS.items()]
    )
    says = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_with = models.CharField("what for, or to whom", max_length=300, blank=True)

    objects: ClassVar[Any] = UseCheckQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="use_check_is_for_a_permitted_use",
                condition=Q(use__in=[each.value for each in Use]),
                violation_error_message="Choose one of the permitted uses",
            ),
            models.CheckConstraint(
                name="use_check_for_disclosing_that_is_agreed_has_its_ground",
                condition=~Q(use=Use.DISCLOSE, verdict=Verdict.YES) | ~Q(basis=DisclosureBasis.NONE),
                violation_error_message="Say on what ground it is passed on",
            ),
            models.CheckConstraint(
                name="use_check_in_the_public_interest_names_its_approver",
                condition=~Q(basis=DisclosureBasis.PUBLIC_INTEREST, verdict=Verdict.YES)
                | (Q(approver__isnull=False, approver=F("asked_by")) & ~Q(basis_reference="")),
                violation_error_message="The office that decides is named, with its reasons",
            ),
            models.CheckConstraint(
                name="use_check_that_was_done_had_a_yes_and_says_what_for",
                condition=Q(status=UseCheckStatus.ANSWERED, done_at=None, done_with="")
                | (
                    Q(status=UseCheckStatus.DONE, verdict=Verdict.YES, done_at__gte=F("asked_at"))
                    & ~Q(done_with="")
                ),
                violation_error_message="Say what for, or to whom",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["asked_by", "asked_at"], name="use_check_of_asker")]

    @classmethod
    def ask(cls, *, by: Any, recording: "Recording", use: str, **more: Any) -> "UseCheck":
        """The answer for today, written down whatever it is. Raises PermissionDenied, ValidationError.

        ``more`` is the rest of what is ``Wanted``. Rules: R-072, R-073, R-100, R-120, R-122.
        """
        if use not in list(Use):
            raise ValidationError({"use": "Choose one of the permitted uses"})
        if not by.can("recording.ask_use", recording):
            raise PermissionDenied("Using recordings of this department is not part of your role.")
        unneeded: dict[str, str] = {} if use in FOR_AN_AIM else {"aim": Aim.RECORD}
        if use != Use.DISCLOSE:
            unneeded |= {"basis": "", "basis_reference": ""}
        wanted = Wanted(use, **(more | unneeded))
        with transaction.atomic(), acting_as(by):
            answer = answer_for(recording, by, wanted)
            decides = answer.verdict == Verdict.YES and wanted.basis == DisclosureBasis.PUBLIC_INTEREST
            check = cls(
                recording=recording,
                department_id=recording.department_id,
                asked_by=by,
                approver=by if decides else None,
                asked_at=clock.now(),
                verdict=answer.verdict,
                says=as_kept(answer),
                **vars(wanted),
            )
            check.save()
        return check

    @transition(source=[UseCheckStatus.ANSWERED], target=UseCheckStatus.DONE, allowed="recording.ask_use")
    def carry_out(
        self, *, by: Any, done_with: str, undertakes: bool = False, place_kind: str = "", place: str = ""
    ) -> None:
        """It is downloaded or passed on, by who asked, today; asked once more at this moment.

        A withdrawal that was faster wins. A download is a copy, so the undertaking and its place come first.
        Raises ValidationError. Rules: R-072, R-133, R-176, R-194.
        """
        if self.asked_by_id != by.pk:
            raise ValidationError("Somebody else asked. Ask yourself.")
        if self.use not in WRITTEN_DOWN or clock.local(self.asked_at).date() != clock.today():
            raise ValidationError("This answer was for that day. Ask again.")
        lock_consent_for(self.recording)
        refuse_unless_allowed(self.recording, by, self.wanted, [CHANGED])
        if self.verdict != Verdict.YES:
            raise ValidationError(CHANGED)
        if not done_with.strip():
            raise ValidationError({"done_with": "Say what for, or to whom"})
        self.done_at, self.done_with = clock.now(), done_with.strip()
        if self.use == Use.DOWNLOAD:
            if not undertakes:
                raise ValidationError({"undertakes": "Accept the undertaking first"})
            Copy.of_download(check=self, by=by, place_kind=place_kind, place=place)

    def moved(self, verb: str, by: Any) -> None:
        """What is passed on stands in the log of disclosures, by the same act. Rules: R-072."""
        Disclosure.write(self, by)

    @property
    def wanted(self) -> Wanted:
        """The question, as it is asked again."""
        return Wanted(self.use, self.aim, self.permission, self.basis, self.basis_reference)

    @property
    def may_be_done(self) -> bool:
        """Whether there is something to write down once it is done, today."""
        is_today = clock.local(self.asked_at).date() == clock.today()
        is_open = self.status == UseCheckStatus.ANSWERED and self.verdict == Verdict.YES
        return is_open and is_today and self.use in WRITTEN_DOWN

    @property
    def question(self) -> str:
        """What was asked, in words."""
        wanted = f": {self.get_aim_display().lower()}" if self.use in FOR_AN_AIM else ""
        named = f" ({self.permission.name})" if self.permission else ""
        return f"{self.get_use_display()}{wanted}{named}"

    def moment(self) -> datetime:
        """When it was asked, in London."""
        return clock.local(self.asked_at)


def as_kept(answer: UseAnswer) -> dict[str, Any]:
    """The sentences as they were said, each with its rules."""
    parts = ("reasons", "conditions", "obstacles", "to_do")
    return {part: [[each.says, list(each.rules)] for each in getattr(answer, part)] for part in parts}
