"""What the patient was told and given: by whom, which leaflet, which help, which advice, which summary."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.workflow import transition
from requests_app import informing, vocabulary
from requests_app.models.words import WAS_MADE, RequestStatus
from requests_app.models.words_asked import CameToLight


class Explained(models.TextChoices):
    """Which came first, the explanation or the recording. Rules: R-025."""

    FIRST = informing.FIRST, "We explained first"
    LATE = informing.LATE, "The recording had begun before"


class Informed(models.Model):
    """Mixed into a request. Rules: R-014, R-019, R-025, R-046, R-242, R-243, R-244.

    ``told_by`` explained what ``told`` names, at ``told_at``. Lists hold codes of ``wording/informing.toml``.
    """

    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    explained = models.CharField("explained first", max_length=5, choices=Explained, blank=True)
    leaflet_how = models.SlugField("how they had the leaflet", max_length=20, blank=True)
    leaflet_edition = models.ForeignKey(
        "policies.LeafletEdition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notice = models.SlugField("notice of the policy they had had", max_length=20, blank=True)
    notice_version = models.CharField(max_length=60, blank=True)
    supplied = models.JSONField("help supplied", default=list, blank=True)
    supplied_language = models.CharField("language it was supplied in", max_length=12, blank=True)
    supplied_words = models.CharField(
        "what else was supplied", max_length=200, blank=True, validators=[vocabulary.said_kindly]
    )
    advised = models.JSONField("advice given", default=list, blank=True)
    summary = models.SlugField("written summary", max_length=20, blank=True)
    summary_form = models.SlugField("form of the summary", max_length=20, blank=True)
    informed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    informed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @transition(source=tuple(RequestStatus), target=tuple(RequestStatus), allowed="request.follow_up")
    def inform(self: Any, *, by: Any, **given: Any) -> str:
        """Say what they had and were given, after saving. Rules: R-014, R-019, R-025, R-242."""
        for name, value in given.items():
            if name not in INFORMED:
                raise TypeError(f"A request is not informed of {name}.")
            setattr(self, name, value)
        self.informed_by, self.informed_at = by, clock.now()
        return str(self.status)

    @transition(source=tuple(RequestStatus), target=tuple(RequestStatus), allowed="request.follow_up")
    def advise(self: Any, *, by: Any, advised: list[str], summary: str = "") -> str:
        """Keep advice that was said now beside what was said before. Rules: R-046, R-242, R-243, R-244."""
        if not advised and not summary:
            raise ValidationError({"advised": "Tick what you said"})
        self.advised = list(dict.fromkeys([*self.advised, *advised]))
        self.summary = summary or self.summary
        self.informed_by, self.informed_at = by, clock.now()
        return str(self.status)

    @transition(source=tuple(RequestStatus), target=tuple(RequestStatus), allowed="request.follow_up")
    def give_summary(self: Any, *, by: Any, summary_form: str) -> str:
        """A written summary was given, in this form; its words are the patient's paper. Rules: R-242."""
        self.summary, self.summary_form = "given", summary_form
        self.informed_by, self.informed_at = by, clock.now()
        return str(self.status)

    def as_informed(self: Any) -> informing.Informed:
        """What decides whether something is missing."""
        return informing.Informed(
            language=self.patient.language if self.patient else "",
            access_needs=tuple(self.patient.access_needs) if self.patient else (),
            reasons=tuple(self.needs),
            supplied=tuple(self.supplied),
            explained=self.explained,
            was_told=bool(self.told),
            was_made=self.recording_made in WAS_MADE,
            came_unasked=self.came_to_light in (CameToLight.BEGAN_UNASKED, CameToLight.COVERT),
        )

    @property
    def all_advised(self: Any) -> list[str]:
        """The advice given, with the sharing advice that stands among the things told. Rules: R-046."""
        return list(dict.fromkeys([*(["sharing"] if "sharing" in self.told else []), *self.advised]))


INFORMED = (
    "explained",
    "leaflet_how",
    "leaflet_edition",
    "notice",
    "notice_version",
    "supplied",
    "supplied_language",
    "supplied_words",
    "advised",
    "summary",
    "summary_form",
)
CONSTRAINTS = [
    models.CheckConstraint(
        name="request_leaflet_had_says_how",
        condition=Q(leaflet_edition=None) | ~Q(leaflet_how__in=informing.WITHOUT_LEAFLET),
        violation_error_message="Say how they had the leaflet",
    ),
    models.CheckConstraint(
        name="request_notice_had_says_its_version",
        condition=Q(notice__in=["", "none"]) | ~Q(notice_version=""),
        violation_error_message="Say which version of the notice they had",
    ),
    models.CheckConstraint(
        name="request_summary_given_says_its_form",
        condition=~Q(summary="given") | ~Q(summary_form=""),
        violation_error_message="Say in which form the summary was given",
    ),
]
