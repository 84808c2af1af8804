"""What each colleague who is there said about being in a picture or film."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from recordings_gov import clock
from recordings_gov.audit import acting
from recordings_gov.audit.broken import ConstraintBroken
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from requests_app.models.recording_request import RecordingRequest
from requests_app.models.staff_objection import StaffObjection
from requests_app.models.words import Said, VoiceMet
from requests_app.vocabulary import said_kindly

SHOWN_FOR = timedelta(days=7)


class StaffAnswerQuerySet(GovernedQuerySet):
    """Answers of a request."""

    def willing(self) -> "StaffAnswerQuerySet":
        """Those who said an explicit yes; silence is no. Rules: R-165."""
        return self.filter(answer=Said.YES)

    def visible_to(self, user: Any) -> "StaffAnswerQuerySet":
        """One's own answers, by the reference of their request; nobody reads another's here."""
        return self.filter(person=user).annotate(reference=F("request__reference"))

    def to_check(self, user: Any) -> "StaffAnswerQuerySet":
        """Yeses that somebody else wrote down for this person of late, and they have not looked at yet."""
        return self.visible_to(user).filter(
            answer=Said.YES, seen_at=None, request__logged_at__gte=clock.now() - SHOWN_FOR
        )

    def wishes_to_answer(self) -> "StaffAnswerQuerySet":
        """Wishes about a voice of which nobody has said how they were met."""
        return self.filter(voice_objected=True, voice_met="")


class StaffAnswer(GovernedRow):
    """One colleague's answer, once a request; an objection makes it *no*. Rules: R-056, R-165.

    Where ``said_by`` is somebody else it was said aloud, and the person has it to check.
    """

    request = models.ForeignKey(RecordingRequest, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9, choices=Said)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    objection = models.ForeignKey(
        StaffObjection, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    image_objected = models.BooleanField(default=False)
    voice_objected = models.BooleanField(default=False)
    voice_met = models.CharField(max_length=20, choices=VoiceMet, blank=True)
    voice_words = models.CharField(max_length=200, blank=True, validators=[said_kindly])
    seen_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = StaffAnswerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "person"], name="staff_answer_once_a_request"),
            models.CheckConstraint(
                name="staff_answer_stays_no_under_an_objection",
                condition=Q(image_objected=False) | Q(answer=Said.NO),
                violation_error_message="Only they can change it",
            ),
            models.CheckConstraint(
                name="staff_answer_names_the_objection",
                condition=Q(objection__isnull=False) | Q(image_objected=False, voice_objected=False),
            ),
            models.CheckConstraint(
                name="staff_answer_meets_a_wish_that_there_is",
                condition=Q(voice_met="") | Q(voice_objected=True),
            ),
            models.CheckConstraint(
                name="staff_answer_says_why_a_wish_was_not_met",
                condition=~Q(voice_met=VoiceMet.NOT_MET) | ~Q(voice_words=""),
                violation_error_message="Say why it could not be met",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person"], name="answer_to_check", condition=Q(seen_at=None, answer=Said.YES)
            ),
            models.Index(
                fields=["request"],
                name="answer_wish_to_meet",
                condition=Q(voice_objected=True, voice_met=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"

    def clean(self) -> None:
        """Look the objection up each time: what the caller believes about it does not count.

        A no becomes a yes by the person's own hand alone. Rules: R-056, R-165.
        """
        if self.answer != Said.YES:
            return
        before = getattr(self, "loaded", {}).get("answer", Said.YES)
        if before == Said.NO and acting.current().user != self.person:
            raise ConstraintBroken("staff_answer_turns_to_yes_by_its_person_alone", "Only they can change it")
        objections = StaffObjection.objects.active_on(clock.today()).to_images().filter(person=self.person_id)
        if any(each.is_about(self.request.settings_here) for each in objections):
            raise ConstraintBroken("staff_answer_stays_no_under_an_objection", "Only they can change it")

    def is_item_of(self, user: Any) -> bool:
        """An answer is its person's own, whoever wrote it down."""
        return bool(self.person_id == user.pk)

    def get_absolute_url(self) -> str:
        """Where its person looks at it."""
        return reverse("requests:my-answer", kwargs={"reference": self.request.reference})

    @property
    def was_said_aloud(self) -> bool:
        """Whether somebody else wrote it down."""
        return bool(self.said_by_id != self.person_id)

    def answer_for_oneself(self, *, by: Any, says: str) -> None:
        """Say that what was written down is right, or turn it to no; the person alone. Rules: R-165."""
        from requests_app.reopening import reopen_if_waiting

        if says not in (Said.YES, Said.NO):
            raise ValidationError({"says": "Say whether it is right"})
        with transaction.atomic(), acting.acting_as(by):
            locked: Any = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            if not by.can("answer.own", locked):
                raise PermissionDenied(f"{by} may not answer for {locked.person}.")
            turned = says == Said.NO and locked.answer == Said.YES
            locked.seen_at = clock.now()
            if turned:
                locked.answer = Said.NO
            locked.event_action = "staffanswer.turn_to_no" if turned else "staffanswer.confirm"
            locked.save()
            if turned:
                reopen_if_waiting(locked, by)
