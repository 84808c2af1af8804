"""The one door to a record's page: own rows only, reading logged, a reason where the table wants one."""

from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from recordings_gov import clock, references
from recordings_gov.audit import log
from recordings_gov.pages import absent, timeline

REASON_LASTS = timedelta(minutes=30)
SHORTEST_REASON = 20


class Door(View):
    """Finds the record of the URL through ``visible_to``: what you may not see is not there (404)."""

    model: ClassVar[Any] = None
    action: ClassVar[str] = ""

    record: Any
    grant: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find the record, ask the table, then answer."""
        try:
            reference = references.read(kwargs["reference"])
        except references.BadReference as error:
            raise Http404(str(error)) from error
        self.record = self.rows().filter(reference=reference).first()
        if self.record is None:
            absent.tell(self.model, reference, request.user)
            raise Http404("No such record.")
        user: Any = request.user
        self.grant = user.can(self.action, self.record, reason=self._reason_given(reference))
        if self.grant is None:
            raise PermissionDenied("This is not part of your role.")
        if self.grant.needs_reason:
            return self._ask_reason(reference)
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> Any:
        """The rows this person may see; a view adds ``select_related`` here."""
        return self.model.objects.visible_to(self.request.user)

    def _reason_given(self, reference: str) -> str:
        given = self.request.session.get("reasons", {}).get(reference)
        fresh = given and given["at"] > (clock.now() - REASON_LASTS).timestamp()
        return str(given["reason"]) if fresh else ""

    def _ask_reason(self, reference: str) -> HttpResponse:
        reason = " ".join(self.request.POST.get("reason", "").split())
        if self.request.method == "POST" and len(reason) >= SHORTEST_REASON:
            log.record(f"{self.record._meta.model_name}.reason_given", self.record, {"reason": reason[:500]})
            reasons = self.request.session.get("reasons", {})
            reasons[reference] = {"reason": reason[:500], "at": clock.now().timestamp()}
            self.request.session["reasons"] = reasons
            return HttpResponseRedirect(self.request.path)
        error = f"Write at least {SHORTEST_REASON} characters" if self.request.method == "POST" else ""
        given = {"record": self.record, "reason": reason, "error": error}
        return render(self.request, "pages/reason.html", given, status=422 if error else 200)


class RecordView(Door):
    """A record's own page; opening it writes a reading event. Source: CUH, monitoring."""

    template_name: ClassVar[str] = ""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page, masked where the table says so."""
        log.read(self.record)
        return render(request, self.template_name, self.context())

    def context(self) -> dict[str, Any]:
        """``record``, whether identity is ``masked``, and the ``timeline``; a view adds its own."""
        return {
            "record": self.record,
            "masked": self.grant.is_masked,
            "timeline": timeline.entries(self.record),
        }
