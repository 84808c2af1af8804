"""How it went there and then: care, script, status, what nobody did; the worry behind it; who speaks next."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.incidents.models.facts import fact, real_day, wanted
from recordings_gov.incidents.models.words import Care, Concern, IncidentStatus, YesNo


class Scene(models.Model):
    """What was said and done at once. Rules: R-022, R-045, R-241."""

    care = models.CharField("care", max_length=12, choices=Care, blank=True)
    care_words = models.CharField("what happened to care", max_length=500, blank=True)
    care_escalated_to = models.CharField("who was told that care stopped", max_length=120, blank=True)
    care_escalated_on = models.DateField(null=True, blank=True)
    care_offered_on = models.DateField("care offered again", null=True, blank=True)
    care_reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    care_review_words = models.CharField("why care rightly stopped", max_length=500, blank=True)
    script_used = models.CharField("response script used", max_length=3, choices=YesNo, blank=True)
    advice_words = models.TextField("advice given", max_length=1000, blank=True)
    status_told = models.CharField("told of the recording's status", max_length=3, choices=YesNo, blank=True)
    nothing_seized = models.CharField("nothing seized", max_length=3, choices=YesNo, blank=True)
    no_offence_said = models.CharField("no offence asserted", max_length=3, choices=YesNo, blank=True)
    scene_words = models.CharField("why not", max_length=500, blank=True)
    concern = models.CharField("worry about care", max_length=6, choices=Concern, blank=True)
    concern_words = models.CharField("the worry", max_length=500, blank=True)
    concern_found = models.TextField("what the investigation found", max_length=2000, blank=True)
    concern_answered_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @fact("incident.follow_up")
    def say_how_care_went(self: Any, *, by: Any, care: str, care_words: str = "") -> None:
        """Keep whether care went on, truthfully; stopping it needs its reason. Rules: R-022."""
        if care == Care.STOPPED:
            care_words = wanted("care_words", care_words, "Say why care was stopped, and who decided")
        self.care, self.care_words = care, care_words.strip()

    @fact("incident.follow_up")
    def say_what_was_said(
        self: Any,
        *,
        by: Any,
        script_used: str,
        advice_words: str,
        status_told: str,
        nothing_seized: str,
        no_offence_said: str,
        scene_words: str = "",
    ) -> None:
        """Keep script, advice and status statement, and that nothing was seized or asserted. Rules: R-045."""
        answers = (script_used, status_told, nothing_seized, no_offence_said)
        if YesNo.NO in answers:
            scene_words = wanted("scene_words", scene_words, "Say what happened, and why")
        self.script_used, self.status_told = script_used, status_told
        self.nothing_seized, self.no_offence_said = nothing_seized, no_offence_said
        self.advice_words = wanted("advice_words", advice_words, "Write down what was advised")
        self.scene_words = scene_words.strip()

    @fact("incident.follow_up")
    def escalate_stopped_care(self: Any, *, by: Any, care_escalated_to: str, care_escalated_on: date) -> None:
        """The clinical lead was told that care stopped. Rules: R-022."""
        self._needs_stopped_care()
        self.care_escalated_on = real_day(
            "care_escalated_on", care_escalated_on, since=self.happened_on, before="when it happened"
        )
        self.care_escalated_to = wanted("care_escalated_to", care_escalated_to, "Say who was told")

    @fact("incident.follow_up")
    def offer_care_again(self: Any, *, by: Any, care_offered_on: date) -> None:
        """Care that was stopped was offered again. Rules: R-022."""
        self._needs_stopped_care()
        self.care_offered_on = real_day(
            "care_offered_on", care_offered_on, since=self.happened_on, before="when it happened"
        )

    @fact("incident.manage")
    def review_stopped_care(self: Any, *, by: Any, care_review_words: str) -> None:
        """A manager finds a reason of safety or interference; never whoever raised it. Rules: R-022.

        A manager who reviews it was told of it: where nobody else was named, that is the escalation.
        """
        self._needs_stopped_care()
        if by == self.raised_by:
            raise ValidationError("Somebody else must review why care was stopped")
        self.care_review_words = wanted(
            "care_review_words", care_review_words, "Say which safety reason, or what it got in the way of"
        )
        self.care_reviewed_by = by
        if not (self.care_escalated_to and self.care_escalated_on):
            self.care_escalated_to, self.care_escalated_on = str(by), clock.today()

    def _needs_stopped_care(self) -> None:
        if self.care != Care.STOPPED:
            raise ValidationError("Say first that care was stopped")

    @fact("incident.follow_up")
    def raise_concern(self: Any, *, by: Any, concern: str, concern_words: str = "") -> None:
        """Keep whether a worry about care lies behind it; PALS is told of one. Rules: R-241."""
        from recordings_gov.incidents import notices

        if concern == Concern.RAISED:
            concern_words = wanted("concern_words", concern_words, "Say what the worry is, without a name")
            notices.tell_office(self, "pals", by, "A worry about care was raised. Please look into it.")
        self.concern, self.concern_words = concern, concern_words.strip()

    @fact("incident.manage")
    def answer_concern(self: Any, *, by: Any, concern_found: str, concern_answered_on: date) -> None:
        """The worry was looked into: what was found, and when they were told. Rules: R-241."""
        if self.concern != Concern.RAISED:
            raise ValidationError("No worry about care is written down yet")
        self.concern_answered_on = real_day(
            "concern_answered_on",
            concern_answered_on,
            since=self.discovered_on,
            before="when it came to light",
        )
        self.concern_found = wanted("concern_found", concern_found, "Say what was found")


CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_care_stopped_is_put_right_before_closing",
        condition=~Q(status=IncidentStatus.CLOSED)
        | ~Q(care=Care.STOPPED)
        | (
            ~Q(care_escalated_to="")
            & Q(care_escalated_on__isnull=False)
            & (Q(care_offered_on__isnull=False) | ~Q(care_review_words=""))
        ),
        violation_error_message="Care was stopped: escalate it, and offer it again or review the reason",
    ),
    models.CheckConstraint(
        name="incident_care_stopped_with_its_reason",
        condition=~Q(care=Care.STOPPED) | ~Q(care_words=""),
        violation_error_message="Say why care was stopped",
    ),
]
