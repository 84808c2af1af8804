"""A form with every kind of field, and pages that show every pattern, without a database."""

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Column, Fieldset, Layout, Row
from django import forms
from django.template import engines
from django.template.context import make_context
from django.test import RequestFactory

from recordings_gov.pages.charts import Bar
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.layout import Quiet, Reveal, Save, Wide
from recordings_gov.pages.nhsuk.widgets import (
    Checkboxes,
    CheckboxTiles,
    CountedTextarea,
    Radios,
    RadioTiles,
    TickList,
)

YES_NO = [("yes", "Yes"), ("no", "No")]
MEDIA = [("sound", "Sound"), ("video", "Video"), ("photo", "Photo"), ("live", "Live call")]
SUBJECTS = [("talk", "The explanation"), ("exam", "The whole exam"), ("other", "Something else")]
POINTS = [("note", "A note goes in your health record"), ("private", "It is private, and yours to keep safe")]


class Everything(PlainErrors, forms.Form):
    """One field of each kind."""

    name = forms.CharField(help_text="As on the badge")
    email = forms.EmailField()
    secret = forms.CharField(widget=forms.PasswordInput, label="Password")
    age = forms.IntegerField(min_value=0)
    born = DateField(label="Date of birth", help_text="For example, 4 5 1951")
    site = forms.ChoiceField(choices=[("", "Choose a site"), ("north", "Northmere")])
    recorder = forms.ChoiceField(choices=[("patient", "Patient"), ("other", "Somebody else")], widget=Radios)
    recorder_name = forms.CharField(label="Their name", required=False)
    sure = forms.ChoiceField(choices=YES_NO, widget=Radios, label="Are you sure?")
    uses = forms.MultipleChoiceField(choices=MEDIA, widget=Checkboxes(hints={"live": "Needs a link"}))
    told_them = forms.BooleanField(label="I have told them", help_text="Say it aloud")
    medium = forms.MultipleChoiceField(
        choices=MEDIA, widget=CheckboxTiles(columns=4), label="How?", help_text="Tap all that apply"
    )
    subject = forms.ChoiceField(
        choices=SUBJECTS, widget=RadioTiles(hints={"other": "Say what"}), label="What?"
    )
    told = forms.MultipleChoiceField(
        choices=POINTS, widget=TickList(all_of_them="I said all of these"), help_text="Tick what you said"
    )
    why = forms.CharField(widget=CountedTextarea(500), label="Say why")
    note = forms.CharField(widget=forms.Textarea)
    scan = forms.FileField(label="The signed form")
    kept = forms.CharField(widget=forms.HiddenInput, required=False)


class LaidOut(Everything):
    """The same fields in a layout."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Row(Column(Wide("name", width=20)), Column("email")),
            "secret", "age", "born", "site",
            Reveal("recorder", {"other": ["recorder_name"]}),
            "sure", "uses", "told_them",
            Fieldset("At the scanner", "medium", "subject", "told"),
            "why", "note", "scan", "kept",
            ButtonHolder(Save("Save request"), Quiet("Show the answer", name="step", sends="answer")),
        )  # fmt: skip


class SomebodySignedIn:
    """A person without a database."""

    is_authenticated = True
    name = "Robin Sample"
    job_title = "radiographer"

    def can(self, action: str, record: Any = None) -> bool:
        return action == "request.log"


class Said:
    """A message of Django's messages framework."""

    def __init__(self, message: str, level_tag: str) -> None:
        self.message, self.level_tag = message, level_tag


def rendered(template: str, path: str = "/x/?area=imaging&after=abc", **context: Any) -> str:
    """A template's text rendered as a page of somebody signed in."""
    request = RequestFactory().get(path)
    request.session = {}
    frame = {
        "user": SomebodySignedIn(), "messages": [], "csrf_token": "a-token", "idle_seconds": 600,
        "demonstration": True, "organisation": "Northmere Hospitals",
        "menu": [{"label": label, "url": f"/{label}/", "current": label == "Requests"} for label in
                 ("Home", "Requests", "Consent", "Policies", "Governance", "Rulebook")],
        "footer": [{"label": "Accessibility statement", "url": "/public/accessibility/"}],
    }  # fmt: skip
    page = engines["django"].from_string(template)
    bound = make_context({"request": request, **frame, **context}, None)
    return str(page.template.render(bound))


BARS = [
    Bar("Clinical recordings of patients, v7", date(2019, 7, 31), date(2022, 7, 31)),
    Bar("Visitors filming in the birth centre, v2", date(2023, 12, 12), date(2026, 12, 12)),
    Bar("Clinical photography with the approved app, v1", date(2026, 6, 1), date(2029, 6, 1)),
]
RECORD = """{% extends "pages/two_columns.html" %}{% load pages frame nhsuk %}
{% block title %}Request{% endblock %}{% block heading %}{{ "Test, Marigold"|bdi }}: sound{% endblock %}
{% block breadcrumbs %}{% breadcrumbs "Requests" "/requests/" %}{% endblock %}
{% block headline_side %}<ul class="app-tags"><li>{% tag "Agreed" "green" %}</li></ul>{% endblock %}
{% block main %}
<div class="nhsuk-card app-card"><div class="nhsuk-card__content"><h2 class="nhsuk-heading-m">Facts</h2>
{% summary_rows facts %}</div></div>
<h2 class="nhsuk-heading-m">Overdue</h2><div class="app-due">{% tasklist tasks prefix="Next 7 days" %}</div>
{% due_chart bars today "From in force to review" "The circle is the review date." %}
{% bar_chart counts "Requests by reason" "This quarter." %}
{% endblock %}
{% block aside %}<h2 class="nhsuk-heading-m">What has happened</h2>{% timeline entries %}
{% progress 3 20 "3 decided, 17 to go" %}{% endblock %}"""
RECORD_CONTEXT: dict[str, Any] = {
    "facts": [("Patient", "Test, Marigold"), ("What", "Sound", "/correct/", "Correct", "what was recorded")],
    "tasks": [{"title": "File the note", "url": "/n/", "hint": "Owed", "status": "Due", "colour": "red"}],
    "bars": BARS,
    "today": date(2026, 11, 22),
    "counts": [("Hearing", 12), ("Memory", 7)],
    "entries": [
        {"title": "Note to be filed", "when": "Due today", "state": "next"},
        {"title": "Request logged", "when": "Today 09:12", "who": "Robin Sample", "text": "In CT 2."},
    ],
    "messages": [Said("Request logged", "success"), Said("The note is owed", "info")],
}
HEADINGS = ("Responsible department", "Consultation & agreement", "Superseded")
LIST = '{% extends "pages/list.html" %}'
LIST_CONTEXT: dict[str, Any] = {
    "heading": "Policies",
    "columns": [
        {"label": "Policy", "sort": "-title", "sorted": "ascending", "wide_only": False},
        {"label": "Owner", "sort": "", "sorted": "", "wide_only": True},
        *[{"label": label, "sort": "", "sorted": "", "wide_only": False} for label in HEADINGS],
    ],
    "rows": [{"url": "/p/1/", "cells": ["Clinical recordings", "Pat Example", *HEADINGS]}],
    "filters": [{"name": "area", "label": "Area", "choices": [("", "All"), ("i", "Imaging")], "value": "i"}],
    "count": "1",
    "next": "a:token",
}


class Elements(HTMLParser):
    """Every start tag of a page with its attributes, read the way a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def every(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.found if attribute in attrs]

    def named(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attrs for name, attrs in self.found if name == tag)


def pages() -> dict[str, str]:
    """Every sampled page by name."""
    form = '{% extends "pages/form.html" %}'
    wrong = LaidOut({"born_day": "31", "born_month": "2", "born_year": "1951", "recorder": "other"})
    keys = {"idempotency_key": "a-key", "draft_form": "x", "draft_key": ""}
    return {
        "form": rendered(form, heading="Log a request", form=LaidOut(), **keys),
        "wrong": rendered(form, heading="Log a request", form=wrong, again="Check it", **keys),
        "record": rendered(RECORD, **RECORD_CONTEXT),
        "list": rendered(LIST, **LIST_CONTEXT),
        "empty": rendered(LIST, heading="Policies", empty="No policy is overdue.", rows=[]),
        "reason": rendered('{% extends "pages/reason.html" %}', error="Write more", reason="x", record={}),
        "public": rendered(
            '{% extends "public_base.html" %}{% block title %}Leaflet{% endblock %}'
            "{% block heading %}Recording your visit{% endblock %}"
        ),
    }
