"""Reading: what I am asked to read, saying that I did, and who has."""

from typing import Any

from django import forms
from django.urls import reverse

from policies.acknowledging import READ_WITHIN, shares_of
from policies.forms_consulting import AcknowledgeForm
from policies.models import Acknowledgement, OfficeHolder, PolicyVersion
from policies.models.accountability import PASSES_ON
from policies.showing import Named, short
from recordings_gov.pages.views import Column, ListView, RecordView, StepView


class ToRead(ListView):
    """The policies that this person is asked to read, soonest first. Rules: R-049, R-109."""

    model = PolicyVersion
    action = "policy.acknowledge"
    template_name = "policies/to_read.html"
    heading = "Policies to read"
    empty = "You have read everything that you were asked to read."
    order = "acknowledgements__asked_on"
    export_name = "policies-to-read"
    columns = (
        Column("Policy", ("policy__title", "number", "policy__department__name"), Named),
        Column("Asked on", ("acknowledgements__asked_on",), lambda day: short(day, "day"), wide_only=True),
        Column("Read by", ("acknowledgements__asked_on",), lambda day: short(day + READ_WITHIN, "day")),
    )

    def rows(self) -> Any:
        """Versions in force that this person has not said to have read."""
        mine = Acknowledgement.objects.to_read().filter(person=self.request.user)
        return PolicyVersion.objects.filter(acknowledgements__in=mine)

    def url_of(self, row: tuple[Any, ...]) -> str:
        """Where they say that they read it."""
        return reverse("policies:version-acknowledge", kwargs={"reference": row[1]})


class AcknowledgeVersion(StepView):
    """Say that exactly this version was read. Rules: R-049, R-109."""

    model = PolicyVersion
    action = "policy.acknowledge"
    step = "acknowledge"
    form_class = AcknowledgeForm
    template_name = "policies/version_acknowledge.html"
    heading, button, done = "Say that you read this policy", "I have read it", "Thank you. This is recorded"

    def rows(self) -> Any:
        """Versions in force alone."""
        return super().rows().in_force().select_related("policy__department", "owner")

    def act(self, form: forms.Form) -> str:
        """Through the verb."""
        Acknowledgement.give(version=self.record, by=self.request.user)
        return self.success_url()

    def context(self) -> dict[str, Any]:
        """Whether it is said already."""
        given = Acknowledgement.objects.given().filter(version=self.record, person=self.request.user).first()
        return super().context() | {"given": given}


class VersionReaders(RecordView):
    """Who has read a version, by department and role, and who has not. Rules: R-049, R-106, R-109."""

    model = PolicyVersion
    action = "policy.dashboard"
    template_name = "policies/version_readers.html"

    def rows(self) -> Any:
        """With the policy at hand."""
        return super().rows().select_related("policy__department")

    def context(self) -> dict[str, Any]:
        """Shares with numerator and denominator, those who have not read it, and the divisions."""
        version, user = self.record, self.request.user
        every, parts = shares_of(version)
        unread = version.acknowledgements.counting().filter(acknowledged_at=None)
        told = {each.division: each for each in version.disseminations.select_related("holder", "by")}
        directors = OfficeHolder.objects.in_office().filter(office__in=PASSES_ON)
        divisions = sorted({*told, *directors.values_list("division", flat=True)})
        return super().context() | {
            "every": every,
            "parts": parts,
            "unread": unread.select_related("person").order_by("asked_on", "person__name")[:200],
            "divisions": [(division, told.get(division)) for division in divisions],
            "may_pass_on": version.is_in_force and user.can("dissemination.keep", version),  # type: ignore[union-attr]
        }
