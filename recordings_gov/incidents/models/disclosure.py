"""What was shared, with whom and how; whether data of ours got out; which law might be asked about."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.incidents.models.facts import fact, real_day, wanted
from recordings_gov.incidents.models.words import OUR_DATA, Kind, Known, Publication, YesNo


class Disclosed(models.Model):
    """What the triage looks at, and what it said. Rules: R-023, R-046, R-227, R-228, R-229, R-232."""

    changed = models.CharField("changed", max_length=9, choices=Known, blank=True)
    hurtful = models.CharField("aimed to hurt", max_length=9, choices=Known, blank=True)
    publication = models.CharField(max_length=10, choices=Publication, blank=True)
    people_in_it = models.JSONField("people in it", default=list, blank=True)
    others_agreed = models.CharField("others agreed", max_length=9, choices=Known, blank=True)
    where_seen = models.CharField("where it was seen", max_length=300, blank=True)
    disclosed_on = models.DateField("shared on", null=True, blank=True)
    beyond_personal = models.CharField("beyond personal use", max_length=9, choices=Known, blank=True)
    purpose_now = models.CharField("what it is used for now", max_length=300, blank=True)
    triage = models.CharField(max_length=24, blank=True)
    triaged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    triaged_at = models.DateTimeField(null=True, blank=True)
    is_data_incident = models.CharField("data incident of ours", max_length=3, choices=YesNo, blank=True)
    data_reason = models.CharField("why", max_length=500, blank=True)
    data_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    data_decided_on = models.DateField(null=True, blank=True)
    implied_meaning = models.CharField("implied meaning", max_length=9, choices=Known, blank=True)
    cause_of_action = models.CharField(max_length=500, blank=True)
    proceedings = models.CharField("proceedings expected", max_length=3, choices=YesNo, blank=True)
    proceedings_words = models.CharField(max_length=500, blank=True)
    to_preserve = models.CharField("records to keep unchanged", max_length=500, blank=True)

    class Meta:
        abstract = True

    @fact("incident.manage")
    def triage_disclosure(
        self: Any,
        *,
        by: Any,
        changed: str,
        hurtful: str,
        publication: str,
        people_in_it: list[str],
        others_agreed: str,
        beyond_personal: str,
        purpose_now: str = "",
        where_seen: str = "",
        disclosed_on: date | None = None,
    ) -> None:
        """Keep what was shared and what follows from it; offices that must hear of it do, at once.

        Rules: R-046, R-224, R-227, R-228, R-229, R-232. Conflict: C-03.
        """
        from recordings_gov.incidents import notices
        from recordings_gov.incidents.triage import triage

        if self.kind != Kind.DISCLOSURE:
            raise ValidationError("Only a recording that was shared or posted is triaged")
        if disclosed_on is not None:
            since = self.happened_on
            self.disclosed_on = real_day("disclosed_on", disclosed_on, since=since, before="when it was made")
        if beyond_personal == Known.YES:
            purpose_now = wanted("purpose_now", purpose_now, "Say what it is used for now")
        self.changed, self.hurtful, self.publication = changed, hurtful, publication
        self.people_in_it, self.others_agreed = list(people_in_it), others_agreed
        self.beyond_personal, self.purpose_now = beyond_personal, purpose_now.strip()
        self.where_seen = where_seen.strip()
        answer = triage(self.shared())
        self.triage, self.triaged_by, self.triaged_at = answer.verdict, by, clock.now()
        notices.tell_offices(self, answer.tell, by)

    @fact("incident.manage")
    def decide_data_incident(self: Any, *, by: Any, is_data_incident: str, data_reason: str) -> None:
        """Whether data of ours got out; never by a patient's own recording. Rules: R-203. Conflict: C-20."""
        if is_data_incident == YesNo.YES and not self.may_be_data_incident:
            raise ValidationError(
                "A patient's own recording is not a data incident of ours. If another person's details are "
                "in it, open an incident of its own for that"
            )
        self.data_reason = wanted("data_reason", data_reason, "Say why")
        self.is_data_incident, self.data_decided_by = is_data_incident, by
        self.data_decided_on = clock.today()

    @fact("incident.manage")
    def weigh_civil_routes(self: Any, *, by: Any, implied_meaning: str, cause_of_action: str) -> None:
        """What a caption or headline implies, and the cause of action if there is one. Rules: R-232."""
        self.implied_meaning, self.cause_of_action = implied_meaning, cause_of_action.strip()

    @fact("incident.manage")
    def flag_proceedings(
        self: Any, *, by: Any, proceedings: str, proceedings_words: str = "", to_preserve: str = ""
    ) -> None:
        """Whether it may become evidence; the legal and claims lead hears at once. Rules: R-023."""
        from recordings_gov.incidents import notices

        if proceedings == YesNo.YES:
            self.proceedings_words = wanted("proceedings_words", proceedings_words, "Say what is expected")
            self.to_preserve = wanted("to_preserve", to_preserve, "Say which records must be kept unchanged")
            notices.tell_office(self, "legal", by, "Proceedings are expected. Related records are kept.")
        self.proceedings = proceedings


CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_of_a_patients_recording_is_no_data_breach",
        condition=~Q(is_data_incident=YesNo.YES)
        | Q(kind__in=OUR_DATA)
        | Q(kind=Kind.OTHER, relates_to_policy=True),
        violation_error_message="A patient's own recording is not a data incident of ours",
    ),
    models.CheckConstraint(
        name="incident_triaged_only_when_shared",
        condition=Q(triage="") | Q(kind=Kind.DISCLOSURE),
        violation_error_message="Only a recording that was shared or posted is triaged",
    ),
]
