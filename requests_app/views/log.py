"""The scanner page: log a request, and see our policy's answer while tapping."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from recordings_gov.pages.models import Draft, Remembered
from recordings_gov.pages.models.remembered import device_of, name_device
from recordings_gov.pages.views import CreateView
from recordings_gov.patients.models import Patient
from recordings_gov.patients.picture_upload import picture_of
from requests_app import home_page, same_request, scanned, scanner
from requests_app.departments import departments_of
from requests_app.forms.log import LogForm
from requests_app.forms.tapped import taken
from requests_app.models import RecordingRequest
from requests_app.prompting import one_tap

PLACE = ("room", "modality", "setting", "location")
REMEMBERED = ("department", *PLACE)


class LogRequest(CreateView):
    """Log a patient's request to record. Rules: R-012, R-013, R-017, R-021, R-039, R-040, R-041."""

    template_name = "requests/log.html"
    draft_form = "requests.log"
    heading = "Log a request to record"
    button = "Save request"
    scan: scanned.Scan | None = None
    logged_already: tuple[same_request.Logged, ...] = ()

    @property
    def done(self) -> str:  # type: ignore[override]
        """Saved, and the way to the next one."""
        again = '<a class="nhsuk-notification-banner__link" href="{}">Log another</a>'
        return format_html("Request saved. " + again, reverse("requests:log"))

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> LogForm:
        """The form of this person's departments, knowing what the page shows for it."""
        departments = departments_of(self.request.user)
        if not departments:
            raise PermissionDenied("You have no department to log a request in.")
        scan = self.scan or scanned.typed(initial or taken(data or QueryDict()))
        bound = scan.in_place_of(data) if data is not None else None
        form = LogForm(bound, initial=scan.given if data is None else {}, departments=departments)
        self.request.said_for = form.department_here  # type: ignore[attr-defined]
        form.show(scanner.shown(self.request.user, form))
        self.shown = form.shown.context(form) | home_page.shown(form) | scan.context()
        return form

    def initial(self) -> dict[str, Any]:
        """What this person chose last on this device; never an answer, a tick or an outcome."""
        kept = Remembered.objects.choices_of(self.request.user, device_of(self.request))
        colleagues = kept.get("colleagues") or [str(self.request.user.pk)]
        remembered = {name: kept.get(name, "") for name in REMEMBERED}
        same = scanner.place_key(*(remembered[name] for name in PLACE)) if kept else ""
        return remembered | {"present": colleagues, "recorder": "patient", "same": same}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page as remembered, or as it was left when the session ended."""
        kept = Draft.objects.kept_for(request.user, self.draft_form, "")
        form = self.form(initial=taken(kept) if kept is not None else self.initial())
        response = self.page(form, kept=kept is not None)
        name_device(request, response)
        return response

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save; or, without JavaScript, find the patient or show the answer and come back."""
        step = request.POST.get("step")
        if step == "picture":
            self.scan = scanned.pictured(request.user, taken(request.POST), picture_of(request))
            return self.page(self.form(initial=self.scan.given))
        if "chosen_number" in request.POST:
            return self.page(self.form(initial=scanned.chosen(taken(request.POST))))
        if step in ("find", "answer", "home"):
            return self.page(self.form(initial=home_page.filled_in(taken(request.POST))))
        if step == "afresh":
            Draft.objects.drop(request.user, self.draft_form, "")
            return HttpResponseRedirect(request.path)
        self.scan = scanned.typed(taken(request.POST))
        if self.scan.home_code:
            return self.page(self.form(initial=self.scan.given))
        response = super().post(request, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            self._remember(request, response)
        return response

    def create(self, form: Any) -> RecordingRequest:
        """Log it with its verb; a name that was never on the screen comes back to be checked first."""
        number = " ".join(form.cleaned_data["patient"].split())
        patient = Patient.objects.visible_to(self.request.user).numbered(number).first()
        self._offer_to_join(form, patient, number)
        return RecordingRequest.log(
            by=self.request.user, patient=patient, number_as_typed="" if patient else number, **form.asked()
        )

    def context(self) -> dict[str, Any]:
        """The page's words, and what it shows for what is tapped so far."""
        prompt = one_tap(self.request.user, "scanner")
        return super().context() | self.shown | prompt | {"logged_already": self.logged_already}

    def _offer_to_join(self, form: LogForm, patient: Any, number: str) -> None:
        """Before a second record is made: a colleague's request of this patient, here, within the hour."""
        try:
            same_request.refuse_a_second(
                by=self.request.user,
                department=form.department_here,
                patient=patient,
                number=number,
                room=form.cleaned_data["room"],
                known=self.request.POST.get("another", "").split(),
            )
        except same_request.AlreadyLogged as error:
            self.logged_already = tuple(error.found)
            raise

    def _remember(self, request: HttpRequest, response: HttpResponse) -> None:
        chosen: dict[str, Any] = {name: request.POST.get(name, "")[:60] for name in REMEMBERED}
        chosen["colleagues"] = [pk for pk in request.POST.getlist("present")[:40] if pk.isdigit()]
        Remembered.objects.remember(request.user, name_device(request, response), chosen)


class AnswerRequest(LogRequest):
    """The answer for what is tapped so far, in place or as the page again. Rules: R-007, R-021."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save nothing; say what our policy says."""
        form = self.form(initial=taken(request.POST))
        if not getattr(request, "htmx", False):
            return self.page(form)
        given = self.context() | {"form": form, "swapping": True}
        given["people_changed"] = request.POST.get("listed", "") != given["listed"]
        given["told_changed"] = request.POST.get("told_for", "") != given["told_for"]
        before = request.POST.get("panels", "").split()
        given["panels_changed"] = [each for each in given["panels"] if each.mark not in before]
        return render(request, "requests/answer_swap.html", given)
