"""What each colleague who is there said about being in a picture or film."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.audit.broken import ConstraintBroken
from recordings_gov.audit.models import GovernedQuerySet, GovernedRow
from requests_app.models.recording_request import RecordingRequest
from requests_app.models.staff_objection import StaffObjection
from requests_app.models.words import Said


class StaffAnswerQuerySet(GovernedQuerySet):
    """Answers of a request."""

    def willing(self) -> "StaffAnswerQuerySet":
        """Those who said an explicit yes; silence is no. Rules: R-165."""
        return self.filter(answer=Said.YES)


class StaffAnswer(GovernedRow):
    """One colleague's answer, once a request; an objection makes it *no*. Rules: R-056, R-165."""

    request = models.ForeignKey(RecordingRequest, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=9, choices=Said)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    objection = models.ForeignKey(
        StaffObjection, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    image_objected = models.BooleanField(default=False)
    voice_objected = models.BooleanField(default=False)

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
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_answer_display()}"

    def clean(self) -> None:
        """Look the objection up each time: what the caller believes about it does not count."""
        objection = (
            StaffObjection.objects.active_on(clock.today()).to_images().filter(person=self.person_id).first()
        )
        if objection is not None and self.answer != Said.NO:
            raise ConstraintBroken("staff_answer_stays_no_under_an_objection", "Only they can change it")
