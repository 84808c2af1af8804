"""The inbox of the two offices: approve in place, reject with the reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from consent.forms.registration import RejectForm
from consent.models import Approval, Office, Registration, RegistrationStatus
from consent.models.registration_approval import office_of
from consent.views.registration_row import row_for
from consent.views.showing_registration import mark_missing
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.views import Door, StepView
from recordings_gov.workflow import WrongState

MOST = 50
SHOWN = (("mine", "Waiting for {office}"), ("all", "All waiting"))
ORDERS = (("longest", "Longest wait first"), ("ready", "Ready to go active first"))


def office_asked(request: HttpRequest) -> Office:
    """The office whose inbox this is; raises PermissionDenied for an office that is not theirs."""
    asked = request.POST.get("office") or request.GET.get("office") or ""
    user: Any = request.user
    office = Office(asked) if asked in Office.values else office_of(user)
    if office is None or not user.holds(office.right):
        raise PermissionDenied("Approving for this office is not part of your role.")
    return office


def inbox_counts(user: Any, office: Office) -> dict[str, int]:
    """How many this person decided today, and how many still wait for the office."""
    day = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    rejected = Registration.objects.filter(status=RegistrationStatus.REJECTED, decided_by=user)
    done = Approval.objects.standing().filter(approver=user, at__gte=day).count()
    done += rejected.filter(changed_at__gte=day).count()
    waiting = Registration.objects.waiting_for(office).count()
    return {"done": done, "waiting": waiting, "total": done + waiting}


class RegistrationInbox(View):
    """What waits for the office, each with its buttons or with the reason why there is none."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The whole list, longest wait first unless asked otherwise."""
        office = office_asked(request)
        user = request.user
        shown = request.GET.get("show") if request.GET.get("show") in dict(SHOWN) else "mine"
        order = request.GET.get("sort") if request.GET.get("sort") in dict(ORDERS) else "longest"
        visible = Registration.objects.visible_to(user)
        rows = (
            visible.filter(status=RegistrationStatus.SUBMITTED)
            if shown == "all"
            else visible.waiting_for(office)
        )
        found = mark_missing(list(_with_people(rows).order_by("submitted_at", "pk")[:MOST]))
        cards = [row_for(row, user, office) for row in found]
        if order == "ready":
            cards.sort(key=lambda card: sum(state != "Approved" for _, state, _, _ in card["offices"]))
        if found:
            log.read_list(Registration, [row.pk for row in found])
        context = {
            "office": office,
            "cards": cards,
            "counts": inbox_counts(user, office),
            "shown": shown,
            "order": order,
            "shows": [(value, label.format(office=office.label)) for value, label in SHOWN],
            "orders": ORDERS,
            "decided": _decided_today(user, office),
            "most": MOST,
        }
        return render(request, "consent/registration_inbox.html", context)


def _with_people(rows: Any) -> Any:
    return rows.select_related("applicant", "decided_by").prefetch_related(
        "approvals__approver", "assessments__assessed_by"
    )


def _decided_today(user: Any, office: Office) -> list[dict[str, Any]]:
    day = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    approved = Approval.objects.standing().filter(approver=user, at__gte=day).values("registration")
    visible = _with_people(Registration.objects.visible_to(user))
    mine = visible.filter(pk__in=approved) | visible.filter(
        status=RegistrationStatus.REJECTED, decided_by=user, changed_at__gte=day
    )
    rows = mark_missing(list(mine.order_by("changed_at")[:MOST]))
    return [row_for(row, user, office) for row in rows]


class Deciding(Door):
    """What approving and rejecting share: the answer is the row as it stands now."""

    model = Registration
    action = "registration.decide"

    def rows(self) -> Any:
        """With people and approvals at hand."""
        return _with_people(super().rows())

    def shown(self, office: Office, status: int = 200, refused: tuple[str, ...] = ()) -> HttpResponse:
        """The row for htmx to put in its place, with the new counts beside."""
        record = self.rows().get(pk=self.record.pk)
        card = row_for(record, self.request.user, office)
        context = {
            "card": card,
            "refused": refused,
            "swapped": True,
            "counts": inbox_counts(self.request.user, office),
            "office": office,
        }
        return render(self.request, "consent/registration_answer.html", context, status=status)

    def back(self, office: Office) -> HttpResponse:
        """To the inbox, at what comes next; to the registration when one came from there."""
        if self.request.POST.get("from") == "detail":
            return HttpResponseRedirect(self.record.get_absolute_url())
        after = Registration.objects.waiting_for(office).order_by("submitted_at", "pk").first()
        place = f"#reg-{after.reference}" if after else ""
        return HttpResponseRedirect(f"{reverse('consent:registration-inbox')}?office={office}{place}")


class ApproveRegistration(Deciding):
    """Approve what was seen, for one office. Rules: R-115."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Done, or the state it has now: never done twice."""
        office = office_asked(request)
        try:
            self.record.approve(by=request.user, office=office, seen=request.POST.get("seen", ""))
        except ValidationError as error:
            return self.refused(office, error)
        if request.headers.get("HX-Request"):
            return self.shown(office)
        now = self.record.get_status_display().lower()
        messages.success(request, f"Approved for {office.label}. It is {now} now.")
        return self.back(office)

    def refused(self, office: Office, error: ValidationError) -> HttpResponse:
        """409 with the state as it is now, in its row or on a page of its own."""
        says = tuple(error.messages)
        self.record.refresh_from_db()
        if self.request.headers.get("HX-Request"):
            return self.shown(office, status=409, refused=says)
        is_late = isinstance(error, WrongState)
        template = "pages/conflict.html" if is_late else "consent/registration_refused.html"
        card = row_for(self.rows().get(pk=self.record.pk), self.request.user, office)
        context = {
            "reference": self.record.reference,
            "status": self.record.get_status_display(),
            "colour": card["colour"],
            "says": " ".join(says),
            "reasons": says,
            "record_url": self.record.get_absolute_url(),
        }
        return render(self.request, template, context, status=409)


class RejectRegistration(StepView, Deciding):
    """Turn it down; the applicant reads the reason. Rules: R-115."""

    model = Registration
    action = "registration.decide"
    form_class = RejectForm
    template_name = "consent/registration_reject.html"
    step = "reject"
    heading = "Reject the application"
    button = "Reject the application"
    done = "Rejected. The applicant can read your reason."

    def page(self, form: forms.Form, status: int = 200, kept: bool = False, again: str = "") -> HttpResponse:
        """In place for htmx, a page of its own otherwise."""
        if self.request.headers.get("HX-Request"):
            self.template_name = "consent/registration_reject_in_place.html"  # type: ignore[misc]
        return super().page(form, status, kept, again)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The row as it is now for htmx, the inbox otherwise."""
        response = super().post(request, **kwargs)
        if isinstance(response, HttpResponseRedirect) and request.headers.get("HX-Request"):
            list(messages.get_messages(request))
            answer = self.shown(office_asked(request))
            answer["HX-Retarget"], answer["HX-Reswap"] = f"#reg-{self.record.reference}", "outerHTML"
            return answer
        return response

    def success_url(self) -> str:
        """Back to what comes next."""
        return str(self.back(office_asked(self.request)).headers["Location"])

    def context(self) -> dict[str, Any]:
        """Whose application it is."""
        return super().context() | {"office": office_asked(self.request)}
