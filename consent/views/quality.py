"""Images made outside the studio: which nobody has checked yet, and the check."""

from typing import Any

from django import forms
from django.urls import reverse

from consent.forms.training import CheckQualityForm
from consent.models import QualityCheck, Recording
from consent.models.recording_words import RecordingKind
from consent.quality import unchecked
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.pages.views import Column, ListView, StepView


class QualityList(ListView):
    """Made by staff outside Media Studio, and not checked; the longest wait first. Rules: R-208."""

    model = Recording
    action = "quality.check"
    template_name = "consent/quality_list.html"
    heading = "Images to check"
    empty = "Every image made outside Media Studio has been checked."
    order = "captured_at"
    export_name = "images-to-check"
    columns = (
        Column("Reference", ("reference",)),
        Column("What", ("kind",), lambda kind: str(RecordingKind(kind).label), wide_only=True),
        Column("Made", ("captured_at",), date_and_time, sort="captured_at"),
        Column("By", ("captured_by__name",), wide_only=True),
        Column(
            "With",
            (
                "registration__make",
                "registration__model",
                "registration__serial",
                "app_device__app_name",
                "app_device__asset_number",
            ),
            lambda make, model, serial, app, number: (
                f"{app}, device {number}" if app else f"{make} {model}, {serial}"
            ),
            wide_only=True,
        ),
        Column("Department", ("department__name",), wide_only=True),
    )

    def rows(self) -> Any:
        """Those that nobody has checked."""
        return unchecked(super().rows())

    def url_of(self, row: tuple[Any, ...]) -> str:
        """Straight to the check."""
        return reverse("consent:recording-quality", kwargs={"reference": row[1]})


class CheckQuality(StepView):
    """Good enough, and for what; with it training is offered. Rules: R-177, R-208."""

    model = Recording
    action = "quality.check"
    form_class = CheckQualityForm
    template_name = "consent/quality_check.html"
    step = "quality"
    heading = "Check the quality"
    button = "Save the result"
    done = "Saved."

    def rows(self) -> Any:
        """With who made it, and with what."""
        return super().rows().select_related("captured_by", "registration")

    def act(self, form: forms.Form) -> str:
        """Keep the result."""
        QualityCheck.make(by=self.request.user, recording=self.record, **form.cleaned_data)
        return self.success_url()
