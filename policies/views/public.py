"""Pages for everybody: published policy and leaflets, read-only, without session or cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policies import contents
from policies.documents import leaflet_pdf, leaflet_sections, leaflet_values, policy_facts
from policies.models import LeafletEdition, PolicyVersion
from policies.placeholders import contacts_of
from policies.text import html
from recordings_gov import clock

FRESH = "public, max-age=300"
Page = Callable[..., HttpResponse]


def public(page: Page) -> Page:
    """Anyone may open it and anything between may keep it for five minutes; nobody is known."""

    @wraps(page)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = page(request, **kwargs)
        response["Cache-Control"] = FRESH if response.status_code == 200 else "no-store"
        return response

    return login_not_required(require_safe(answer))


@public
def index(request: HttpRequest) -> HttpResponse:
    """What there is to read. Rules: R-042."""
    editions = LeafletEdition.objects.published().select_related("leaflet").order_by("leaflet__title", "pk")
    versions = PolicyVersion.objects.in_force().select_related("policy__department").order_by("policy__title")
    return render(request, "public/index.html", {"editions": editions[:200], "versions": versions[:200]})


@public
def leaflet(request: HttpRequest, slug: str) -> HttpResponse:
    """One leaflet as it is on show. Rules: R-002, R-042."""
    edition = _edition(slug)
    if edition is None:
        return nothing(request)
    values = leaflet_values(edition)
    policy = edition.leaflet.policy
    return render(
        request,
        "public/leaflet.html",
        {
            "edition": edition,
            "values": values,
            "sections": leaflet_sections(edition),
            "policy_version": policy.in_force if policy else None,
            "is_overdue": bool(edition.review_due_on and edition.review_due_on < clock.today()),
        },
    )


@public
def leaflet_document(request: HttpRequest, slug: str) -> HttpResponse:
    """The same leaflet on A5. Rules: R-002."""
    edition = _edition(slug)
    if edition is None:
        return nothing(request)
    response = HttpResponse(leaflet_pdf(edition).content(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response


@public
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """The policy that is in force, overdue or not. Rules: R-042, R-217."""
    rows = PolicyVersion.objects.in_force().select_related("policy__department__site", "owner")
    version = rows.filter(policy__slug=slug).first()
    if version is None:
        return nothing(request)
    values = contents.values_of(version)
    return render(
        request,
        "public/policy.html",
        {
            "version": version,
            "organisation_name": contacts_of(version.policy.department).get("organisation_name", ""),
            "facts": policy_facts(version, values),
            "sections": [part | {"html": html(part["body"])} for part in contents.sections_of(version)],
            "is_overdue": version.days_overdue(clock.today()) > 0,
            "leaflets": LeafletEdition.objects.published()
            .filter(leaflet__policy=version.policy)
            .select_related("leaflet"),
        },
    )


@public
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What is not there, and what is not published, look the same."""
    return render(request, "public/nothing.html", status=404)


def _edition(slug: str) -> LeafletEdition | None:
    rows = LeafletEdition.objects.published().filter(leaflet__slug=slug, format="standard", language="en-GB")
    found: LeafletEdition | None = rows.select_related("leaflet__department__site", "leaflet__policy").first()
    return found
