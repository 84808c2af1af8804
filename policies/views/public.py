"""Pages for everybody: published policy and leaflets, read-only, without session or cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe

from policies import contents
from policies.documents import policy_facts
from policies.languages import FIRST, languages
from policies.leaflet_documents import NotToBePrinted, Paper, leaflet_pdf, papers_of
from policies.leaflet_words import lines_of, sections_of, values_of
from policies.models import LeafletEdition, PolicyVersion
from policies.models.leaflet_status import LeafletFormat
from policies.placeholders import contacts_of
from policies.public_forms import forms_of, offers
from policies.text import html
from recordings_gov import clock

FRESH = "public, max-age=300"
Page = Callable[..., HttpResponse]


def public(page: Page) -> Page:
    """Anyone may open it and anything between may keep it for five minutes; nobody is known.

    What a reader has already is not sent again: the print of its bytes says so (ETag).
    """

    @wraps(page)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = page(request, **kwargs)
        if response.status_code != 200:
            response["Cache-Control"] = "no-store"
            return response
        response["Cache-Control"] = FRESH
        set_response_etag(response)
        same = get_conditional_response(request, etag=response["ETag"], response=response)
        return same or response

    return login_not_required(require_safe(answer))


@public
def index(request: HttpRequest) -> HttpResponse:
    """What there is to read, by language. Rules: R-011, R-042."""
    editions = _on_show().order_by("leaflet__title", "pk")[:500]
    versions = PolicyVersion.objects.in_force().select_related("policy__department").order_by("policy__title")
    return render(
        request, "public/index.html", {"shelves": offers(list(editions)), "versions": versions[:200]}
    )


@public
def by_language(request: HttpRequest, language: str) -> HttpResponse:
    """The leaflets there are in one language, in its own words."""
    tongue = languages().get(language)
    if tongue is None:
        return _nothing(request)
    editions = list(_on_show().filter(language=language).order_by("leaflet__title", "pk")[:200])
    given = {"tongue": tongue, "shelves": offers(editions), "languages": languages().values()}
    return render(request, "public/language.html", given)


@public
def leaflet(request: HttpRequest, slug: str, language: str = FIRST, form: str = "standard") -> HttpResponse:
    """One leaflet as it is on show, in one language and form. Rules: R-002, R-011, R-042."""
    edition = _edition(slug, language, form)
    if edition is None:
        return _nothing(request)
    values = values_of(edition)
    policy = edition.leaflet.policy
    others = list(_on_show().filter(leaflet=edition.leaflet).order_by("language", "format"))
    overdue = bool(edition.review_due_on and edition.review_due_on < clock.today())
    return render(
        request,
        "public/leaflet.html",
        lines_of(edition, values)
        | forms_of(edition, others)
        | {
            "edition": edition,
            "tongue": edition.tongue,
            "values": values,
            "ask": edition.tongue.said("ask", phone=values.get("department_phone", "")),
            "sections": sections_of(edition, values),
            "policy_version": policy.in_force if policy else None,
            "is_overdue": overdue,
            "may_be_printed": not overdue or edition.printing(clock.today()).verdict == "clean",
        },
    )


@public
def leaflet_document(
    request: HttpRequest, slug: str, language: str = FIRST, form: str = "standard", paper: str = Paper.A5
) -> HttpResponse:
    """The same leaflet, or its poster, to print. Rules: R-002, R-240."""
    edition = _edition(slug, language, form)
    if edition is None or paper not in papers_of(edition):
        return _nothing(request)
    try:
        document = leaflet_pdf(edition, paper)
    except NotToBePrinted:
        return render(request, "public/not_printed.html", {"edition": edition}, status=404)
    response = HttpResponse(document.content(), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}-{language}-{form}-{paper}.pdf"'
    return response


@public
def policy(request: HttpRequest, slug: str) -> HttpResponse:
    """The policy that is in force, overdue or not. Rules: R-042, R-217."""
    rows = PolicyVersion.objects.in_force().select_related("policy__department__site", "owner")
    version = rows.filter(policy__slug=slug).first()
    if version is None:
        return _nothing(request)
    values = contents.values_of(version)
    leaflets = _on_show().filter(leaflet__policy=version.policy, language=FIRST)
    return render(
        request,
        "public/policy.html",
        {
            "version": version,
            "organisation_name": contacts_of(version.policy.department).get("organisation_name", ""),
            "facts": policy_facts(version, values),
            "sections": [part | {"html": html(part["body"])} for part in contents.sections_of(version)],
            "is_overdue": version.days_overdue(clock.today()) > 0,
            "leaflets": leaflets.filter(format=LeafletFormat.STANDARD),
        },
    )


@public
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """What is not there, and what is not published, look the same."""
    return _nothing(request)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "public/nothing.html", status=404)


def _on_show() -> Any:
    related = ("leaflet__department__site", "leaflet__site", "leaflet__policy")
    return LeafletEdition.objects.published().select_related(*related)


def _edition(slug: str, language: str, form: str) -> LeafletEdition | None:
    rows = _on_show().filter(leaflet__slug=slug, language=language, format=form.replace("-", "_"))
    found: LeafletEdition | None = rows.prefetch_related("lay_reviews").first()
    return found
