"""How a request ended: the newest row counts, none is ever taken away."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from recordings_gov.audit.models import GovernedRow
from requests_app.models.recording_request import RecordingRequest
from requests_app.models.words import DISCOURAGING, NEED_REASON, Ended
from requests_app.vocabulary import said_kindly


class Outcome(GovernedRow):
    """One outcome, by whom and when (its ``created_at``). Rules: R-017, R-021, R-039."""

    request = models.ForeignKey(RecordingRequest, on_delete=models.PROTECT, related_name="outcomes")
    ended = models.CharField(max_length=30, choices=Ended)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True, validators=[said_kindly])
    has_need = models.BooleanField(default=False)
    need_met = models.CharField(
        "what was done about the need", max_length=500, blank=True, validators=[said_kindly]
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outcome_says_why_it_stopped_or_went_ahead",
                condition=~Q(ended__in=NEED_REASON) | ~Q(reason=""),
                violation_error_message="Say why",
            ),
            models.CheckConstraint(
                name="outcome_discouraging_a_need_says_what_was_done",
                condition=~Q(ended__in=DISCOURAGING, has_need=True) | (~Q(reason="") & ~Q(need_met="")),
                violation_error_message="They need it. Say why, and what you did about their need",
            ),
            models.CheckConstraint(
                name="outcome_never_asks_a_need_not_to_record",
                condition=~Q(ended=Ended.ASKED_NOT_TO, has_need=True),
                violation_error_message="They need it: nobody asks them not to",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_ended_display())
