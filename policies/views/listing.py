"""The list of policies in force, with what is due when; and the versions being prepared."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from policies.models import PolicyVersion
from policies.models.versionstatus import OVER
from policies.reviewables import BANDS
from policies.showing import Named, short, tags_of
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.pages.views import Column, Filter, ListView

KEEPS = ("R-217",)


def _band(first: int, last: int) -> Q:
    today = clock.today()
    return Q(review_due_on__range=(today + timedelta(days=first), today + timedelta(days=last)))


def _due(rows: Any, value: str) -> Any:
    """Overdue, or due in one of the bands. Rules: R-216, R-217."""
    if value == "overdue":
        return rows.overdue(clock.today())
    first, last = next((first, last) for name, _, first, last in BANDS if name == value)
    return rows.filter(_band(first, last))


def _area(rows: Any, value: str) -> Any:
    return rows.filter(policy__department=None if value == "trust" else int(value))


def _owner(rows: Any, value: str) -> Any:
    return rows.filter(owner=int(value))


def _state(status: str, due: date | None) -> Any:
    return tags_of(status, due, clock.today())


class PolicyList(ListView):
    """Every policy in force, soonest review first. Rules: R-216, R-217."""

    model = PolicyVersion
    action = "policy.view"
    template_name = "policies/policy_list.html"
    heading = "Policies and when they are due"
    empty = "No policy is in force yet."
    order = "review_due_on"
    export_name = "policies"
    columns = (
        Column("Policy", ("policy__title", "number", "policy__department__name"), Named),
        Column("Owner", ("owner__name",), lambda name: name or "No owner", wide_only=True),
        Column("In force since", ("in_force_from", "in_force_precision"), short, wide_only=True),
        Column("Review due", ("review_due_on", "review_due_precision"), short, sort="review_due_on"),
        Column("State", ("status", "review_due_on"), _state),
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The choices of area and owner are those that there are."""
        super().setup(request, *args, **kwargs)
        areas = Department.objects.order_by("name").values_list("pk", "name")
        owners = PolicyVersion.objects.in_force().filter(owner__isnull=False).order_by("owner__name")
        people = owners.values_list("owner", "owner__name").distinct()[:100]
        due = [("", "Any date"), ("overdue", "Overdue"), *((name, words) for name, words, _, _ in BANDS)]
        self.filters = (  # type: ignore[misc]  # these choices are of this moment
            Filter("area", "Area", [("", "All areas"), ("trust", "Trust-wide"), *_texts(areas)], _area),
            Filter("due", "Review", due, _due),
            Filter("owner", "Owner", [("", "Anyone"), *_texts(people)], _owner),
        )

    def rows(self) -> Any:
        """Those that hold now, overdue or not."""
        return super().rows().in_force()

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The version's own page."""
        return reverse("policies:version-detail", kwargs={"reference": row[1]})

    def context(self) -> dict[str, Any]:
        """The day, and the rule that keeps an overdue policy in force."""
        return {"today": clock.today(), "rules": KEEPS}


def _texts(pairs: Any) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in pairs]


class DraftList(ListView):
    """Versions on their way into force, newest first."""

    model = PolicyVersion
    action = "policy.dashboard"
    template_name = "policies/sub_list.html"
    heading = "Policies being prepared"
    empty = "No version is being prepared."
    order = "-created_at"
    export_name = "policies-being-prepared"
    columns = (
        Column("Policy", ("policy__title", "number", "policy__department__name"), Named),
        Column("Drafted by", ("drafted_by__name",), wide_only=True),
        Column("State", ("status", "review_due_on"), _state),
    )

    def rows(self) -> Any:
        """Those not in force yet."""
        return super().rows().exclude(status__in=OVER)

    def url_of(self, row: tuple[Any, ...]) -> str:
        """The version's own page."""
        return reverse("policies:version-detail", kwargs={"reference": row[1]})
