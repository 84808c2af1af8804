"""Quarantine: in by hand, the list without contents, open on a ground, looked at, out by two."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from consent.custody_report import facts_of
from consent.forms import quarantine as asked
from consent.forms.keeping import DecideForm
from consent.models import Found, QuarantineOpening, Recording
from consent.views.keeping import KeepingStep
from consent.views.showing_keeping import address
from consent.views.showing_quarantine import openings_of, releases_of, shut_facts, steps_in
from recordings_gov.audit import log
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Column, Door, ListView, RecordView


class PlaceInQuarantine(KeepingStep):
    """Out of the record and of every search at once. Rules: R-155."""

    action = "quarantine.place"
    form_class = asked.PlaceForm
    step = "quarantine"
    heading = "Place it in quarantine"
    button = "Place it in quarantine"
    done = "It is in quarantine. Nobody in a clinical or Media Studio role sees it now."
    consequence = "It is kept, out of the record and of every search. Only two people can let it out again."

    def success_url(self) -> str:
        """Away from what is shut now."""
        return reverse("consent:overview")


class QuarantineList(ListView):
    """What is in quarantine, never what it shows. Conflict: C-12."""

    model = Recording
    action = "quarantine.list"
    template_name = "consent/quarantine_list.html"
    heading = "In quarantine"
    empty = "Nothing is in quarantine."
    export_name = "quarantine"
    order = "-quarantined_at"
    columns = (
        Column("Recording", ("reference",)),
        Column("Since", ("quarantined_at",), date_and_time, sort="quarantined_at", wide_only=True),
        Column("Why", ("quarantine_reason",)),
        Column("Department", ("department__name",), wide_only=True),
        Column("Legal hold", ("under_legal_hold",), lambda held: "Yes" if held else "No", wide_only=True),
        Column(
            "Fingerprint",
            ("fingerprint_check__found",),
            lambda found: str(Found(found).label) if found else "Not compared",
            wide_only=True,
        ),
    )

    def rows(self) -> Any:
        """Only for who may list it."""
        return Recording.objects.in_quarantine_for(self.request.user)

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The entry without contents."""
        return reverse("consent:quarantine-detail", kwargs={"reference": row[1]})


class QuarantineDetail(RecordView):
    """One entry in quarantine: since when, why, who has opened it; never what it shows. Conflict: C-12."""

    model = Recording
    action = "quarantine.list"
    template_name = "consent/quarantine_detail.html"

    def rows(self) -> Any:
        """Only for who may list it."""
        rows = Recording.objects.in_quarantine_for(self.request.user)
        return rows.select_related("department", "quarantined_by", "fingerprint", "fingerprint_check")

    def context(self) -> dict[str, Any]:
        """Facts, openings, proposals and steps."""
        user: Any = self.request.user
        return super().context() | {
            "facts": shut_facts(self.record),
            "openings": openings_of(self.record),
            "releases": releases_of(self.record),
            "steps": steps_in(self.record, user),
        }


class QuarantineStep(KeepingStep):
    """A step on an entry in quarantine."""

    def rows(self) -> Any:
        """Only for who may list it."""
        return Recording.objects.in_quarantine_for(self.request.user)

    def success_url(self) -> str:
        """Back to the entry without contents."""
        return address("quarantine-detail", self.record)

    def context(self) -> dict[str, Any]:
        """The way back leads there, too."""
        return super().context() | {"back_url": address("quarantine-detail", self.record)}


class OpenInQuarantine(QuarantineStep):
    """One named entry, on one ground, for half an hour. Conflict: C-12."""

    action = "quarantine.list"
    form_class = asked.OpenForm
    template_name = "consent/quarantine_open.html"
    step = "open_in_quarantine"
    heading = "Open one entry in quarantine"
    button = "Open it"
    done = "Open for half an hour. Another person looks at why."
    consequence = "Your name, the ground and your reason are written down before you see anything."

    def rows(self) -> Any:
        """Only for who may open it."""
        return Recording.objects.to_open_in_quarantine(self.request.user)

    def success_url(self) -> str:
        """What was opened."""
        return address("quarantine-content", self.record)


class QuarantineContent(Door):
    """What it shows, to who has just opened it; everybody else goes and says why first. Conflict: C-12."""

    model = Recording
    action = "quarantine.list"

    def rows(self) -> Any:
        """Only for who may open it."""
        rows = Recording.objects.to_open_in_quarantine(self.request.user)
        return rows.select_related("patient", "form", "registration", "captured_by")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The facts, once the opening is written down."""
        opening = self.record.opening_of(request.user)
        if opening is None:
            return HttpResponseRedirect(address("quarantine-open", self.record))
        log.read(self.record)
        given = {
            "record": self.record,
            "opening": opening,
            "facts": [row for row in facts_of(self.record) if row[1]],
        }
        return render(request, "consent/quarantine_content.html", given)


class ReviewOpening(QuarantineStep):
    """Another person than who opened it. Conflict: C-12."""

    action = "quarantine.review"
    form_class = asked.ReviewOpeningForm
    step = "review_opening"
    heading = "Look at an opening of quarantine"
    button = "Save what you found"
    done = "Saved."

    def rows(self) -> Any:
        """What was opened, also for who lists nothing else, and after it has come out again."""
        user: Any = self.request.user
        opened = QuarantineOpening.objects.values("recording")
        return (
            Recording.objects.filter(pk__in=opened) if user.holds(self.action) else Recording.objects.none()
        )

    def context(self) -> dict[str, Any]:
        """Who opened it, when, and why."""
        row = self.record.openings.filter(reviewed_at=None).exclude(by=self.request.user).first()
        lead = (
            f"{row.by} opened it on {date_and_time(row.at)}: {row} ({row.ground_reference}). {row.reason}"
            if row
            else "No opening by somebody else waits for a look."
        )
        return super().context() | {"lead": lead, "back_url": reverse("home")}

    def success_url(self) -> str:
        """Home, where the next one waits."""
        return reverse("home")


class ProposeRelease(QuarantineStep):
    """The first of two. Rules: R-155, R-171."""

    action = "quarantine.propose_release"
    form_class = asked.ProposeReleaseForm
    step = "propose_release"
    heading = "Propose to let it out of quarantine"
    button = "Propose it"
    done = "Proposed. The Caldicott Guardian decides."
    consequence = "It comes out to be held by Media Studio, and no further."


class DecideRelease(QuarantineStep):
    """The second. Rules: R-155, R-171."""

    action = "quarantine.confirm_release"
    form_class = DecideForm
    step = "decide_release"
    heading = "Decide on a release from quarantine"
    button = "Save your decision"
    done = "Your decision is kept."
    consequence = "A yes lets it out to be held by Media Studio, and no further."

    def context(self) -> dict[str, Any]:
        """What was proposed, by whom, and why."""
        row = self.record.release_that_waits
        lead = f"{row.proposed_by} proposed it. {row}: {row.because}" if row else "No release is proposed."
        return super().context() | {"lead": lead}

    def success_url(self) -> str:
        """The list; it may be there no longer."""
        return reverse("consent:quarantine-list")
