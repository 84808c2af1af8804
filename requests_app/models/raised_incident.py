"""What came to light about a recording, and the one incident that was reported for it."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from recordings_gov.audit.models import GovernedRow
from recordings_gov.incidents.models import Incident
from recordings_gov.workflow import transition
from requests_app.decisions import told_as
from requests_app.models.ending import EVERY_STATE
from requests_app.models.words import WAS_MADE, Ended, Made
from requests_app.models.words_after import ASKS_ABOUT_CARE, STRAND_OF, Matter, Strand
from requests_app.models.words_asked import OthersInView


class RaisesIncidents(models.Model):
    """The verb of a request by which something comes to light. Rules: R-022, R-045, R-060, R-203."""

    recording_made: Any

    class Meta:
        abstract = True

    @transition(source=EVERY_STATE, target=EVERY_STATE, allowed="request.follow_up")
    def raise_incident(
        self: Any,
        *,
        by: Any,
        matter: str,
        what_happened: str,
        discovered_on: date | None = None,
        care: str = "",
        care_words: str = "",
        **telling: Any,
    ) -> str:
        """Report it with the facts of this request, once: whoever says it again changes nothing.

        The recording is then known, its note owed, and care told truthfully. Rules: R-022, R-041, R-203.
        """
        from requests_app import notices, raising

        if matter not in Matter:
            raise ValidationError({"matter": "Say what came to light"})
        strand = STRAND_OF.get(Matter(matter), Strand.RECORDING)
        if self.raised_incidents.filter(strand=strand).exists():
            return str(self.status)
        self.take_as_told(by, **telling)
        if matter in ASKS_ABOUT_CARE:
            self.keep_care(by, care, care_words)
        if matter == Matter.CONTINUED:
            self.end_with(by, Ended.WENT_AHEAD_CONTRARY, what_happened)
        if self.recording_made not in WAS_MADE:
            self.recording_made = _known_by(matter)
        raising.report(
            self,
            by=by,
            matter=matter,
            strand=strand,
            what_happened=what_happened,
            discovered_on=discovered_on,
        )
        notices.is_reported(self, by)
        return str(self.follow(by))

    @property
    def suggested_matter(self: Any) -> str:
        """What is to be reported by what was tapped: hidden, against policy, others in it. Rules: R-203."""
        if self.others_in_view == OthersInView.CAUGHT:
            return str(Matter.OTHERS_CAUGHT)
        is_told = told_as(self.came_to_light, self.stance)
        return str(Matter(self.came_to_light)) if is_told else ""


def _known_by(matter: str) -> Made:
    """What is known of the recording once this came to light."""
    return Made.FOUND if matter in (Matter.FOUND_COVERT, Matter.SHARED) else Made.BEGUN


class RaisedIncident(GovernedRow):
    """A request points down at its incidents: one for each strand, whoever is quicker. Rules: R-203."""

    request = models.ForeignKey(
        "requests_app.RecordingRequest", on_delete=models.PROTECT, related_name="raised_incidents"
    )
    strand = models.CharField(max_length=10, choices=Strand)
    matter = models.CharField(max_length=30, choices=Matter)
    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "strand"],
                name="request_raises_one_incident_a_strand",
                violation_error_message="That was reported already",
            )
        ]

    def __str__(self) -> str:
        return str(self.incident)
