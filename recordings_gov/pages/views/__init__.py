"""The five views that pages are declared with."""

from recordings_gov.pages.views.create import CreateView
from recordings_gov.pages.views.listing import Column, Filter, ListView
from recordings_gov.pages.views.progress import ProgressView
from recordings_gov.pages.views.record import Door, RecordView
from recordings_gov.pages.views.step import StepView

__all__ = ["Column", "CreateView", "Door", "Filter", "ListView", "ProgressView", "RecordView", "StepView"]
