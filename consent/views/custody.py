"""Where the signed forms are: moving one on, or many at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from consent.chasing import is_late, patience
from consent.documents import kinds_word
from consent.forms.scans import MoveForm
from consent.models import ConsentForm, CustodyStep
from consent.models.form_custody import AT_THE_START, VERBS
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import StepView
from recordings_gov.workflow import may

MOST = 100
START = "signed"
PLACES = {
    START: AT_THE_START,
    CustodyStep.RECEIVED: "With Media Studio",
    CustodyStep.SENT: "On the way to medical records",
    CustodyStep.SCANNED: "Scanned or signed on screen",
}
NEXT = {
    START: (CustodyStep.RECEIVED, "Mark as received by Media Studio", "consent.receive"),
    CustodyStep.RECEIVED: (CustodyStep.SENT, "Mark as sent to medical records", "consent.receive"),
    CustodyStep.SENT: (CustodyStep.SCANNED, "Mark as scanned", "consent.file"),
    CustodyStep.SCANNED: (CustodyStep.FILED, "Mark as in the record system", "consent.file"),
}


class Custody(View):
    """Signed forms by where their paper is, longest first; ticked ones move on together. Rules: R-110."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One place at a time."""
        place = self._place()
        rows, more = self._rows(place)
        if rows:
            log.read_list(ConsentForm, [row.pk for row, _ in rows])
        return self._page(place, rows, more, MoveForm(rows=rows))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Each by its own verb: one that cannot move on is named, and stops no other."""
        place = self._place()
        step, _, right = NEXT[place]
        user: Any = request.user
        if not user.holds(right):
            messages.warning(request, "Moving forms on from there is not part of your role.")
            return HttpResponseRedirect(f"{reverse('consent:custody')}?at={place}")
        rows, more = self._rows(place)
        form = MoveForm(request.POST, rows=rows)
        if not form.is_valid():
            return self._page(place, rows, more, form, status=422)
        moved = 0
        chosen = set(form.cleaned_data["forms"])
        for row, _ in rows:
            if row.reference in chosen:
                moved += self._move(row, step)
        if moved:
            messages.success(request, f"{_forms(moved)} moved on: {CustodyStep(step).label.lower()}.")
        return HttpResponseRedirect(f"{reverse('consent:custody')}?at={place}")

    def _move(self, form: ConsentForm, step: str) -> int:
        try:
            getattr(form, VERBS[step])(by=self.request.user)
        except (ValidationError, PermissionDenied) as error:
            says = " ".join(getattr(error, "messages", [str(error)]))
            messages.warning(self.request, f"{form.reference}: {says}")
            return 0
        return 1

    def _place(self) -> str:
        """The place asked for, else the first from which this person moves forms on."""
        user: Any = self.request.user
        asked = self.request.GET.get("at", "")
        own = (place for place, (_, _, right) in NEXT.items() if user.holds(right))
        return asked if asked in PLACES else next(own, START)

    def _rows(self, place: str) -> tuple[list[tuple[ConsentForm, str]], bool]:
        station = "" if place == START else place
        found = list(ConsentForm.objects.visible_to(self.request.user).at_station(station)[: MOST + 1])
        days_in, today = patience(), clock.today()
        return [(row, _says(row, today, days_in)) for row in found[:MOST]], len(found) > MOST

    def _page(self, place: str, rows: Any, more: bool, form: MoveForm, status: int = 200) -> HttpResponse:
        _, button, right = NEXT[place]
        user: Any = self.request.user
        given = {
            "place": place,
            "places": list(PLACES.items()),
            "rows": rows,
            "more": more,
            "most": MOST,
            "form": form,
            "button": button if user.holds(right) else "",
        }
        return render(self.request, "consent/custody.html", given, status=status)


class MoveConsentForm(StepView):
    """One signed form moves on; the step says where to. Rules: R-110."""

    model = ConsentForm
    action = "consent.receive"
    template_name = "consent/form_move.html"

    def rows(self) -> Any:
        """With the department at hand."""
        return super().rows().select_related("department__site")


class SendConsentForm(MoveConsentForm):
    """On its way to medical records."""

    step = "send_to_records"
    heading = "Mark the signed form as sent to medical records"
    button = "Mark as sent"
    done = "Marked as sent to medical records."


class ScanConsentForm(MoveConsentForm):
    """Scanned by another machine than ours."""

    action = "consent.file"
    step = "scan"
    heading = "Mark the signed form as scanned"
    button = "Mark as scanned"
    done = "Marked as scanned."


class FileConsentForm(MoveConsentForm):
    """In the record system: the end of its way."""

    action = "consent.file"
    step = "file"
    heading = "Mark the signed form as in the record system"
    button = "Mark as in the record system"
    done = "Marked as in the record system."


def next_move(form: ConsentForm, user: Any) -> tuple[str, str] | None:
    """Where this person can say that the form has gone next, and on which page."""
    moves = (
        ("receive", "Mark as received by Media Studio", "consent:form-receive", not form.station),
        (
            "send_to_records",
            "Mark as sent to medical records",
            "consent:form-send",
            form.station == CustodyStep.RECEIVED,
        ),
        (
            "file",
            "Mark as in the record system",
            "consent:form-file",
            form.is_ready_to_file and form.station != CustodyStep.FILED,
        ),
    )
    for verb, label, url_name, is_open in moves:
        if is_open and may(form, verb, user):
            return label, reverse(url_name, kwargs={"reference": form.reference})
    return None


def _says(form: ConsentForm, today: Any, days_in: Any) -> str:
    days = form.days_there(today)
    there = "since today" if days == 0 else f"for {days} day{'' if days == 1 else 's'}"
    late = " Late." if is_late(form, days_in) else ""
    return f"{kinds_word(form.kinds)}, signed {short_date(form.signed_at)}. There {there}.{late}"


def _forms(count: int) -> str:
    return "1 form" if count == 1 else f"{count} forms"
