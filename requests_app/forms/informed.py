"""Forms for what the patient was told and given."""

from typing import Any

from django import forms
from django.db.models import Q

from policies import languages
from policies.models import LeafletEdition
from recordings_gov.accounts.models import Department, User
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles, CountedTextarea, Radios, RadioTiles, TickList
from requests_app import informing, leaflets
from requests_app.forms.fields import plain_text, words
from requests_app.models.informed import Explained

NO_LEAFLET_HERE = "No leaflet is on show here in that language. Choose another, or say that they had none"
LONGEST_SUMMARY = 6000


def one(kind: str, label: str, columns: int = 3, without: tuple[str, ...] = ()) -> forms.ChoiceField:
    """Tiles of one kind of choice, none of which need be tapped."""
    found = [(code, said) for code, said in informing.choices(kind) if code not in without]
    return forms.ChoiceField(label=label, choices=found, widget=RadioTiles(columns=columns), required=False)


def ticks(label: str, choices: Any, widget: Any, **given: Any) -> forms.MultipleChoiceField:
    """Any of a few."""
    return forms.MultipleChoiceField(label=label, choices=choices, widget=widget, required=False, **given)


def given_fields(department: Department) -> dict[str, forms.Field]:
    """What the scanner page and the request's own page ask alike; no query."""
    return {
        "leaflet_how": one("leaflet_how", "How did they have the leaflet?"),
        "notice": one("notice", "What had told them of our policy before?", 2),
        "supplied": ticks("Help you gave", informing.choices("supplied"), CheckboxTiles(columns=3)),
        "supplied_words": words("If something else: what?", 200),
        "advised": ticks(
            "Advice",
            informing.advice_choices(department.site.nation),
            TickList(),
            help_text="If you said it",
        ),
    }


def as_kept(given: dict[str, Any], edition: LeafletEdition | None, department: Department) -> dict[str, Any]:
    """The answers as a request keeps them. Rules: R-014, R-025."""
    had = given["leaflet_how"] not in informing.WITHOUT_LEAFLET
    return {
        "leaflet_how": given["leaflet_how"],
        "leaflet_edition": edition if had else None,
        "notice": given["notice"],
        "notice_version": leaflets.notice_version(given["notice"], edition, department),
        "supplied": list(given["supplied"]),
        "supplied_words": given["supplied_words"],
        "advised": list(given["advised"]),
    }


class InformForm(forms.Form):
    """What they had and were given, said after saving. Rules: R-014, R-019, R-025, R-046, R-242."""

    explained = forms.ChoiceField(
        label="Which came first?", choices=Explained.choices, widget=Radios(), required=False
    )

    def __init__(self, data: Any = None, *, record: Any, **given: Any) -> None:
        super().__init__(data, **given)
        self.record = record
        language = record.patient.language if record.patient else ""
        self.editions = {
            each.reference: each for each in leaflets.at_hand(record.department, language, replaced=True)
        }
        asked = given_fields(record.department)
        self.fields["leaflet_how"] = asked.pop("leaflet_how")
        self.fields["leaflet"] = forms.ChoiceField(
            label="Which edition?",
            choices=[("", "Choose"), *((each, leaflets.said(one)) for each, one in self.editions.items())],
            required=False,
        )
        for name in ("notice", "supplied"):
            self.fields[name] = asked.pop(name)
        self.fields["supplied_language"] = forms.ChoiceField(
            label="The help was in", choices=[("", "English"), *languages.choices()[1:]], required=False
        )
        self.fields |= asked
        self.fields["summary"] = one("summary", "A written summary of the talk")
        self.fields["summary_form"] = one("summary_form", "If given: in which form?", 2)

    def clean(self) -> dict[str, Any]:
        """What belongs together is there together."""
        given = super().clean() or {}
        if given.get("leaflet_how") not in informing.WITHOUT_LEAFLET and not given.get("leaflet"):
            self.add_error("leaflet", "Choose the edition they had")
        if given.get("summary") == "given" and not given.get("summary_form"):
            self.add_error("summary_form", "Say in which form the summary was given")
        if "other" in given.get("supplied", ()) and not given.get("supplied_words"):
            self.add_error("supplied_words", "Say what you gave")
        return given

    def asked(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        edition = self.editions.get(given["leaflet"])
        return as_kept(given, edition, self.record.department) | {
            "explained": given["explained"],
            "supplied_language": given["supplied_language"],
            "summary": given["summary"],
            "summary_form": given["summary_form"] if given["summary"] == "given" else "",
        }


class AdviseForm(forms.Form):
    """Quick ticks on the request's page. Rules: R-046, R-242, R-243, R-244."""

    def __init__(self, data: Any = None, *, record: Any, **given: Any) -> None:
        super().__init__(data, **given)
        every = informing.advice_choices(record.department.site.nation)
        left = [each for each in every if each[0] not in record.all_advised]
        self.fields["advised"] = ticks("Tick what you say now", left, TickList())
        if record.summary != "given":
            self.fields["summary"] = one("summary", "A written summary of the talk", 2, without=("given",))


class SummaryForm(forms.Form):
    """The words of the summary, or none for a sheet with lines to write on. Rules: R-242."""

    text = forms.CharField(
        label="What was talked about",
        help_text="Short, plain sentences. Leave it empty for a sheet with lines to write on by hand.",
        max_length=LONGEST_SUMMARY,
        required=False,
        validators=[plain_text],
        widget=CountedTextarea(LONGEST_SUMMARY, attrs={"rows": 12}),
    )
    summary_form = one("summary_form", "In which form?", 3, without=("letter",))

    def __init__(self, data: Any = None, *, record: Any, **given: Any) -> None:
        super().__init__(data, **given)
        self.record = record

    def clean_text(self) -> str:
        """It is the patient's paper, so it names no colleague. Rules: R-165."""
        text = str(self.cleaned_data["text"])
        named = names_in(text, self.record)
        if named:
            raise forms.ValidationError(f"Write it without a colleague’s name: {named}")
        return text

    def clean(self) -> dict[str, Any]:
        """What is typed is typed, what is not is written by hand, unless somebody says otherwise."""
        given = super().clean() or {}
        given["summary_form"] = given.get("summary_form") or ("typed" if given.get("text") else "handwritten")
        return given


def names_in(text: str, record: Any) -> str:
    """The first full name in the text of somebody of the department, or who was there; empty for none."""
    there = Q(memberships__department=record.department_id) | Q(pk__in=record.answers.values("person"))
    plain = " ".join(text.lower().split())
    people = User.objects.filter(there | Q(pk=record.logged_by_id)).distinct()
    return next((one for one in people.values_list("name", flat=True) if one and one.lower() in plain), "")
