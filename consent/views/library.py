"""From the camera to the library: each step, what still waits, and where a recording is."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import format_html

from consent.forms.library import (
    AskUploadForm,
    CorrectEntryForm,
    EnterFilmForm,
    FindRecordingForm,
    OffCameraForm,
    UploadForm,
)
from consent.in_vain import asked_in_vain
from consent.library_due import HELD, NOT_IN_LIBRARY, ON_CAMERA, SMALLEST, overdue, same_day
from consent.models import Recording, RecordingKind, UploadRequest
from recordings_gov import clock, references
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, StepView


class LibraryStep(StepView):
    """One step on the way of a recording; the patient is not named."""

    model = Recording
    action = "recording.bring_in"
    template_name = "consent/recording_step.html"
    consequence: ClassVar[str] = ""

    def rows(self) -> Any:
        """With form, patient and department at hand."""
        return super().rows().select_related("form", "patient", "department__site")

    def context(self) -> dict[str, Any]:
        """What follows, beside the file's name."""
        return super().context() | {"consequence": self.consequence}


class TakeOffCamera(LibraryStep):
    """It left the camera. Rules: R-186."""

    form_class = OffCameraForm
    step = "take_off_camera"
    heading = "It is off the camera"
    button = "Save"
    done = "Saved."
    consequence = "Delete it from the camera and its card once it is safe where you put it."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Usually today."""
        return OffCameraForm(data, initial=initial or {"off_on": clock.today()})


class AskUpload(LibraryStep):
    """Somebody outside Media Studio asks it to put this into the library. Rules: R-191."""

    form_class = AskUploadForm
    step = "ask_upload"
    heading = "Ask Media Studio to put it into the library"
    button = "Ask Media Studio"
    done = "Asked. Media Studio has the task."
    consequence = "Until it is in the library, looking after it is yours."

    def act(self, form: forms.Form) -> str:
        """Make the request."""
        UploadRequest.ask(by=self.request.user, recording=self.record, **form.cleaned_data)
        return self.success_url()


class UploadRecording(LibraryStep):
    """It is in the library now. Rules: R-111, R-184, R-189, R-191."""

    action = "recording.upload"
    form_class = UploadForm
    step = "upload"
    heading = "It is in the library"
    button = "Save"
    done = "Saved. It is Media Studio’s to look after now."
    consequence = "From now on whoever made it has nothing more to store."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the name that we gave the file."""
        return UploadForm(data, initial=initial or {"named": self.record.file_name})


class CorrectEntry(LibraryStep):
    """Its number in the library, or the link, was written down wrongly. Rules: R-111."""

    action = "recording.upload"
    form_class = CorrectEntryForm
    step = "correct_entry"
    heading = "Correct its number or link"
    button = "Save"
    done = "Corrected."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what stands there."""
        standing = {name: getattr(self.record, name) for name in CorrectEntryForm.base_fields}
        return CorrectEntryForm(data, initial=initial or standing)


class EnterFilm(LibraryStep):
    """How long a film is, and where its master is. Rules: R-195, R-249."""

    form_class = EnterFilmForm
    step = "enter_film"
    heading = "The register of films"
    button = "Save"
    done = "It is in the register of films."


def _due(day: date | None, done: Any) -> Any:
    """What is due, in bold once the day has come; nothing for what is done."""
    if done is not None or day is None:
        return "Done" if done else "–"
    words = short_date(day)
    return format_html("<strong>{}, due</strong>", words) if day <= clock.today() else words


def _due_plainly(day: date | None, done: Any) -> str:
    return "Done" if done else short_date(day) or "–"


def _kind(kind: str) -> str:
    return str(RecordingKind(kind).label)


def _waiting(rows: Any, value: str) -> Any:
    found = {
        "late": overdue(clock.today()),
        "camera": ON_CAMERA,
        "library": NOT_IN_LIBRARY,
        "held": HELD,
    }
    return rows.filter(found[value])


class LibraryList(ListView):
    """What is on a camera still, or not in the library yet; what is held stands apart. Rules: R-186."""

    model = Recording
    action = "recording.view"
    template_name = "consent/library_list.html"
    heading = "To the library"
    empty = "Everything is off its camera and in the library."
    export_name = "to-the-library"
    order = "captured_at"
    columns = (
        Column("Recording", ("reference",)),
        Column("What it is", ("kind",), _kind, wide_only=True),
        Column("Made by", ("captured_by__name",), wide_only=True),
        Column("Made", ("captured_at",), short_date, sort="captured_at", wide_only=True),
        Column("Off the camera", ("off_camera_due_on", "off_camera_at"), _due, plainly=_due_plainly),
        Column("In the library", ("library_due_on", "uploaded_at"), _due, plainly=_due_plainly),
    )
    filters = (
        Filter(
            "show",
            "Show",
            (
                ("", "Everything that waits"),
                ("late", "Due today, or late"),
                ("camera", "On a camera"),
                ("library", "Not in the library"),
                ("held", "Held, and never late"),
            ),
            _waiting,
        ),
    )

    def rows(self) -> Any:
        """Only what waits: few, and found first, however large the register is."""
        waiting = Recording.objects.filter(ON_CAMERA | NOT_IN_LIBRARY | HELD).values("pk")
        return super().rows().filter(pk__in=waiting)

    def context(self) -> dict[str, Any]:
        """The share of the last 30 days, for who reads statistics."""
        user: Any = self.request.user
        if not user.holds("statistics.view"):
            return {}
        shares, held = same_day(Recording.objects.visible_to(user), clock.today())
        return {"shares": shares, "held_says": f"fewer than {SMALLEST}" if 0 < held < SMALLEST else held}


def find_recording(request: HttpRequest) -> HttpResponse:
    """From a reference, a file name or a library number to the entry that says where it is. Rules: R-111."""
    form = FindRecordingForm(request.POST or None)
    if form.is_valid():
        known = form.cleaned_data["known"]
        found = found_by(Recording.objects.visible_to(request.user), known)
        if found is not None:
            return HttpResponseRedirect(found.get_absolute_url())
        shut = found_by(Recording.objects.in_quarantine(), known)
        if shut is not None:
            asked_in_vain(shut.reference, request.user)
        form.add_error("known", "No recording that you may see has that. Ask Media Studio")
    status = 422 if form.is_bound else 200
    return render(request, "consent/recording_find.html", {"form": form}, status=status)


def found_by(rows: Any, known: str) -> Recording | None:
    """The one of these rows that is meant; the reference at the head of a file name is enough."""
    made: Recording | None = rows.filter(library_number=known).first()
    if made is not None:
        return made
    parts = known.strip().split(".")[0].split("-")
    try:
        return rows.filter(reference=references.read("-".join(parts[:4]))).first()
    except references.BadReference:
        return None
