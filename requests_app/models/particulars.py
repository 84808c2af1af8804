"""What else is kept of a request: how it came to light, with what, why in words, what is in the picture."""

from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import ASKED, NOT_ASKED, CameToLight, OthersInView, YesNo
from requests_app.vocabulary import needs, said_kindly

THE_PATIENT = "patient"


class Particulars(models.Model):
    """Facts beside what the policy is asked. Rules: R-012, R-017, R-021, R-028, R-029, R-033, R-038."""

    came_to_light = models.CharField("how it came to light", max_length=20, choices=CameToLight, blank=True)
    asked_first = models.CharField("asked first", max_length=3, choices=YesNo, blank=True)
    device = models.SlugField("recorded with", max_length=40, blank=True)
    reason_words = models.CharField(
        "why, in their words", max_length=300, blank=True, validators=[said_kindly]
    )
    known_needs = models.JSONField("needs known from before", default=list, blank=True)
    others_in_view = models.CharField(
        "other people on the screen", max_length=8, choices=OthersInView, blank=True
    )
    pictured = models.JSONField("in the picture", default=list, blank=True)
    owned_by = models.CharField("whose recording it is", max_length=8, default=THE_PATIENT, editable=False)

    class Meta:
        abstract = True

    @property
    def needs(self: Any) -> list[str]:
        """Access needs: those said now, and those known from before. Rules: R-017. Conflict: C-04."""
        return list(dict.fromkeys([*self.known_needs, *needs(self.reasons)]))


CONSTRAINTS = [
    CheckConstraint(
        name="request_recording_is_the_patients",
        condition=Q(owned_by=THE_PATIENT),
        violation_error_message="The recording is the patient's own, never ours",
    ),
    CheckConstraint(
        name="request_that_was_asked_for_was_asked_first",
        condition=~Q(came_to_light__in=ASKED) | ~Q(asked_first=YesNo.NO),
        violation_error_message="They asked, so they asked first",
    ),
    CheckConstraint(
        name="request_that_was_not_asked_for_was_not_asked_first",
        condition=~Q(came_to_light__in=NOT_ASKED) | ~Q(asked_first=YesNo.YES),
        violation_error_message="They did not ask, so they did not ask first",
    ),
    CheckConstraint(
        name="request_agreed_with_nobody_else_in_view",
        condition=~Q(outcome__in=AGREEMENTS) | ~Q(others_in_view=OthersInView.IN_VIEW),
        violation_error_message="Clear the screen first: other people can be read on it",
    ),
]
