"""The calendar of reviews: by month, as a list, and as a feed behind a person's own secret address."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from policies import due_days
from policies.models import CalendarToken
from policies.models.dates import Precision, last_day
from recordings_gov import clock
from recordings_gov.clock import months_after

LISTED_MONTHS = 12
FEED_SECONDS = 3600


class ReviewCalendar(View):
    """What falls due in a month, or in the year from that month on as a list. Rules: R-050, R-216."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The month asked for, else this one."""
        today = clock.today()
        month = due_days.month_of(request.GET.get("month", ""), today)
        as_list = request.GET.get("view") == "list"
        last = last_day(months_after(month, LISTED_MONTHS - 1 if as_list else 0), Precision.MONTH)
        found = due_days.entries(request.user, month, last, today)
        given = {
            "month": month,
            "last": last,
            "today": today,
            "as_list": as_list,
            "entries": found,
            "weeks": [] if as_list else due_days.weeks_of(month, found, today),
            "before": f"{months_after(month, -1):%Y-%m}",
            "after": f"{months_after(month, 1):%Y-%m}",
        }
        return render(request, "policies/calendar.html", given)


class CalendarAddress(View):
    """The person's own address of the feed: made, told once, and ended here."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Whether there is one; never what it is."""
        return self._page()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A new one, which ends the old one; or the end of it."""
        if "end" in request.POST:
            CalendarToken.end(by=request.user)
            messages.success(request, "Calendar address ended")
            return HttpResponseRedirect(reverse("policies:calendar-address"))
        token = CalendarToken.make(by=request.user)
        path = reverse("policies:calendar-feed", kwargs={"token": token})
        return self._page(told=f"{settings.PUBLIC_BASE_URL}{path}")

    def _page(self, told: str = "") -> HttpResponse:
        standing = CalendarToken.objects.standing().filter(person=self.request.user).first()
        return render(self.request, "policies/calendar_address.html", {"standing": standing, "told": told})


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The feed of whoever made this address; 404 when it was ended, or they may not read it any more."""
    person = CalendarToken.objects.opened_by(token)
    if person is None:
        raise Http404("No such calendar.")
    body = due_days.feed(person, clock.today(), clock.now())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="policy-reviews.ics"'
    response["Cache-Control"] = f"private, max-age={FEED_SECONDS}"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
