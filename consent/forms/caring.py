"""What needs special care before a recording, and what the patient asked for."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from consent.caring import CHILD_UNTIL
from consent.forms.answering import line, one_of
from consent.models import ConsentForm
from consent.models.particulars import Chaperone, Interpreter, Operator
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.layout import Reveal
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles

SENSITIVE = (
    ("is_intimate", "Intimate: breasts, buttocks, genital or anal area"),
    ("is_whole_body", "The whole body"),
    ("is_colposcopy", "Made by colposcope"),
    ("is_mental_health", "In mental health care"),
)
OPENS: dict[str, dict[str, list[str]]] = {
    "sensitive": {
        "is_whole_body": ["whole_body_because"],
        "is_colposcopy": ["operator_name", "operator_training", "operator_registration"],
    },
    "operator": {Operator.STAFF: ["why_no_photographer"]},
    "chaperone": {Chaperone.PRESENT: ["chaperone_name"], Chaperone.NOBODY: ["no_chaperone_because"]},
    "interpreter": {Interpreter.THERE: ["interpreter_name"]},
}


class CareForm(PlainErrors, forms.Form):
    """One page; a question that a choice opens is asked only then. Rules: R-099, R-132."""

    sensitive = forms.MultipleChoiceField(
        label="Is it any of these?",
        help_text="Leave empty if none",
        choices=SENSITIVE,
        required=False,
        widget=CheckboxTiles(columns=1),
    )
    whole_body_because = line("Why is the whole body essential?", required=False)
    operator_name = line("Who works the colposcope?", required=False, limit=120)
    operator_training = line("Their training", required=False, limit=200)
    operator_registration = line("Their registration number", required=False, limit=120)
    value = line(
        "Which clinical feature does it show, or what does it teach?",
        "They are under 18: nothing else is a reason to record",
        required=False,
    )
    noted_at = line(
        "If it is intimate: where in the notes does the reason stand?",
        "Only an important finding or a worry about abuse is a reason",
        required=False,
        limit=200,
    )
    not_noted_because = line("If it is not in the notes, why not?", required=False)
    operator = one_of("Who makes the recording?", Operator.choices, columns=2)
    why_no_photographer = line("Why not a clinical photographer?", required=False)
    chaperone = one_of("Is a chaperone there?", Chaperone.choices)
    chaperone_name = line("The chaperone’s name", required=False, limit=120)
    no_chaperone_because = line("Why is nobody there?", required=False)
    dress = line("What did they ask about privacy and dress?", "Leave empty if nothing", required=False)
    faith = line("What did they ask about faith or belief?", "Leave empty if nothing", required=False)
    who_records = line(
        "Whom do they want, or not want, to record or be in the room?",
        "Leave empty if nobody",
        required=False,
    )
    interpreter = one_of("Is an interpreter there?", Interpreter.choices)
    interpreter_name = line("Interpreter’s name, service and job number", required=False, limit=200)

    def __init__(self, *args: Any, record: ConsentForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not record.care().age < CHILD_UNTIL:
            for name in ("value", "noted_at", "not_noted_because"):
                del self.fields[name]
        inside = {name for opens in OPENS.values() for names in opens.values() for name in names}
        rows = [name for name in self.fields if name not in inside]
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = Layout(
            *(Reveal(name, dict(OPENS[name])) if name in OPENS else name for name in rows)
        )

    @staticmethod
    def as_said(record: ConsentForm) -> dict[str, Any]:
        """What was said before, to be changed."""
        row = record.said_care
        if row is None:
            return {}
        said = row.said()
        return said | {"sensitive": [name for name, _ in SENSITIVE if said[name]]}

    def verb_words(self) -> dict[str, Any]:
        """What ``ConsentForm.say_care`` asks for; the answer to a question that was not open is dropped."""
        given = dict(self.cleaned_data)
        sensitive = set(given.pop("sensitive"))
        for field, opens in OPENS.items():
            chosen = sensitive if field == "sensitive" else {given[field]}
            for value, names in opens.items():
                given |= {} if value in chosen else dict.fromkeys(names, "")
        return given | {name: name in sensitive for name, _ in SENSITIVE}
