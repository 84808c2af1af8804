"""The whole way of one recording, and who looked at it: to read, and as papers for a court or an inquiry."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from consent import custody_report
from consent.models import Recording
from recordings_gov.documents.errors import DocumentError
from recordings_gov.documents.models import Document
from recordings_gov.pages.views import Door, RecordView

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


class PaperOfRecording(Door):
    """A PDF: made for how things stand now, or the one made before."""

    http_method_names: Sequence[str] = ("post",)
    model = Recording

    def made(self) -> Document:
        """The paper."""
        raise NotImplementedError(f"{type(self).__name__} must say what it prints.")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, or a clear sentence and back."""
        try:
            return HttpResponseRedirect(self.made().get_absolute_url())
        except DocumentError as error:
            messages.warning(request, str(error))
        return HttpResponseRedirect(self.request.path.removesuffix("print/"))


class PrintCustody(PaperOfRecording):
    """Rules: R-183, R-248."""

    action = "custody.view"

    def made(self) -> Document:
        """As things stand now."""
        return custody_report.printed(self.record)

    def rows(self) -> Any:
        """As the page."""
        return custody_report.readable(self.request.user).select_related("patient", "form", "registration")


class PrintTrail(PaperOfRecording):
    """Rules: R-210."""

    action = "audit.who_viewed"

    def made(self) -> Document:
        """As things stand now."""
        return custody_report.printed_trail(self.record)

    def rows(self) -> Any:
        """As the page."""
        return Recording.objects.for_trail(self.request.user)
