"""Writing an edition: its parts, one page each, while it is a draft."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from policies.forms import NoAnswersForm
from policies.forms_leaflet import MovePartForm, PartForm, RetitleForm
from policies.leaflet_words import places_open, sections_of
from policies.models import LeafletEdition
from policies.views.edition import EditionStep
from policies.wording import pictures
from recordings_gov.audit import log
from recordings_gov.pages.views.record import Door


class EditionParts(Door):
    """Every part with its verbs; a translation beside the English it is made from."""

    model = LeafletEdition
    action = "policy.draft"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The parts in their order."""
        log.read(self.record)
        english = self.record.translated_from.sections if self.record.translated_from else []
        parts = [
            part | {"number": number, "english": english[number - 1] if number <= len(english) else None}
            for number, part in enumerate(sections_of(self.record), 1)
        ]
        given = {"record": self.record, "parts": parts, "is_open": self.record.status == "draft"}
        return render(request, "policies/edition_parts.html", given)


class PartStep(EditionStep):
    """What the steps of one part share."""

    action = "policy.draft"

    @property
    def place(self) -> int:
        """Which part; 404 when there are not so many."""
        place = int(self.kwargs["place"])
        if not 1 <= place <= len(self.record.sections):
            raise Http404("That part is not there.")
        return place

    @property
    def part(self) -> dict[str, Any]:
        """The part as it stands."""
        return dict(self.record.sections[self.place - 1])

    def form_name(self) -> str:
        """A draft of the form for each part."""
        return f"{super().form_name()}.{self.kwargs.get('place', 'new')}"

    def context(self) -> dict[str, Any]:
        """Leads back to the parts; a translation shows the English beside it."""
        given = super().context()
        english = self.record.translated_from.sections if self.record.translated_from else []
        number = int(self.kwargs.get("place", 0))
        return given | {
            "back_url": f"{self.record.get_absolute_url()}parts/",
            "english": english[number - 1] if 0 < number <= len(english) else None,
            "places": places_open(self.record),
            "pictures": pictures() if self.record.format == "easy_read" else {},
        }

    def success_url(self) -> str:
        """Back to the parts."""
        return f"{self.record.get_absolute_url()}parts/"

    def act(self, form: forms.Form) -> str:
        """The verb, told which part."""
        getattr(self.record, self.step)(by=self.request.user, place=self.place, **form.cleaned_data)
        return self.success_url()


def in_the_language_of(edition: LeafletEdition, form: forms.Form) -> forms.Form:
    """What is typed runs the way the language runs, and is read aloud as it."""
    for name in ("title", "body"):
        if name in form.fields:
            form.fields[name].widget.attrs |= {"lang": edition.language, "dir": edition.tongue.direction}
    return form


class WritePart(PartStep):
    """The words of one part."""

    template_name = "policies/edition_part.html"
    step, form_class = "write_part", PartForm
    heading, button, done = "Change a part", "Save this part", "Part saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what the part says now."""
        given = PartForm.of(self.part) | (initial or {})
        return in_the_language_of(self.record, PartForm(data, initial=given))


class AddPart(PartStep):
    """One more part, at the end."""

    template_name = "policies/edition_part.html"
    step, form_class = "add_part", PartForm
    heading, button, done = "Add a part", "Add this part", "Part added"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Empty, in the edition's language."""
        return in_the_language_of(self.record, PartForm(data, initial=initial))

    def act(self, form: forms.Form) -> str:
        """At the end; it can be moved from there."""
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        self.record.add_part(by=self.request.user, **given)
        return self.success_url()


class MovePart(PartStep):
    """Another place for one part."""

    step, form_class = "move_part", MovePartForm
    heading, button, done = "Move a part", "Move it", "Part moved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The places there are."""
        return MovePartForm(data, edition=self.record, initial={"to": self.place} | (initial or {}))


class DropPart(PartStep):
    """Leave a part out."""

    step, form_class = "drop_part", NoAnswersForm
    heading, button, done = "Leave this part out", "Leave it out", "Part left out"


class RetitleEdition(PartStep):
    """Another title."""

    step, form_class = "retitle", RetitleForm
    heading, button, done = "Change the title", "Save the title", "Title saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the title it has."""
        given = {"title": self.record.heading} | (initial or {})
        return in_the_language_of(self.record, RetitleForm(data, initial=given))

    def act(self, form: forms.Form) -> str:
        """The verb needs no place."""
        self.record.retitle(by=self.request.user, **form.cleaned_data)
        return self.success_url()
