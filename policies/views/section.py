"""Working on the text of a draft: each section on a page of its own, moved and taken out by buttons."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from policies.clauses import CLAUSE_TITLES, CLAUSES, SCENARIO_TITLES
from policies.forms_section import SectionForm
from policies.models import Direction, PolicyVersion
from policies.models.versionstatus import OPEN
from policies.publishing import scenarios_not_covered
from policies.views.version_steps import VersionStep
from recordings_gov.pages.views import Door, RecordView
from recordings_gov.workflow import WrongState


def sections_address(version: PolicyVersion) -> str:
    """The page that lists the sections of a version to work on."""
    return reverse("policies:version-sections", kwargs={"reference": version.reference})


class VersionSections(RecordView):
    """Every section with what it answers, and what no section answers yet. Rules: R-036, R-047."""

    model = PolicyVersion
    action = "policy.draft"
    template_name = "policies/version_sections.html"

    def rows(self) -> Any:
        """With the policy at hand."""
        return super().rows().select_related("policy__department")

    def context(self) -> dict[str, Any]:
        """Sections in their order with their marks; clauses and scenarios that none has."""
        version = self.record
        sections = list(version.sections.order_by("number"))
        clauses = {code for each in sections for code in each.clauses}
        scenarios = {code for each in sections for code in each.scenarios}
        asked = version.policy.direction == Direction.PATIENTS_RECORD_US
        marks = [
            (
                each,
                [CLAUSE_TITLES[code] for code in each.clauses],
                [SCENARIO_TITLES[code] for code in each.scenarios],
            )
            for each in sections
        ]
        return super().context() | {
            "is_open": version.status in OPEN,
            "sections": marks,
            "first": sections[0].number if sections else 0,
            "last": sections[-1].number if sections else 0,
            "clauses_missing": [each for each in CLAUSES if asked and each.code not in clauses],
            "scenarios_missing": scenarios_not_covered(scenarios, version.left_out) if asked else (),
        }


class SectionStep(VersionStep):
    """What adding and changing a section share."""

    action, step, form_class = "policy.draft", "write_section", SectionForm

    def success_url(self) -> str:
        """Back to the list of sections."""
        return sections_address(self.record)

    def context(self) -> dict[str, Any]:
        """Leads back to the list of sections."""
        return super().context() | {"back_url": sections_address(self.record)}


class AddSection(SectionStep):
    """Rules: R-036."""

    heading, button, done = "Add a section", "Add", "Section added"
    consequence = "It goes to the end. Move it up afterwards."


class ChangeSection(SectionStep):
    """Rules: R-036."""

    button, done = "Save", "Section saved"

    def form_name(self) -> str:
        """Each section has a draft of its own."""
        return f"{super().form_name()}.{self.kwargs['number']}"

    @property
    def heading(self) -> str:  # type: ignore[override]
        """Which section it is."""
        return f"Section {self.kwargs['number']}"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the words as they are, and the fingerprint of them."""
        section = self.record.sections.filter(number=self.kwargs["number"]).first()
        known = {}
        if section is not None:
            known = {name: getattr(section, name) for name in ("title", "body", "clauses", "scenarios")}
            known["seen"] = section.fingerprint
        return SectionForm(data, initial=known | (initial or {}))

    def act(self, form: forms.Form) -> str:
        """Write this section and no other."""
        self.record.write_section(by=self.request.user, number=self.kwargs["number"], **form.cleaned_data)
        return self.success_url()


class SectionButton(Door):
    """A button on the list of sections: does its deed and comes back to the list."""

    model = PolicyVersion
    action = "policy.draft"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A version that has moved on, or a section that is gone, is said on the list."""
        try:
            self.deed(kwargs["number"])
        except (WrongState, ValidationError) as error:
            messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(sections_address(self.record))

    def deed(self, number: int) -> None:
        """What the button does."""
        raise NotImplementedError


class MoveSection(SectionButton):
    """Rules: R-036."""

    def deed(self, number: int) -> None:
        """Up or down by one."""
        step = -1 if self.request.POST.get("way") == "up" else 1
        self.record.move_section(by=self.request.user, number=number, to=max(number + step, 0))
        messages.success(self.request, f"Section {number} is now section {number + step}")


class RemoveSection(SectionButton):
    """Rules: R-217."""

    def deed(self, number: int) -> None:
        """Take it out; it stays in the history."""
        self.record.remove_section(by=self.request.user, number=number)
        messages.success(self.request, f"Section {number} taken out. It stays in the history")
