"""The rows and safety zones of a draft, edited; each page says what it finds as one types."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse

from policies import findings
from policies.forms_stance import StanceForm, TakeOutForm, initial_of
from policies.forms_zone import ZoneForm, initial_of_zone
from policies.shaping import with_rows
from policies.stances import Matrix, Row, Zone
from policies.views.stance import OfVersion, media_of
from recordings_gov.pages.views import StepView

OWN_RULES = ("R-007", "R-051")
ZONE_RULES = ("R-044",)


class MatrixStep(StepView, OfVersion):
    """What the editing pages share: the matrix, and findings as one types."""

    action = "stance.set"

    def form_name(self) -> str:
        """A draft of the form for each row and zone."""
        about = self.kwargs.get("code") or self.kwargs.get("zone") or self.request.GET.get("from", "")
        return f"{super().form_name()}.{about}"[:100]

    def success_url(self) -> str:
        """Back to the matrix."""
        return f"{self.record.get_absolute_url()}stances/"

    def context(self) -> dict[str, Any]:
        """Names the version and leads back to its matrix."""
        return super().context() | {"back_url": self.success_url()}

    def matrix(self) -> Matrix:
        """The matrix of this version, read once."""
        if not hasattr(self, "_matrix"):
            self._matrix: Matrix = self.record.own_matrix()
        return self._matrix


class AddStance(MatrixStep):
    """A new row, or a copy of one to begin with. Rules: R-007, R-021, R-051, R-235."""

    template_name = "policies/stance_form.html"
    step, heading, button, done = "add_stance", "Add a row", "Add the row", "Row added"
    code = ""

    def original(self) -> Row | None:
        """The row that is copied, if one is."""
        code = self.request.GET.get("from", "")
        return next((row for row in self.matrix().rows if row.id == code), None)

    def beside(self) -> Matrix:
        """The other rows."""
        return self.matrix()

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Empty, or with the words of the row that is copied; a copy needs a name of its own."""
        original = self.original()
        first = initial or (initial_of(replace(original, id="", reason="")) if original else None)
        return StanceForm(
            data, initial=first, matrix=self.matrix(), media=media_of(self.matrix(), self.record)
        )

    def rules(self) -> tuple[str, ...]:
        """A copy rests on what its original rests on."""
        original = self.original()
        return tuple(dict.fromkeys([*original.rules, *OWN_RULES])) if original else OWN_RULES

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Say what is found so far, or do it."""
        if "check" in request.POST:
            return self.page(self.form(request.POST))
        return super().post(request, **kwargs)

    def act(self, form: forms.Form) -> str:
        """Hand the row to the verb."""
        self.record.add_stance(by=self.request.user, row=self.row_of(form))
        return self.success_url()

    def row_of(self, form: Any) -> Row:
        """The row as it stands in the form."""
        found: Row = form.row(self.rules())
        return found

    def page(self, form: forms.Form, status: int = 200, kept: bool = False, again: str = "") -> HttpResponse:
        """With what is found about the row so far."""
        begun = form.is_bound or bool(form.initial)
        self.found = findings.of_row(self.row_of(form), self.beside()) if begun else findings.Findings()
        return super().page(form, status, kept, again)

    def context(self) -> dict[str, Any]:
        """The findings beside the form."""
        return super().context() | {"found": self.found, "code": self.code}


class ChangeStance(AddStance):
    """Other words, or another situation. Rules: R-007, R-021, R-051, R-235."""

    step, heading, button, done = "change_stance", "Change a row", "Save the row", "Row changed"

    def original(self) -> Row | None:
        """The row of the address; 404 when it is not there."""
        self.code = self.kwargs["code"]
        found = next((row for row in self.matrix().rows if row.id == self.code), None)
        if found is None:
            raise Http404("No such row.")
        return found

    def beside(self) -> Matrix:
        """All rows but this."""
        others = [row for row in self.matrix().rows if row.id != self.kwargs["code"]]
        return with_rows(self.matrix(), others)

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the words of the row."""
        original = self.original()
        first = initial or (initial_of(original) if original else None)
        return StanceForm(
            data, initial=first, matrix=self.matrix(), media=media_of(self.matrix(), self.record)
        )

    def act(self, form: forms.Form) -> str:
        """Hand the row to the verb."""
        self.record.change_stance(by=self.request.user, code=self.kwargs["code"], row=self.row_of(form))
        return self.success_url()


class TakeOutStance(MatrixStep):
    """A row leaves the draft, with the reason. Rules: R-051."""

    step, form_class = "take_out_stance", TakeOutForm
    heading, button, done = "Take a row out", "Take it out", "Row taken out"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """404 when the row is not there."""
        if all(row.id != self.kwargs["code"] for row in self.matrix().rows):
            raise Http404("No such row.")
        return TakeOutForm(data, initial=initial)

    def act(self, form: forms.Form) -> str:
        """Hand it to the verb."""
        self.record.take_out_stance(by=self.request.user, code=self.kwargs["code"], **form.cleaned_data)
        return self.success_url()

    def context(self) -> dict[str, Any]:
        """Which row, and what would answer instead."""
        code = self.kwargs["code"]
        row = next((one for one in self.matrix().rows if one.id == code), None)
        said = f"Row {code}: {row.staff_words}" if row else ""
        return super().context() | {"lead": said, "consequence": "Rows that are less close answer instead."}


class SetZone(MatrixStep):
    """A safety zone: where a device may not be, or where care is needed. Rules: R-043, R-044."""

    step, form_class = "set_zone", ZoneForm
    heading, button, done = "Change a safety zone", "Save the zone", "Safety zone saved"

    def zone(self) -> Zone | None:
        """The zone of the address, None for a new one; 404 when it is not there."""
        code = self.kwargs.get("zone")
        found = next((zone for zone in self.matrix().zones if zone.id == code), None)
        if code and found is None:
            raise Http404("No such zone.")
        return found

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the words of the zone."""
        zone = self.zone()
        first = initial or (initial_of_zone(zone) if zone else None)
        return ZoneForm(data, initial=first, matrix=self.matrix(), is_new=zone is None)

    def act(self, form: Any) -> str:
        """Hand the zone to the verb; a new one does not take the name of another."""
        zone = self.zone()
        code = zone.id if zone else form.cleaned_data["code"].replace("-", "_")
        if zone is None and any(one.id == code for one in self.matrix().zones):
            raise ValidationError({"code": "Another zone has that short name"})
        rules = zone.rules if zone else ZONE_RULES
        self.record.set_zone(by=self.request.user, zone=form.zone(code, rules))
        return self.success_url()


class AddZone(SetZone):
    """A place that the department adds. Rules: R-044."""

    heading, button, done = "Add a safety zone", "Add the zone", "Safety zone added"
