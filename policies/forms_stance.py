"""Forms of the stance matrix: a row, a safety zone, and a situation to try."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from policies.decisions import LIVE_CALL, Situation
from policies.models.stance import StanceKind
from policies.stances import DIMENSIONS, Matrix, Row
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import Checkboxes, CheckboxTiles, Radios

PURPOSES = (("keepsake", "A keepsake"), ("other", "Another use: publicity, work, a page or a channel"))
SHORT_NAME = RegexValidator(r"^[A-Za-z][A-Za-z0-9]*$", "Use letters and numbers, starting with a letter")
LABELS = {
    "setting": "Setting",
    "modality": "Exam",
    "medium": "Way of recording",
    "recorder": "Who records",
}
# Circumstances that follow from other answers are not asked for again.
FOLLOW = ("access_need", "person_with_them", "other_use")
LONGEST = 2000


def words_field(label: str, *, required: bool = True, rows: int = 3, help_text: str = "") -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def chosen(choices: Mapping[str, str] | Sequence[tuple[str, str]], label: str, **more: Any) -> Any:
    """Any of a few; none of them may be right too."""
    pairs = list(choices.items()) if isinstance(choices, Mapping) else choices
    return forms.MultipleChoiceField(
        label=label, choices=pairs, required=False, widget=more.pop("widget", Checkboxes()), **more
    )


class StanceForm(PlainErrors, forms.Form):
    """One row of the matrix. There is no box for a personal record under *not supported*. Rules: R-021."""

    def __init__(self, *args: Any, matrix: Matrix, media: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label="Short name",
            max_length=12,
            validators=[SHORT_NAME],
            help_text="Letters and numbers, such as US4. It is how people talk about the row",
            widget=forms.TextInput(attrs={"data-width": "10"}),
        )
        choices = {**matrix.vocabulary, "medium": media}
        for name in DIMENSIONS:
            self.fields[name] = chosen(
                choices[name],
                LABELS[name],
                help_text="Tick none if it does not matter",
            )
        self.fields["stance"] = forms.ChoiceField(
            label="What we say",
            choices=StanceKind.choices,
            widget=Radios(hints={name: words.staff for name, words in matrix.words.items()}),
            error_messages={"required": "Choose what we say"},
        )
        self.fields["purposes"] = chosen(
            PURPOSES,
            "Not supported for",
            help_text=(
                "Only with “Not supported”. A personal record is not in this list: nobody needs permission "
                "to keep a note of their own care"
            ),
        )
        self.fields["staff_words"] = words_field("Words for staff")
        self.fields["patient_words"] = words_field("Words for patients", help_text="Short and kind")
        terms = {name: term.staff for name, term in matrix.conditions.items() if not term.always}
        self.fields["conditions"] = chosen(terms, "Conditions")
        offers = {name: term.staff for name, term in matrix.alternatives.items()}
        self.fields["alternatives"] = chosen(offers, "What to offer instead")
        self.fields["response_script"] = words_field(
            "If it begins or goes on all the same",
            required=False,
            help_text="What staff say and do then. Care goes on. Left empty, the playbook alone holds",
        )
        self.fields["reason"] = words_field(
            "Why the department says this", help_text="Kept with the row and shown to staff as the reason"
        )

    def clean_code(self) -> str:
        """Short names are written in capitals."""
        return str(self.cleaned_data["code"]).upper()

    def row(self, rules: tuple[str, ...]) -> Row:
        """What is filled in so far, right or wrong: pages judge it while it is typed."""
        listed: dict[str, Any] = {
            name: tuple(self[name].value() or ()) for name in (*DIMENSIONS, "conditions", "alternatives")
        }
        said: dict[str, Any] = {name: str(self[name].value() or "").strip() for name in WORDS}
        return Row(
            id=str(self["code"].value() or "").strip().upper() or NOT_NAMED,
            stance=str(self["stance"].value() or ""),
            purposes=tuple(self["purposes"].value() or ()),
            rules=rules,
            **said,
            **listed,
        )


NOT_NAMED = "This row"
WORDS = ("staff_words", "patient_words", "response_script", "reason")


def initial_of(row: Row) -> dict[str, Any]:
    """A row as the form's first values."""
    return {
        "code": row.id,
        "stance": row.stance,
        "purposes": list(row.purposes),
        "conditions": list(row.conditions),
        "alternatives": list(row.alternatives),
        **{name: list(getattr(row, name)) for name in DIMENSIONS},
        **{name: getattr(row, name) for name in WORDS},
    }


class TakeOutForm(PlainErrors, forms.Form):
    """The reason why a row goes."""

    why = words_field("Why is it taken out?")


class TryoutForm(PlainErrors, forms.Form):
    """A situation, in the words of the matrix: nothing of it is about a patient."""

    def __init__(self, *args: Any, matrix: Matrix, media: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = matrix.vocabulary
        self.fields["setting"] = one_of("Setting", words["setting"])
        self.fields["modality"] = forms.ChoiceField(label="Exam", choices=list(words["modality"].items()))
        self.fields["media"] = forms.MultipleChoiceField(
            label="Way of recording",
            choices=[*media.items(), (LIVE_CALL, "Live call")],
            widget=CheckboxTiles(columns=2),
            error_messages={"required": "Choose at least one way of recording"},
        )
        self.fields["recorder"] = one_of("Who records", words["recorder"])
        self.fields["purpose"] = forms.ChoiceField(
            label="What it is for",
            choices=[("personal_record", "A personal record of what is said"), *PURPOSES],
            widget=Radios(),
        )
        self.fields["has_need"] = forms.BooleanField(label="They have an access need", required=False)
        self.fields["exposure"] = forms.BooleanField(label="X-rays or the beam may be on", required=False)
        overlays = {
            name: CIRCUMSTANCES.get(name, name.replace("_", " ").capitalize())
            for name in matrix.overlays
            if name not in FOLLOW
        }
        self.fields["circumstances"] = chosen(overlays, "Also true")
        self.fields["zones"] = chosen({zone.id: zone.name for zone in matrix.zones}, "The device would be in")

    def situation(self) -> Situation:
        """What was asked."""
        given = self.cleaned_data
        return Situation(
            setting=given["setting"],
            modality=given["modality"],
            media=tuple(given["media"]),
            recorder=given["recorder"],
            purpose=given["purpose"],
            needs=("access need",) if given["has_need"] else (),
            circumstances=tuple(given["circumstances"]),
            zones=tuple(given["zones"]),
            exposure=given["exposure"],
        )


CIRCUMSTANCES = {
    "child": "The patient is a child",
    "intimate": "It is intimate, or the patient is undressed",
    "active_objection": "Somebody on duty has an objection",
    "trust_employee": "The person who would record works for the Trust",
    "at_home": "It is in the patient's home",
    "departmental_picture": "They want the department's own picture",
}


def one_of(label: str, words: Mapping[str, str]) -> Any:
    """One of a few."""
    return forms.ChoiceField(label=label, choices=list(words.items()), widget=Radios())
