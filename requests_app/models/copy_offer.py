"""A copy of the patient's own recording, offered or asked for; the recording stays theirs."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov.accounts.roles import Role
from recordings_gov.audit.models import GovernedRow
from recordings_gov.notifications import tasks_due
from requests_app.models.recording_request import RecordingRequest
from requests_app.vocabulary import said_kindly


class CopyCame(models.TextChoices):
    """Whose idea the copy was."""

    OFFERED = "offered", "The patient offered it"
    ASKED = "asked", "We asked for it"


class HeldAs(models.TextChoices):
    """Where the patient has it, as far as is known."""

    PHONE = "phone", "On their phone or tablet"
    FILE = "file", "A file that they can send"
    STICK = "stick", "A memory stick or disc"
    NOT_KNOWN = "not_known", "Not known"


class CopyOffer(GovernedRow):
    """Whether a copy is to come to us, once a request. Nothing we hold is made by it. Rules: R-030, R-166."""

    request = models.OneToOneField(RecordingRequest, on_delete=models.PROTECT, related_name="copy_offer")
    came = models.CharField(max_length=8, choices=CopyCame)
    is_accepted = models.BooleanField()
    held_as = models.CharField(max_length=10, choices=HeldAs, blank=True)
    why_not = models.CharField(max_length=200, blank=True, validators=[said_kindly])
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="copy_offer_not_taken_says_why",
                condition=Q(is_accepted=True) | ~Q(why_not=""),
                violation_error_message="Say why there is to be no copy",
            ),
            models.CheckConstraint(
                name="copy_offer_taken_says_where_it_is",
                condition=Q(is_accepted=False) | ~Q(held_as=""),
                violation_error_message="Say where the patient has it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_came_display()}: {'yes' if self.is_accepted else 'no'}"


def take_down(request: RecordingRequest, by: Any, **said: Any) -> None:
    """Keep the answer; a yes is Media Studio's task, which asks for consent first. Rules: R-030, R-166."""
    offer = CopyOffer(request=request, written_by=by, **said)
    offer.save()
    if offer.is_accepted:
        tasks_due.ask(
            key=f"copy-offered:{request.reference}",
            what="A patient offers a copy of their recording: ask for consent first",
            about=request,
            role=Role.MEDIA_STUDIO,
            rule="R-166",
        )
