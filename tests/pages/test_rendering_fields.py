"""Every kind of field: labelled, described, linked from the summary, and never with an id used twice."""

import pytest
from django import forms
from django.forms import formset_factory
from django.template import engines

from recordings_gov.pages.nhsuk.errors import error_summary
from recordings_gov.pages.nhsuk.fields import render_field
from recordings_gov.pages.nhsuk.widgets import CountedTextarea, Radios, RadioTiles
from tests.pages.sampler import Elements, Everything, LaidOut, pages, rendered

FILTER = "{% load crispy_forms_tags %}{{ form|crispy }}"
CRISPY = "{% load crispy_forms_tags %}{% crispy form %}"


@pytest.mark.parametrize("name", pages())
def test_no_page_uses_an_id_twice(name):
    ids = Elements(pages()[name]).every("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", pages())
def test_whatever_points_to_an_id_finds_it(name):
    page = Elements(pages()[name])
    ids = set(page.every("id"))
    kinds = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls")
    pointed = {ref for kind in kinds for value in page.every(kind) for ref in value.split()}
    pointed |= {href[1:] for href in page.every("href") if href.startswith("#")}
    assert pointed <= ids


def test_every_wrong_field_has_a_link_that_leads_to_its_own_input():
    form = Everything({})
    page = Elements(str(error_summary(form)) + rendered(CRISPY, form=LaidOut({})))
    links = [href[1:] for href in page.every("href") if href.startswith("#")]
    inputs = {
        attrs["id"] for tag in ("input", "select", "textarea") for attrs in page.named(tag) if "id" in attrs
    }
    assert len(links) == len(form.errors)
    assert set(links) <= inputs


@pytest.mark.parametrize("name", [name for name in Everything.base_fields if name != "kept"])
def test_a_wrong_field_says_so_beside_itself(name):
    form = Everything({"recorder_name": ""})
    form.add_error(name, "Say it another way")
    assert "Say it another way" in render_field(form[name])
    assert "nhsuk-form-group--error" in render_field(form[name])


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("name", 'type="text"'),
        ("email", 'autocomplete="email"'),
        ("secret", 'data-module="nhsuk-password-input"'),
        ("age", 'inputmode="numeric"'),
        ("born", 'name="born_month"'),
        ("site", "<select"),
        ("sure", "nhsuk-radios--inline"),
        ("uses", "Needs a link"),
        ("told_them", 'type="checkbox"'),
        ("medium", "app-tiles app-tiles--4"),
        ("subject", "app-tile__hint"),
        ("told", 'data-behaviour="inclusive"'),
        ("why", 'data-maxlength="500"'),
        ("note", 'rows="5"'),
        ("scan", 'type="file"'),
    ],
)
def test_each_kind_of_field_is_its_component(name, markup):
    assert markup in render_field(Everything()[name])


def test_nothing_is_chosen_beforehand():
    page = Elements(rendered(CRISPY, form=LaidOut()))
    assert not page.every("checked")


def test_what_was_chosen_is_still_chosen():
    form = Everything(
        {"medium": ["video"], "site": "north", "sure": "no", "age": "x", "why": "So <b>that</b>"}
    )
    assert 'value="video" checked' in render_field(form["medium"])
    assert 'value="north" selected' in render_field(form["site"])
    assert 'value="no" checked' in render_field(form["sure"])
    assert 'value="x"' in render_field(form["age"])
    assert "So &lt;b&gt;that&lt;/b&gt;</textarea>" in render_field(form["why"])


def test_a_password_is_never_sent_back():
    assert "hunter2" not in render_field(Everything({"secret": "hunter2"})["secret"])


def test_typed_and_stored_text_never_becomes_markup():
    class Hostile(forms.Form):
        free = forms.CharField(label="<b>label</b>", help_text="<b>hint</b>", initial='"><b>value</b>')
        tiles = forms.ChoiceField(
            choices=[("<b>", "<b>text</b>")],
            widget=RadioTiles(hints={"<b>": "<b>hint</b>"}),
            label="<b>x</b>",
        )
        plain = forms.ChoiceField(
            choices=[("<b>", "<b>text</b>")], widget=Radios(hints={"<b>": "<b>hint</b>"})
        )
        long = forms.CharField(widget=CountedTextarea(10), initial="</textarea><b>", help_text="<b>")

    form = Hostile({"free": "<b>", "tiles": "<b>wrong", "long": "</textarea><b>"})
    form.add_error("long", "<b>error</b>")
    assert "<b>" not in rendered(FILTER, form=form)
    assert "<b>" not in rendered(FILTER, form=Hostile())
    assert "<b>" not in error_summary(form)


def test_an_answer_opens_its_question_and_the_server_marks_it_closed():
    closed = rendered(CRISPY, form=LaidOut())
    opened = rendered(CRISPY, form=LaidOut({"recorder": "other"}))
    assert "nhsuk-radios__conditional--hidden" in closed
    assert "nhsuk-radios__conditional--hidden" not in opened


def test_a_formset_draws_its_forms_each_with_ids_of_its_own():
    class Person(forms.Form):
        name = forms.CharField()

    formset = formset_factory(Person, extra=2)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    )
    formset.forms[0].empty_permitted = False
    page = rendered("{% load crispy_forms_tags %}{% crispy formset %}", formset=formset)
    ids = Elements(page).every("id")
    assert {"id_form-0-name", "id_form-1-name", "id_form-TOTAL_FORMS"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert 'href="#id_form-0-name"' in error_summary(formset)


def test_an_empty_field_asks_for_its_answer_by_name():
    errors = {name: said[0] for name, said in Everything({}).errors.items()}
    assert errors["name"] == "Enter the name"
    assert errors["site"] == "Choose the site"
    assert errors["sure"] == "Answer: Are you sure?"
    assert errors["told"] == "Tick what you said"
    assert errors["told_them"] == "Tick to say: I have told them"
    assert errors["why"] == "Say why"
    assert errors["scan"] == "Choose a file for the signed form"
    assert errors["born"] == "Enter date of birth"


def test_no_error_is_left_that_only_says_required():
    assert not [said for said in Everything({}).errors.values() if "required" in said[0]]


def test_the_templates_of_the_pack_load():
    for name in ("errors", "errors_formset", "uni_form", "uni_formset", "inputs", "layout/fieldset"):
        assert engines["django"].get_template(f"nhsuk/{name}.html")
