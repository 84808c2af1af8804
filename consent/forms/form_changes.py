"""Others who are asked, how a difference was settled, and a change to a form."""

from typing import Any

from django import forms

from consent.forms.answering import line, one_of
from consent.forms.consent_form import StartForm
from consent.models import ConsentForm, PermissionKind
from consent.models.others_answer import SaidSo, Standing
from recordings_gov.pages.nhsuk.forms import PlainErrors


class OthersForm(PlainErrors, forms.Form):
    """What one more person says."""

    name = line("Who was asked?", "Name", limit=120)
    standing = one_of("What are they to the patient?", Standing.choices)
    answer = one_of("What do they say?", SaidSo.choices, columns=3)
    words = line("In their own words", "Needed unless they say yes", required=False, limit=500)

    def clean(self) -> dict[str, Any]:
        """A no, or a doubt, has its words."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") not in (None, SaidSo.YES) and not given.get("words"):
            self.add_error("words", "Write down what they said")
        return given


class SettleForm(PlainErrors, forms.Form):
    """How people who answered differently came to one answer."""

    how = line(
        "How was it settled?", "Who talked with whom, and what they agreed or a court decided", limit=500
    )


class ChangeForm(StartForm):
    """The same questions, with the answers so far, and why they change."""

    because = line("What is changed, and why?", "It stands on the page of the old form")

    @staticmethod
    def as_said(record: ConsentForm) -> dict[str, Any]:
        """What this form says now."""
        rows = list(record.permissions.all())
        named = next((row for row in rows if row.kind == PermissionKind.NAMED_PURPOSE), None)
        uses = [row.kind for row in rows if row.kind != PermissionKind.RECORD]
        said = {
            name: getattr(record, name)
            for name in ("made_for", "kinds", "subject", "purpose", "requested_by")
        }
        can_decide = "" if record.can_decide is None else "yes" if record.can_decide else "no"
        names = ("title", "outlet", "shown", "edition")
        research = record.research.reference if record.research else ""
        return (
            said
            | {"uses": uses, "can_decide": can_decide, "research": research}
            | {name: getattr(named, name, "") for name in names}
        )


class FurtherForm(StartForm):
    """Another use of a recording that is there already: what is recorded is not asked again. Rules: R-129."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("made_for", "kinds", "subject"):
            del self.fields[name]
        self.fields["uses"].label = "What do you ask the patient to agree to?"
        self.fields["uses"].required = True
        self.fields["uses"].help_text = ""
