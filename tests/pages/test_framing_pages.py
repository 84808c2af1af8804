"""The frame: who is signed in, what was done, what is wrong, and pages that need no frame at all."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from tests.pages.sampler import LaidOut, Said, pages, rendered

PAGE = '{% extends "base.html" %}{% block title %}Requests{% endblock %}'
FORM = '{% extends "pages/form.html" %}'


def test_the_header_names_the_person_and_signs_out_by_post():
    page = rendered(PAGE)
    assert "Robin Sample, radiographer" in page
    assert 'action="/accounts/logout/" method="post"' in page
    assert page.count('name="csrfmiddlewaretoken"') == 1


def test_the_menu_marks_where_you_are():
    page = rendered(PAGE)
    assert page.count("nhsuk-header__navigation-item--current") == 1
    assert '<a class="nhsuk-header__navigation-link" href="/Requests/" aria-current="true">' in page


def test_everybody_signs_out_with_a_token_of_their_own_though_the_header_is_kept():
    tokens = {re.search(r'csrfmiddlewaretoken" value="(\w{64})"', rendered(PAGE)).group(1) for _ in range(2)}
    assert len(tokens) == 2


def test_a_page_with_an_error_says_so_in_its_title():
    assert "<title>Requests – Recording governance</title>" in rendered(PAGE)
    assert "<title>Error: Log it –" in rendered(FORM, heading="Log it", form=LaidOut({}))
    assert "<title>Error: Log it –" in rendered(FORM, heading="Log it", form=LaidOut(), again="Check it")
    assert "<title>Log it –" in rendered(FORM, heading="Log it", form=LaidOut())


def test_the_summary_stands_before_the_heading():
    page = pages()["wrong"]
    assert page.index("There is a problem") < page.index("<h1")
    assert page.count("There is a problem") == 1


def test_each_message_is_a_banner_and_stays_text():
    page = rendered(PAGE, messages=[Said("Saved <b>", "success"), Said("Owed", "warning")])
    assert "nhsuk-notification-banner--success" in page
    assert "Saved &lt;b&gt;" in page
    assert 'id="banner-0"' in page
    assert 'id="banner-1"' in page


def test_the_demonstration_says_that_it_is_one_and_the_real_service_does_not():
    assert "Demonstration." in rendered(PAGE)
    assert "emonstration" not in rendered(PAGE, demonstration=False)


def test_a_form_carries_its_key_and_where_its_draft_is_kept():
    page = pages()["form"]
    assert 'name="idempotency_key" value="a-key"' in page
    assert "data-keep-trying" in page
    assert 'data-draft-url="/pages/draft/"' in page
    assert 'name="draft_form" value="x"' in page


def test_a_public_page_knows_nobody_and_asks_for_no_session():
    class Untouchable:
        def __getattr__(self, name: str) -> None:
            raise AssertionError(f"a public page asked for {name}")

    request = Untouchable()
    template = Template('{% extends "public_base.html" %}{% block title %}Leaflet{% endblock %}')
    page = template.render(Context({"request": request, "user": request, "messages": request}))
    assert "Sign out" not in page
    assert "csrf" not in page


@pytest.mark.parametrize("status", ["400", "403", "404", "500", "503"])
def test_an_error_page_needs_no_context(status):
    page = render_to_string(f"{status}.html")
    assert "<h1" in page
    assert "Go to the home page" in page


@pytest.mark.parametrize("status", ["500", "503"])
def test_a_page_for_a_broken_server_asks_nothing_of_the_server(status, settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "no.such.Storage"}}
    assert "/static/app.css" in render_to_string(f"{status}.html")


def test_a_refusal_says_why_as_text():
    assert "Ask &lt;b&gt;" in render_to_string("403.html", {"why": "Ask <b>"})


@pytest.mark.parametrize(
    "template", ["account/login", "account/logout", "account/reauthenticate", "mfa/index"]
)
def test_sign_in_pages_have_the_same_frame(template):
    page = render_to_string(f"{template}.html", {"form": LaidOut(), "user": None})
    assert "nhsuk-header" in page
    assert page.count("<h1") == 1
