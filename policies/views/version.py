"""One version: its text, stances and gaps, and the way into force."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from policies import contents, documents
from policies.models import PolicyVersion
from policies.models.version import Calls
from policies.models.versionstatus import OPEN, SIGNED
from policies.publishing import Obstacle
from policies.showing import tags_of
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.views import Door, RecordView
from recordings_gov.workflow import may

# Each verb with its page and the words of its link.
STEPS = (
    ("entrust", "entrust", "Name owner and sponsor"),
    ("write_section", "sections", "Work on the text"),
    ("fill_in", "fill-in", "Fill in local words"),
    ("leave_out", "leave-out", "Say which scenarios do not happen here"),
    ("relate", "related", "Name the policies it is read with"),
    ("say_of_calls", "calls", "Say whether calls are recorded"),
    ("assess_equality", "equality", "Record the equality assessment"),
    ("start_risk_assessment", "risk", "Make the risk assessment"),
    ("consult", "consult", "Record a consultation"),
    ("validate", "validate", "Validate"),
    ("ratify", "ratify", "Ratify"),
    ("sign_off_as_dpo", "sign-off", "Sign off as Data Protection Officer"),
    ("endorse", "endorse", "Endorse for the employer"),
    ("approve", "approve", "Approve"),
    ("disseminate", "disseminate", "Bring into force"),
    ("send_back", "send-back", "Send back: something has to change"),
    ("adopt", "adopt", "Adopt: it was approved before"),
)
SIGNING = {"validate", "ratify", "sign_off_as_dpo", "endorse", "approve", "disseminate", "adopt"}
ONCE = {"sign_off_as_dpo": "dpo", "endorse": "employer"}
# Other pages about a version, and the act that opens each.
PAGES = (
    ("stances", "What it says, by situation", "policy.view"),
    ("tryout", "What would the scanner page say?", "policy.view"),
    ("difference", "What changed since the version before", "policy.view"),
)


class VersionDetail(RecordView):
    """Everything that is known about a version, and what is not. Rules: R-217, R-219."""

    model = PolicyVersion
    action = "policy.view"
    template_name = "policies/version_detail.html"

    def rows(self) -> Any:
        """With what every page about a version names."""
        return (
            super()
            .rows()
            .select_related(
                "policy__department__site",
                "owner",
                "drafted_by",
                "sponsored_by",
                "replaced_by__policy",
                "copied_from__policy",
                "risk_assessment__owner",
            )
        )

    def context(self) -> dict[str, Any]:
        """Sections with their places filled, the matrix as rows, gaps, signatures and next steps."""
        given = super().context()
        user: Any = self.request.user
        version = self.record
        stops, pauses = contents.findings(version)
        signatures = list(version.signoffs.select_related("by"))
        standing = {each.step for each in signatures if each.voided_at is None}
        steps = self._steps(standing)
        return given | {
            "tags": tags_of(version.status, version.review_due_on, clock.today()).tags,
            "is_open": version.status in OPEN,
            "is_before_force": version.status in (*OPEN, *SIGNED),
            "sections": contents.sections_of(version),
            "stances": list(version.stances.all()),
            "stops": self._with_links(stops, steps),
            "pauses": self._with_links(pauses, steps),
            "consultations": version.consultations.select_related("by"),
            "signoffs": [each for each in signatures if each.voided_at is None],
            "voided": [each for each in signatures if each.voided_at is not None],
            "related": version.related_policies.filter(is_removed=False),
            "risk": contents.assessment_of(version),
            "calls": Calls(version.calls).label,
            "snapshot": version.snapshots.defer("content").first(),
            "steps": steps,
            "pages": self._pages(),
            "waits_for_another": version.drafted_by_id == user.pk
            and any(may(version, verb, user) for verb in SIGNING if self._first(verb)),
            "may_start_next": bool(user.can("policy.draft", version)) and version.status not in OPEN,
            "approved": contents.said(version.approved_on, version.approved_precision),
            "due": contents.said(version.review_due_on, version.review_due_precision),
            "since": contents.said(version.in_force_from, version.in_force_precision),
        }

    def _steps(self, standing: set[str]) -> list[tuple[str, str]]:
        """The addresses and words of what this person may do now."""
        version, user = self.record, self.request.user
        mine = version.drafted_by_id == user.pk
        return [
            (self._address(page), words)
            for verb, page, words in STEPS
            if may(version, verb, user)
            and not (mine and verb in SIGNING)
            and ONCE.get(verb) not in standing
            and self._first(verb)
        ]

    def _pages(self) -> list[tuple[str, str]]:
        user: Any = self.request.user
        return [(self._address(page), words) for page, words, act in PAGES if user.holds(act)]

    def _address(self, page: str) -> str:
        return reverse(f"policies:version-{page}", kwargs={"reference": self.record.reference})

    def _with_links(
        self, found: tuple[Obstacle, ...], steps: list[tuple[str, str]]
    ) -> list[tuple[Obstacle, str]]:
        """Each obstacle with the page that mends it, where this person may go there now."""
        open_pages = {address for address, _ in steps}
        addresses = [(each, self._address(each.mend) if each.mend else "") for each in found]
        return [(each, address if address in open_pages else "") for each, address in addresses]

    def _first(self, verb: str) -> bool:
        return verb != "adopt" or not self.record.policy.versions.exclude(pk=self.record.pk).exists()


class VersionDocument(Door):
    """The version as a PDF, made once and kept; a redirect to it. Rules: R-042."""

    model = PolicyVersion
    action = "policy.view"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Logged as a reading here and as a download where it is opened."""
        log.read(self.record)
        return HttpResponseRedirect(documents.version_pdf(self.record).get_absolute_url())
