"""Publications: planned, on which contract, given to the publisher, out, stopped, and the publisher told."""

from typing import Any

from django import forms

from consent import publisher_letter
from consent.forms.leaving import CameOutForm, ContractForm, PlanForm, ToldForm, WhyForm
from consent.models import Publication, PublicationStatus, Recording
from consent.views.letter import MakeLetter
from consent.views.showing_leaving import publication_page
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView

RELATED = ("recording__patient", "recording__form", "permission__form", "department__site")


def _state(status: str, ended: Any, stopped: Any, released: Any, told: Any) -> str:
    says = [str(PublicationStatus(status).label)]
    if status == PublicationStatus.OUT and ended:
        says.append("cannot be recalled")
    if (ended or stopped) and released:
        says.append("publisher told" if told else "publisher to be told")
    return ", ".join(says)


def _where(rows: Any, value: str) -> Any:
    return rows.notice_owed() if value == "notice" else rows.filter(status=value)


class PublicationList(ListView):
    """Where recordings come out, newest first. Rules: R-135, R-175."""

    model = Publication
    action = "publication.view"
    template_name = "consent/publication_list.html"
    heading = "Publications"
    empty = "Nothing is to be published. Plan a publication from the entry of a recording."
    export_name = "publications"
    columns = (
        Column("Where", ("where",)),
        Column("Recording", ("recording__reference",), wide_only=True),
        Column("Publisher", ("publisher",), wide_only=True),
        Column("Planned", ("created_at",), short_date, sort="created_at", wide_only=True),
        Column("State", ("status", "taken_back_at", "stopped_at", "released_at", "told_on"), _state),
    )
    filters = (
        Filter(
            "state",
            "Show",
            (("", "All"), *PublicationStatus.choices, ("notice", "Publisher to be told")),
            _where,
        ),
    )


class PlanPublication(StepView):
    """From a recording's entry: asked first whether it may come out. Rules: R-120."""

    model = Recording
    action = "publication.plan"
    template_name = "consent/publication_plan.html"
    step = "plan"
    heading = "Plan a publication"
    button = "Plan it"
    done = "Planned. Now read the contract."

    def rows(self) -> Any:
        """With the form at hand."""
        return super().rows().select_related("form", "patient", "department__site")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The named uses of this recording's forms."""
        return PlanForm(data, initial=initial, record=self.record)

    def act(self, form: forms.Form) -> str:
        """Plan it, and go to it."""
        made = Publication.plan(by=self.request.user, recording=self.record, **form.cleaned_data)
        return str(made.get_absolute_url())

    def context(self) -> dict[str, Any]:
        """Without a named use there is nothing to plan."""
        return super().context() | {"has_named_use": bool(PlanForm(record=self.record).named)}


class PublicationDetail(RecordView):
    """One publication: what to do next, then the facts."""

    model = Publication
    action = "publication.view"
    template_name = "consent/publication_detail.html"

    def rows(self) -> Any:
        """With recording and people at hand."""
        people = ("planned_by", "contract_read_by", "released_by", "told_by")
        return super().rows().select_related(*RELATED, *people)

    def context(self) -> dict[str, Any]:
        """The next step, and what became of it."""
        user: Any = self.request.user
        return super().context() | publication_page(self.record, user)


class PublicationStep(StepView):
    """A step on a publication."""

    model = Publication
    template_name = "consent/publication_step.html"
    action = "publication.release"

    def rows(self) -> Any:
        """With the recording at hand."""
        return super().rows().select_related(*RELATED)


class ReadContract(PublicationStep):
    """What the contract says of copyright. Rules: R-175."""

    action = "publication.plan"
    form_class = ContractForm
    step = "read_contract"
    heading = "Read the contract"
    done = "Saved."


class ReleasePublication(PublicationStep):
    """To the publisher; asked once more. Rules: R-120, R-133, R-175."""

    step = "release"
    heading = "Give it to the publisher"
    button = "Give it to the publisher"
    done = "Written down. Give it to the publisher now."


class SayItCameOut(PublicationStep):
    """It is out. Rules: R-135."""

    form_class = CameOutForm
    step = "come_out"
    heading = "It has come out"
    done = "Written down. From now on nobody can call it back."


class StopPublication(PublicationStep):
    """It does not come out after all."""

    action = "publication.plan"
    form_class = WhyForm
    step = "stop"
    heading = "Stop the publication"
    button = "Stop it"
    done = "Stopped."


class TellPublisher(PublicationStep):
    """The publisher knows. Rules: R-133."""

    form_class = ToldForm
    step = "tell_publisher"
    heading = "The publisher was told"
    done = "Publisher told."


class PublisherNotice(MakeLetter):
    """The letter to the publisher."""

    action = "publication.release"
    model = Publication
    make = staticmethod(publisher_letter.notice)

    def rows(self) -> Any:
        """Only where the publisher has what is not to be published."""
        return super().rows().with_the_publisher_after_all()
