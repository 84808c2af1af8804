"""The whole way of one recording, and who looked at it: to read, and as papers for a court or an inquiry."""

from typing import Any

from consent import custody_report
from consent.models import Recording
from consent.views.paper import MakePaper
from consent.views.showing_keeping import address
from recordings_gov.pages.views import RecordView

ON_PAGE = 100


class CustodyPage(RecordView):
    """Every step, as it was written. Rules: R-183, R-248."""

    model = Recording
    action = "custody.view"
    template_name = "consent/recording_custody.html"

    def rows(self) -> Any:
        """With those this person has just opened in quarantine."""
        related = ("patient", "form", "registration", "captured_by", "fingerprint", "fingerprint_check")
        return custody_report.readable(self.request.user).select_related(*related)

    def context(self) -> dict[str, Any]:
        """As on the paper."""
        return super().context() | custody_report.context_of(self.record)


class TrailPage(RecordView):
    """Every view and every attempt, what is in quarantine among them. Rules: R-210."""

    model = Recording
    action = "audit.who_viewed"
    template_name = "consent/recording_trail.html"

    def rows(self) -> Any:
        """For who may see who viewed what."""
        return Recording.objects.for_trail(self.request.user)

    def context(self) -> dict[str, Any]:
        """The newest of it."""
        rows, total = custody_report.trail_of(self.record, most=ON_PAGE)
        return super().context() | {"rows": rows, "total": total, "cut_at": ON_PAGE}


class PrintCustody(MakePaper):
    """Rules: R-183, R-248."""

    model = Recording
    action = "custody.view"
    make = staticmethod(custody_report.printed)

    def rows(self) -> Any:
        """As the page."""
        return custody_report.readable(self.request.user).select_related("patient", "form", "registration")

    @property
    def back_url(self) -> str:
        """The page of what would have been printed."""
        return address("recording-custody", self.record)


class PrintTrail(MakePaper):
    """Rules: R-210."""

    model = Recording
    action = "audit.who_viewed"
    make = staticmethod(custody_report.printed_trail)

    def rows(self) -> Any:
        """As the page."""
        return Recording.objects.for_trail(self.request.user)

    @property
    def back_url(self) -> str:
        """The page of what would have been printed."""
        return address("recording-trail", self.record)
