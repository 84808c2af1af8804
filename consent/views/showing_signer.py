"""What the page shows of who signs: the answer so far, and what was answered."""

from datetime import date
from typing import Any

from django.urls import reverse

from consent.forms.who_signs import FORMS
from consent.models import ConsentForm, SigningAnswer
from consent.signer_words import COLOURS, QUESTIONS, signatures, title_of
from consent.signing import Ask, Signing
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.patients.models import Patient

PLAIN = {True: "Yes", False: "No"}
ASKED_AS = {"without": "kind"}
"""Facts that the form asks for under another name."""


def answer_panel(answer: Signing, patient: Patient) -> dict[str, Any]:
    """The panel beside the questions: who signs, why, and what is still to ask."""
    name = patient.given_name
    return {
        "answer": answer,
        "signing_rules": ("R-127",),
        "stance": title_of(answer.verdict, name),
        "shade": COLOURS.get(answer.verdict, "go"),
        "signatures": signatures(answer.signers, answer.permissions, name),
        "still": [QUESTIONS[each] for each in answer.to_ask],
    }


def answered(form: ConsentForm, *, may_change: bool) -> list[dict[str, Any]]:
    """The newest answer of each group, by whom and when, and where to change it."""
    rows = form.signing_answers.select_related("by").order_by("pk")
    newest = {row.question: row for row in rows}
    here = reverse("consent:form-signer", kwargs={"reference": form.reference})
    return [
        {
            "question": QUESTIONS[row.question],
            "said": said(row),
            "who": f"{row.by}, {date_and_time(row.at)}",
            "url": f"{here}?question={row.question}" if may_change else "",
        }
        for row in newest.values()
    ]


def said(row: SigningAnswer) -> list[str]:
    """What was answered, line by line, in the words of the page that asked."""
    fields = FORMS[Ask(row.question)].base_fields
    lines = []
    for fact, value in {**row.facts, **row.words}.items():
        name = ASKED_AS.get(fact, fact)
        if value in (None, "", []):
            continue
        if name == "yes":
            lines.append(f"Answered with yes: {len(value)} of 8")
            continue
        label = str(fields[name].label) if name in fields else name.replace("_", " ").capitalize()
        lines.append(f"{label.rstrip('?:')}: {_word(fields.get(name), name, value)}")
    return lines


def _word(field: Any, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return PLAIN[value]
    choices = dict(getattr(field, "choices", ()) or ())
    if isinstance(value, list):
        return ", ".join(str(choices.get(each, each)).replace("_", " ") for each in value)
    if name in ("look_again_on", "seen_on", "on"):
        return short_date(date.fromisoformat(value))
    return str(choices.get(value, value)).replace("_", " ")
