"""The policy-expiry dashboard: everything that is reviewed by a day, and when that is."""

import csv
from datetime import date
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views import View

from policies.dashboard import areas_of, figures_of, filters_of, owners_of
from policies.reviewables import Asked, Place, Row, counted, kinds, page
from policies.showing import Tag, review_tags, short
from policies.views.listing import PolicyList
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.pages.charts import Bar
from recordings_gov.pages.views.listing import EXPORT_ROWS, unformulated

CHARTED = 12
PAGE = 50
KEEPS = ("R-217",)
HEADINGS = ("What", "Kind", "Area", "Owner", "In force since", "Review due", "State", "Reference")
LABELS = {"policy": "Policy", "leaflet": "Leaflet", "risk": "Risk assessment", "registration": "Registration"}


def front(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """The dashboard for whoever may read it, the list of policies for everybody else."""
    user: Any = request.user
    view = Dashboard if user.holds("policy.dashboard") else PolicyList
    return view.as_view()(request, **kwargs)


class Dashboard(View):
    """In force, overdue, due in 30, 60 and 90 days; by owner and department; the timeline and the table.

    Rules: R-002, R-050, R-216, R-217.
    """

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page, all of it for paper, or what is filtered as CSV."""
        user: Any = request.user
        if not user.can("policy.dashboard"):
            raise PermissionDenied("The dashboard is not part of your role.")
        asked, form = self._asked(), request.GET.get("format", "")
        size = EXPORT_ROWS if form in {"csv", "print"} else PAGE
        falling = request.GET.get("sort") == "-due"
        found = page(asked, size + 1, falling=falling, after=self._after())
        shown = [row for _, row in found[:size]]
        self._log(shown, "exported" if form == "csv" else "listed")
        if form == "csv":
            return self._csv(shown, asked.today)
        more = signing.dumps(_told(found[size - 1][0]), salt="due") if len(found) > size else ""
        return render(
            request, "policies/dashboard.html", self._context(asked, shown, falling) | {"next": more}
        )

    def _asked(self) -> Asked:
        given = self.request.GET
        due = given.get("due", "")
        known = {kind.code for kind in kinds()}
        return Asked(
            user=self.request.user,
            today=clock.today(),
            kind=given.get("kind", "") if given.get("kind") in known else "",
            area=_number_or(given.get("area", ""), "trust"),
            owner=_number_or(given.get("owner", ""), "none"),
            due=due if due in {"overdue", "30", "60", "90"} else "",
        )

    def _after(self) -> Place | None:
        token = self.request.GET.get("after", "")
        if not token:
            return None
        try:
            day, position, pk = signing.loads(token, salt="due")
        except signing.BadSignature as error:
            raise Http404("That page of the list is not there.") from error
        return date.fromisoformat(day), position, pk

    def _context(self, asked: Asked, shown: list[Row], falling: bool) -> dict[str, Any]:
        groups = counted(Asked(asked.user, asked.today))
        fit = sum(_fits(group, asked) * counts.of(asked.due) for group, counts in groups.items())
        bars = [Bar(_bar(row), row.began, row.due) for row in shown[:CHARTED]]
        is_filtered = any((asked.kind, asked.area, asked.owner, asked.due))
        return {
            "today": asked.today,
            "figures": figures_of(groups, asked.today),
            "filters": filters_of(groups, asked),
            "areas": areas_of(groups),
            "owners": owners_of(groups),
            "bars": bars,
            "rows": [_cells(row, asked.today) for row in shown],
            "count": f"{fit:,}",
            "is_filtered": is_filtered,
            "falling": falling,
            "rules": KEEPS,
            "charted": len(bars),
        }

    def _log(self, shown: list[Row], about: str) -> None:
        models = {kind.code: kind.rows(self.request.user).model for kind in kinds()}
        for code, model in models.items():
            ids = [row.pk for row in shown if row.kind == code]
            if ids:
                log.read_list(model, ids, about)

    def _csv(self, shown: list[Row], today: date) -> HttpResponse:
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="reviews-due-{today:%Y-%m-%d}.csv"'
        writer = csv.writer(response)
        writer.writerow(HEADINGS)
        for row in shown:
            cells = _cells(row, today)
            state = ", ".join(tag.text for tag in cells["tags"])
            whose = (row.area, cells["owner"], cells["since"], cells["due"])
            line = (f"{row.title}, {row.part}", cells["kind"], *whose, state, row.reference)
            writer.writerow([unformulated(cell) for cell in line])
        return response


def _told(place: Place) -> list[Any]:
    return [place[0].isoformat(), *place[1:]]


def _number_or(given: str, word: str) -> str:
    return given if given == word or given.isdecimal() else ""


def _fits(group: Any, asked: Asked) -> bool:
    kind, department, _, owner, _ = group
    area = "trust" if department is None else str(department)
    whose = "none" if owner is None else str(owner)
    return asked.kind in ("", kind) and asked.area in ("", area) and asked.owner in ("", whose)


def _bar(row: Row) -> str:
    words, _, rest = row.part.partition(" ")
    part = f"{words.lower() if words.isalpha() else words} {rest}".strip()
    return f"{row.title}, {part}" if part else row.title


def _cells(row: Row, today: date) -> dict[str, Any]:
    kind = next(each for each in kinds() if each.code == row.kind)
    return {
        "title": row.title,
        "part": row.part,
        "kind": LABELS.get(row.kind, kind.label),
        "area": row.area,
        "owner": row.owner_name or "No owner",
        "since": short(row.began, row.began_as),
        "due": short(row.due, row.due_as),
        "tags": (Tag("In force", "green"), *review_tags(row.due, today)),
        "url": kind.address(row.reference),
    }
