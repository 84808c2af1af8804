"""A copy of a recording: who holds it, where, for what, on whose authority, and until when."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from consent.asking_use import Wanted, answer_for, lock_consent_for
from consent.copying import CopyCase, CopyKind, may_ask_for_copy
from consent.models import copy_notices as notices
from consent.models.copy_course import CourseOfCopy
from consent.models.copy_words import COPY_CONSTRAINTS, KIND_CHOICES, CopyQuerySet, CopyStatus
from consent.models.leaving import AskedAgain, refuse_unless_allowed
from consent.models.recording_custody import RecordingStep
from consent.places import PLACE_WORDS, Place, place_is_allowed
from consent.using import Aim, Use
from consent.using.words import AIM_WORDS, RESTS_ON, USE_WORDS
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel
from recordings_gov.decisions import Decision

if TYPE_CHECKING:
    from consent.models.copy_leaver import Leaver
    from consent.models.recording import Recording
    from consent.models.use_check import UseCheck

PERSON = settings.AUTH_USER_MODEL


class Copy(CourseOfCopy, AskedAgain, GovernedModel):
    """One copy with one holder: who lets it out, keeps it and answers for it. Rules: R-061, R-119, R-176."""

    reference_kind: ClassVar[str] = "CPY"
    detail_url_name: ClassVar[str] = "consent:copy-detail"

    status = models.CharField(max_length=10, choices=CopyStatus, default=CopyStatus.ASKED)
    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="copies")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("what it is", max_length=8, choices=KIND_CHOICES, default=CopyKind.COPY)
    use = models.CharField(max_length=18, choices=[(use.value, says) for use, says in USE_WORDS.items()])
    aim = models.CharField(max_length=14, choices=[(aim.value, says) for aim, says in AIM_WORDS.items()])
    permission = models.ForeignKey(
        "consent.Permission", null=True, blank=True, on_delete=models.PROTECT, related_name="copies"
    )
    use_check = models.OneToOneField(
        "consent.UseCheck", null=True, blank=True, on_delete=models.PROTECT, related_name="copy"
    )
    leaver = models.ForeignKey(
        "consent.Leaver", null=True, blank=True, on_delete=models.PROTECT, related_name="kept"
    )
    purpose = models.CharField("what it is for", max_length=300)
    holder = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    outside_body = models.CharField("the body outside that holds it", max_length=200, blank=True)
    place_kind = models.CharField("where it is kept", max_length=20, choices=list(PLACE_WORDS.items()))
    place = models.CharField("the place itself", max_length=200)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    undertaken_at = models.DateTimeField("undertaking accepted", null=True, blank=True, editable=False)
    undertaken_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    undertaken_name = models.CharField("who signed it on paper", max_length=120, blank=True)
    rights_accepted_at = models.DateTimeField(
        "the Trust's copyright and reproduction rights accepted", null=True, blank=True, editable=False
    )
    approver = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField("given to its holder", null=True, blank=True, editable=False)
    refused_because = models.CharField(max_length=300, blank=True)
    recalled_at = models.DateTimeField("called back", null=True, blank=True, editable=False)
    recall_reason = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField("destroyed or given back", null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_how = models.CharField("how, or to whom", max_length=300, blank=True)

    objects: ClassVar[Any] = CopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies"
        constraints: ClassVar = COPY_CONSTRAINTS
        indexes: ClassVar = [
            models.Index(fields=["status", "recalled_at"], name="copy_by_status"),
            models.Index(fields=["-asked_at"], name="copy_newest"),
        ]

    @classmethod
    def ask(
        cls,
        *,
        by: Any,
        recording: "Recording",
        purpose: str,
        place_kind: str,
        place: str,
        aim: str = Aim.RECORD,
        permission: Any = None,
        holder: Any = None,
        outside_body: str = "",
        from_notes: bool = False,
    ) -> "Copy":
        """Ask for a copy for one holder; nobody has it before the undertaking and the authority.

        Raises PermissionDenied; ValidationError with each obstacle. Rules: R-119, R-122, R-176, R-185.
        """
        if not by.can("copy.ask", recording):
            raise PermissionDenied("Asking for copies in this department is not part of your role.")
        with transaction.atomic(), acting_as(by):
            lock_consent_for(recording)
            wanted = Wanted(Use.COPY, aim, permission)
            agreed = answer_for(recording, by, wanted)
            answer = may_ask_for_copy(
                CopyCase(
                    has_purpose=bool(purpose.strip()),
                    is_one_holder=bool(holder) != bool(outside_body.strip()),
                    from_notes=from_notes,
                    agreed=agreed,
                    place=_place_of(place_kind, bool(outside_body.strip())),
                )
            )
            says = [reason.says for reason in answer.obstacles]
            refuse_unless_allowed(recording, by, wanted, says)
            if says:
                raise ValidationError(says, code="not_authorised")
            made = cls(
                recording_id=recording.pk,
                department_id=recording.department_id,
                kind=CopyKind.TEACHING if aim == Aim.TEACHING else CopyKind.COPY,
                use=Use.COPY,
                aim=aim,
                permission=permission,
                purpose=purpose.strip(),
                holder=holder,
                outside_body=outside_body.strip(),
                place_kind=place_kind,
                place=place.strip(),
                asked_by=by,
                asked_at=clock.now(),
            )
            made.save()
            notices.ask_for_undertaking(made)
        return made

    @classmethod
    def of_download(cls, *, check: "UseCheck", by: Any, place_kind: str, place: str) -> "Copy":
        """A teaching download is a copy in the hands of who downloads it, within the verb that did it.

        Rules: R-119, R-176, R-194.
        """
        kept = place_is_allowed(place_kind)
        if kept.obstacles:
            raise ValidationError({"place_kind": [reason.says for reason in kept.obstacles]})
        now = clock.now()
        made = cls(
            status=CopyStatus.OUT,
            kind=CopyKind.DOWNLOAD,
            use_check=check,
            recording_id=check.recording_id,
            department_id=check.department_id,
            use=check.use,
            aim=RESTS_ON[Use(check.use)],
            permission=check.permission,
            purpose=check.done_with,
            holder=by,
            place_kind=place_kind,
            place=place.strip(),
            asked_by=by,
            asked_at=check.asked_at,
            undertaken_at=now,
            undertaken_by=by,
            released_at=now,
        )
        made.moving = True
        made.save()
        made.moving = False
        check.recording.write_custody(RecordingStep.DOWNLOADED, by=by, to=f"{by}, {made.reference}")
        return made

    @classmethod
    def ask_to_keep(
        cls, *, by: Any, leaver: "Leaver", recording: "Recording", place: str, purpose: str, signed_name: str
    ) -> "Copy":
        """Somebody who leaves asks to keep it for teaching, with both acceptances; called by ``Leaver.keep``.

        Whoever cannot sign in any more signed on paper: ``signed_name``. Rules: R-176, R-188.
        """
        now, person = clock.now(), leaver.person
        made = cls(
            kind=CopyKind.RETAINED,
            leaver=leaver,
            recording_id=recording.pk,
            department_id=recording.department_id,
            use=Use.TEACH,
            aim=Aim.TEACHING,
            purpose=purpose.strip(),
            holder=person,
            place_kind=Place.PERSONAL_COMPUTER,
            place=place.strip(),
            asked_by=by,
            asked_at=now,
            undertaken_at=now,
            undertaken_by=by if by.pk == person.pk else None,
            undertaken_name=signed_name.strip(),
            rights_accepted_at=now,
        )
        made.save()
        notices.ask_for_leave_to_keep(made)
        return made

    @property
    def held_by(self) -> str:
        """Who holds it, in words."""
        return self.holder.name if self.holder else self.outside_body

    @property
    def where(self) -> str:
        """Where it is kept, in words."""
        return f"{PLACE_WORDS[self.place_kind]}: {self.place}"

    @property
    def wanted(self) -> Wanted:
        """The use that it rests on, as it is asked anew. Rules: R-122, R-176."""
        return Wanted(self.use, self.aim, self.permission)

    def is_item_of(self, user: Any) -> bool:
        """Whether this person holds it, or asked for it."""
        return bool(user.pk in (self.holder_id, self.asked_by_id))


def _place_of(kind: str, is_outside: bool) -> Decision:
    """A body outside keeps it under its undertaking, and nothing of ours goes there by another name."""
    return place_is_allowed(Place.OUTSIDE if is_outside else kind)
