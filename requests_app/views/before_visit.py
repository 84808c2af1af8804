"""Before a visit: a public page that knows nobody, and the code that it gives."""

from typing import Any

import segno
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from requests_app import home_words
from requests_app.forms.home import HomeForm, new_token, page_of
from requests_app.limiting import is_too_often
from requests_app.models.home_code import HomeCode, SentBefore

TOO_OFTEN = "Too many codes were asked for from where you are. Wait ten minutes, then send it again"
BEFORE = "This page was sent before with other choices. Send it again for another code"


# No cookie comes with a post here, so another site could ask for nothing that its reader cannot.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def before_your_visit(request: HttpRequest) -> HttpResponse:
    """Say at home that one would like to record, and get a code to show at the scanner.

    No account, no cookie, no words of one's own: fixed choices under a code that names nobody.
    Rules: R-017.
    """
    response = _asked(request) if request.method == "POST" else _page(request, HomeForm())
    response["Cache-Control"] = "no-store"
    return response


def _asked(request: HttpRequest) -> HttpResponse:
    form = HomeForm(request.POST)
    if is_too_often(request):
        return _page(request, form, 429, TOO_OFTEN)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        code = HomeCode.objects.give(page_of(request.POST.get("token", "")), dict(form.cleaned_data))
    except (ValidationError, SentBefore) as error:
        why = BEFORE if isinstance(error, SentBefore) else " ".join(error.messages)
        return _page(request, form, 422, why)
    return render(
        request,
        "public/before_visit_code.html",
        {"code": code, "picture": picture_of(code.code), "said": home_words.said(code.chosen)},
    )


def _page(request: HttpRequest, form: HomeForm, status: int = 200, problem: str = "") -> HttpResponse:
    given: dict[str, Any] = {"form": form, "token": new_token(), "problem": problem}
    return render(request, "public/before_visit.html", given, status=status)


def picture_of(code: str) -> SafeString:
    """The code as a QR code, drawn in the page: text alone, never an address."""
    drawn = segno.make(code, error="q", micro=False)
    return SafeString(
        drawn.svg_inline(border=4, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True)
    )
