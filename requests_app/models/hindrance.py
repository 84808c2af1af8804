"""How the recording got in the way of the examination, what was done about it, and how long it took."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov.audit.models import GovernedRow
from recordings_gov.workflow import transition
from requests_app.models.ending import EVERY_STATE
from requests_app.models.words import STOPS, Ended
from requests_app.vocabulary import said_kindly

LONGEST = 240
DONE = {
    "paused": "Paused the exam",
    "recording_stopped": "Stopped the recording",
    "repositioned": "Moved somebody or something",
    "repeated": "Repeated part of the exam",
}
TELLING = ("told_now", "not_told_reason", "not_told_words")


class Hindered(models.Model):
    """The verbs of a request about what got in the way. Rules: R-039, R-043."""

    class Meta:
        abstract = True

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.follow_up")
    def note_hindrance(
        self: Any, *, by: Any, got_in_the_way: bool, words: str = "", need_met: str = "", **said: Any
    ) -> str:
        """Keep interference, what was done and extra minutes; a stop is an outcome too. Rules: R-039, R-043.

        Whoever answers for the department hears of a repeated examination once.
        """
        from requests_app import notices

        telling = {name: said.pop(name) for name in TELLING if name in said}
        Hindrance(request=self, got_in_the_way=got_in_the_way, words=words, said_by=by, **said).save()
        if said.get("repeated"):
            notices.tell_of_repeat(self)
        if said.get("recording_stopped") and self.outcome not in STOPS:
            self.take_as_told(by, **telling)
            self.end_with(by, Ended.STOPPED_FOR_INTERFERENCE, words, need_met)
            return str(self.follow(by))
        return str(self.as_it_stands())

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.review")
    def look_at_repeat(self: Any, *, by: Any, words: str) -> str:
        """A manager has looked at a repeated examination, and says what follows. Rules: R-039."""
        from requests_app import notices

        if not words.strip():
            raise ValidationError({"words": "Say what you found"})
        for row in self.hindrances.filter(repeated=True, looked_at_by=None):
            row.looked_at_by, row.looked_at_words = by, words
            row.event_action = "hindrance.looked_at"
            row.save()
        notices.repeat_is_looked_at(self, by)
        return str(self.status)


class Hindrance(GovernedRow):
    """One account of it, by whom and when; a visit may have several. Rules: R-039, R-043."""

    request = models.ForeignKey(
        "requests_app.RecordingRequest", on_delete=models.PROTECT, related_name="hindrances"
    )
    got_in_the_way = models.BooleanField()
    paused = models.BooleanField(default=False)
    recording_stopped = models.BooleanField(default=False)
    repositioned = models.BooleanField(default=False)
    repeated = models.BooleanField(default=False)
    extra_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True, validators=[said_kindly])
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    looked_at_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    looked_at_words = models.CharField(max_length=500, blank=True, validators=[said_kindly])

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="hindrance_is_dealt_with_only_where_there_was_one",
                condition=Q(got_in_the_way=True)
                | Q(paused=False, recording_stopped=False, repositioned=False, repeated=False),
                violation_error_message="Say that it got in the way, or untick what was done about it",
            ),
            models.CheckConstraint(
                name="hindrance_says_why_it_was_stopped_or_repeated",
                condition=Q(recording_stopped=False, repeated=False) | ~Q(words=""),
                violation_error_message="Say what got in the way of what",
            ),
            models.CheckConstraint(
                name="hindrance_takes_a_possible_time",
                condition=Q(extra_minutes=None) | Q(extra_minutes__lte=LONGEST),
                violation_error_message=f"Extra minutes must be {LONGEST} or fewer",
            ),
            models.CheckConstraint(
                name="hindrance_looked_at_is_a_repeat_with_words",
                condition=Q(looked_at_by=None) | (Q(repeated=True) & ~Q(looked_at_words="")),
                violation_error_message="Say what you found",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"], name="hindrance_minutes", condition=Q(extra_minutes__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return "It got in the way" if self.got_in_the_way else "It did not get in the way"

    @property
    def done(self) -> list[str]:
        """What was done about it, in the words of the page."""
        return [label for name, label in DONE.items() if getattr(self, name)]
