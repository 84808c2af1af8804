"""Edits: entered beside their original by a registered practitioner."""

from typing import Any

from django import forms

from consent.forms.copies import MakeEditForm
from consent.models import Edit, Recording
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import RecordView, StepView


class MakeEdit(StepView):
    """A new item, made from this original. Rules: R-121, R-178, R-179."""

    model = Recording
    action = "edit.make"
    template_name = "consent/recording_step.html"
    step = "make_edit"
    heading = "Enter an edit"
    button = "Enter the edit"
    done = "Entered, beside its original."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the registration that this practitioner gave last."""
        user: Any = self.request.user
        last = Edit.objects.filter(made_by=user).values("register", "registration_number").first()
        return MakeEditForm(data, initial=initial or last or {})

    def act(self, form: forms.Form) -> str:
        """Enter it, and show it."""
        made = Edit.make(by=self.request.user, recording=self.record, **form.cleaned_data)
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """What stays as it was."""
        says = "The original stays as it is. The edit gets a reference of its own: name its file by that."
        return super().context() | {"consequence": says}


class EditDetail(RecordView):
    """One edit."""

    model = Edit
    action = "recording.view"
    template_name = "consent/edit_detail.html"

    def rows(self) -> Any:
        """With its original at hand."""
        return super().rows().select_related("recording", "made_by")

    def context(self) -> dict[str, Any]:
        """What was changed, why and by whom."""
        record = self.record
        facts = [
            ("Made from", record.recording.reference),
            ("What was changed", record.changed),
            ("Label on the image", record.label or "None is needed"),
            ("Why", record.because),
            ("Made by", f"{record.made_by}, {record.register}, number {record.registration_number}"),
            ("Entered", date_and_time(record.made_at)),
        ]
        return super().context() | {"facts": facts}
