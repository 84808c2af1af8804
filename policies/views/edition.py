"""The steps of an edition, each a page of its own."""

from typing import Any

from django import forms

from policies.forms import NoAnswersForm
from policies.forms_leaflet import (
    AllowPrintingForm,
    ApproveEditionForm,
    ApproveTranslationForm,
    LayReadersForm,
    SendBackForm,
)
from policies.models import LeafletEdition
from recordings_gov.pages.views import StepView


class EditionStep(StepView):
    """What the steps of an edition share."""

    model = LeafletEdition
    action = "policy.publish"
    template_name = "policies/edition_step.html"
    warns = False

    def rows(self) -> Any:
        """With the leaflet at hand."""
        return super().rows().select_related("leaflet__department__site", "leaflet__site")

    def context(self) -> dict[str, Any]:
        """What to think about before it is signed. Rules: R-004."""
        decided = self.record.readiness() if self.warns else None
        return super().context() | {"warnings": decided.conditions if decided else ()}


class AskLayReaders(EditionStep):
    """Rules: R-004."""

    action = "policy.draft"
    step, form_class = "ask_lay_readers", LayReadersForm
    heading, button, done = "Record who read it", "Save what they said", "Lay reading recorded"


class ApproveTranslation(EditionStep):
    """Rules: R-005, R-019."""

    step, form_class = "approve_translation", ApproveTranslationForm
    heading, button, done = "Approve the translation", "Approve the translation", "Translation approved"


class ApproveEdition(EditionStep):
    """Rules: R-002, R-004, R-005."""

    warns = True
    step, form_class = "approve", ApproveEditionForm
    heading, button, done = "Approve this edition", "Approve", "Edition approved"


class SendBackEdition(EditionStep):
    """Rules: R-005."""

    step, form_class = "send_back", SendBackForm
    heading, button, done = "Send this edition back", "Send back", "Edition sent back: its words may change"


class PublishEdition(EditionStep):
    """Rules: R-002, R-042, R-234."""

    warns = True
    step, form_class = "publish", NoAnswersForm
    heading, button, done = "Put this edition on show", "Put on show", "Edition on show"


class ReplaceEdition(EditionStep):
    """Rules: R-002."""

    step, form_class = "replace", NoAnswersForm
    heading, button, done = "Take this edition off show", "Take off show", "Edition taken off show"


class AllowPrinting(EditionStep):
    """Rules: R-002."""

    step, form_class = "allow_printing", AllowPrintingForm
    heading, button, done = "Print it past its review date", "Allow printing", "Printing allowed"


class NextEdition(EditionStep):
    """The next edition, from the words of this one."""

    action = "policy.draft"
    step, form_class = "next", NoAnswersForm
    heading, button, done = "Draft the next edition", "Draft it", "Next edition drafted"

    def act(self, form: forms.Form) -> str:
        """The same language and format; this one stays on show until the next is."""
        record = self.record
        drafted = record.leaflet.draft_edition(
            by=self.request.user, language=record.language, format=record.format, start_from=record
        )
        return str(drafted.get_absolute_url())
