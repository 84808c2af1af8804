"""Whether care went on, told truthfully; where it stopped, who put that right and how."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from recordings_gov import clock
from recordings_gov.incidents.models.facts import real_day, wanted
from recordings_gov.incidents.models.words import Care
from recordings_gov.workflow import transition
from requests_app.models.ending import EVERY_STATE
from requests_app.models.words import RequestStatus
from requests_app.models.words_after import RightlyStopped
from requests_app.vocabulary import said_kindly

PERSON = settings.AUTH_USER_MODEL


class CareKept(models.Model):
    """Care never ends because of a recording; if it did, the request says who was told. Rules: R-022."""

    care = models.CharField("care", max_length=12, choices=Care, blank=True)
    care_words = models.CharField(
        "what happened to care", max_length=500, blank=True, validators=[said_kindly]
    )
    care_said_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    care_escalated_to = models.CharField("who was told that care stopped", max_length=120, blank=True)
    care_escalated_on = models.DateField(null=True, blank=True)
    care_offered_on = models.DateField("care offered again", null=True, blank=True)
    care_reviewed_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    care_rightly_stopped = models.CharField(max_length=12, choices=RightlyStopped, blank=True)
    care_review_words = models.CharField(max_length=500, blank=True, validators=[said_kindly])

    class Meta:
        abstract = True

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.follow_up")
    def say_how_care_went(self: Any, *, by: Any, care: str, care_words: str = "") -> str:
        """Keep whether care went on; stopping it needs its reason and is told at once. Rules: R-022."""
        self.keep_care(by, care, care_words)
        return self.as_it_stands()

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.follow_up")
    def escalate_stopped_care(self: Any, *, by: Any, care_escalated_to: str, care_escalated_on: date) -> str:
        """A named person was told that care stopped. Rules: R-022."""
        self.needs_stopped_care()
        day = clock.local(self.logged_at).date()
        self.care_escalated_on = real_day(
            "care_escalated_on", care_escalated_on, since=day, before="when it was logged"
        )
        self.care_escalated_to = wanted("care_escalated_to", care_escalated_to, "Say who was told")
        return self.put_right(
            by,
            "escalate_stopped_care",
            care_escalated_to=self.care_escalated_to,
            care_escalated_on=self.care_escalated_on,
        )

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.follow_up")
    def offer_care_again(self: Any, *, by: Any, care_offered_on: date) -> str:
        """Care that was stopped was offered again. Rules: R-022."""
        self.needs_stopped_care()
        day = clock.local(self.logged_at).date()
        self.care_offered_on = real_day(
            "care_offered_on", care_offered_on, since=day, before="when it was logged"
        )
        return self.put_right(by, "offer_care_again", care_offered_on=self.care_offered_on)

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.review")
    def review_stopped_care(self: Any, *, by: Any, care_rightly_stopped: str, care_review_words: str) -> str:
        """A manager finds safety or interference behind it; never who stopped it. Rules: R-022.

        A manager who reviews it was told of it: where nobody else was named, that is the escalation.
        """
        self.needs_stopped_care()
        if by.pk in (self.care_said_by_id, self.logged_by_id):
            raise ValidationError("Somebody else must review why care was stopped")
        if care_rightly_stopped not in RightlyStopped:
            raise ValidationError({"care_rightly_stopped": "Say whether it was safety or interference"})
        self.care_review_words = wanted(
            "care_review_words", care_review_words, "Say which safety reason, or what it got in the way of"
        )
        self.care_rightly_stopped, self.care_reviewed_by = care_rightly_stopped, by
        if not (self.care_escalated_to and self.care_escalated_on):
            self.care_escalated_to, self.care_escalated_on = str(by), clock.today()
        return self.put_right(by, "")

    def keep_care(self: Any, by: Any, care: str, care_words: str) -> None:
        """Keep it, inside a verb; whoever answers for the department hears at once of a stop."""
        from requests_app import notices

        if care not in Care:
            raise ValidationError({"care": "Say whether care went on"})
        if care == Care.STOPPED:
            care_words = wanted("care_words", care_words, "Say why care was stopped, and who decided")
            notices.tell_of_stopped_care(self)
        self.care, self.care_words, self.care_said_by = care, care_words.strip(), by
        if not self.care_is_to_put_right:
            notices.care_is_put_right(self, by)

    def needs_stopped_care(self: Any) -> None:
        """Refuse where care did not stop."""
        if self.care != Care.STOPPED:
            raise ValidationError("Say first that care was stopped")

    def put_right(self: Any, by: Any, step: str, **said: Any) -> str:
        """Say it to the incident of this request too; once all is right its task is done."""
        from requests_app import notices, raising

        if step:
            raising.pass_on(self, by, step, **said)
        if not self.care_is_to_put_right:
            notices.care_is_put_right(self, by)
        return str(self.as_it_stands())


CONSTRAINTS = [
    models.CheckConstraint(
        name="request_care_stopped_is_put_right_before_closing",
        condition=~Q(status=RequestStatus.CLOSED)
        | ~Q(care=Care.STOPPED)
        | (
            ~Q(care_escalated_to="")
            & Q(care_escalated_on__isnull=False)
            & (Q(care_offered_on__isnull=False) | Q(care_reviewed_by__isnull=False))
        ),
        violation_error_message="Care was stopped: escalate it, and offer it again or review the reason",
    ),
    models.CheckConstraint(
        name="request_care_stopped_with_its_reason",
        condition=~Q(care=Care.STOPPED) | (~Q(care_words="") & Q(care_said_by__isnull=False)),
        violation_error_message="Say why care was stopped",
    ),
    models.CheckConstraint(
        name="request_care_is_reviewed_by_somebody_else_with_words",
        condition=Q(care_reviewed_by=None)
        | (
            ~Q(care_reviewed_by=F("care_said_by"))
            & ~Q(care_reviewed_by=F("logged_by"))
            & ~Q(care_rightly_stopped="")
            & ~Q(care_review_words="")
        ),
        violation_error_message="Somebody else must review why care was stopped",
    ),
]
