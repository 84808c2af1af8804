"""The pages of this room say patient, or service user where the department chose that word."""

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from policies.leaflet_person import SERVICE_USER, SETTING, for_service_users
from recordings_gov.accounts.models import Setting
from requests_app.departments import departments_of
from requests_app.models import RecordingRequest

TAG = re.compile(r"(<[^>]*>)")
OPENS = re.compile(r"<(bdi|textarea|script|style|tbody|blockquote)\b")
READ_OUT = re.compile(r'\b(aria-label|title|alt|placeholder)="([^"]*)"')
A_NAME = re.compile(r"\bPatient,|, Patient\b")
SAID_FOR = "said_for"
KEPT_AS = "says_service_user"


def in_our_words(patterns: list[URLPattern]) -> None:
    """What these addresses answer says the department's word. Rules: R-008."""
    for pattern in patterns:
        pattern.callback = _wrapped(pattern.callback)


def _wrapped(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def said(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if _is_page(response) and says_service_user(request, kwargs.get("reference", "")):
            response.content = reworded(response.content.decode()).encode()
        return response

    return said


def _is_page(response: Any) -> bool:
    is_html = str(response.headers.get("Content-Type", "")).startswith("text/html")
    return isinstance(response, HttpResponse) and is_html and bool(response.content)


def says_service_user(request: HttpRequest, reference: str = "") -> bool:
    """Whether the other word fits: as the department of the page set it, else the Trust.

    A page of no department in particular says it as its reader's departments had it when they signed in,
    so that a list asks no question more.
    """
    said_for = getattr(request, SAID_FOR, None)
    if said_for is not None:
        return _chosen([said_for.pk])
    if not reference:
        return bool(request.session.get(KEPT_AS, False))
    return _chosen(
        RecordingRequest.objects.filter(reference=reference).values_list("department_id", flat=True)
    )


def remember_word(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Keep with the session whether all departments of whoever signs in say the other word. Rules: R-008."""
    request.session[KEPT_AS] = _chosen(each.pk for each in departments_of(user))


def _chosen(departments: Iterable[int]) -> bool:
    """Whether each of these says service user. One query where nobody set it."""
    rows: Any = Setting.objects.filter(name=SETTING).values_list("department_id", "value")
    chosen: dict[int | None, bool] = {department: value == SERVICE_USER for department, value in rows}
    if not any(chosen.values()):
        return False
    trust = chosen.get(None, False)
    here = list(departments)
    return all(chosen.get(department, trust) for department in here) if here else trust


def reworded(page: str) -> str:
    """The page's own words reworded; names, and what people wrote themselves, stay as they are. Rules: R-008.

    People's own words stand in ``<bdi>``, a text area or a quotation; addresses and field names are no words.
    """
    found, within = [], ""
    for part in TAG.split(page):
        if part.startswith("<"):
            opens = OPENS.match(part)
            if opens and not within:
                within = opens[1]
            elif within and part.startswith(f"</{within}"):
                within = ""
            found.append(READ_OUT.sub(lambda said: f'{said[1]}="{for_service_users(said[2])}"', part))
        else:
            found.append(_text(part, within))
    return "".join(found)


def _text(text: str, within: str) -> str:
    if within == "tbody" and not A_NAME.search(text):
        return for_service_users(text)
    return text if within else for_service_users(text)
