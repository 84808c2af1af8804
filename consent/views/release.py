"""Model releases: the list, preparing, signing, a no, taking back, asking for a new use, printing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from consent import release_documents
from consent.forms.release import (
    EndReleaseForm,
    PaperReleaseForm,
    PrepareReleaseForm,
    SignReleaseForm,
)
from consent.forms.release_uses import UsesForm
from consent.models import ModelRelease, ReleaseKind, ReleaseStatus
from consent.views.showing_release import RELEASE_COLOURS, facts_of, used_for, uses_of
from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, CreateView, Door, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may


class ReleaseList(ListView):
    """Every release for who keeps them; staff see their own. Rules: R-167."""

    model = ModelRelease
    action = "release.view"
    template_name = "consent/release_list.html"
    heading = "Model releases"
    empty = "No release yet."
    export_name = "model-releases"
    columns = (
        Column("Who is shown", ("person_name",), lambda name: name or "A blank"),
        Column("What is pictured", ("pictured",), wide_only=True),
        Column("Release", ("kind",), lambda kind: str(ReleaseKind(kind).label), wide_only=True),
        Column("Prepared", ("created_at",), short_date, sort="created_at", wide_only=True),
        Column("State", ("status",), lambda status: str(ReleaseStatus(status).label)),
    )
    filters = (
        Filter(
            "state",
            "State",
            (("", "All"), *ReleaseStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether one may be prepared from here."""
        user: Any = self.request.user
        return {"may_prepare": user.holds("release.manage")}


class PrepareRelease(CreateView):
    """For one person, or a blank to take along. Rules: R-167, R-168."""

    form_class = PrepareReleaseForm
    template_name = "consent/release_prepare.html"
    heading = "Prepare a model release"
    button = "Prepare it"
    done = "Prepared. Print it, or let them sign on the screen."
    draft_form = "consent.release.prepare"

    def create(self, form: forms.Form) -> ModelRelease:
        """Make it."""
        return ModelRelease.prepare(by=self.request.user, **form.cleaned_data)


class ReleaseDetail(RecordView):
    """One release: what it names, who signed, and what may be done with it."""

    model = ModelRelease
    action = "release.view"
    template_name = "consent/release_detail.html"

    def rows(self) -> Any:
        """With the people and uses at hand."""
        related = ("staff", "prepared_by", "taken_by", "ended_by", "further_to")
        return super().rows().select_related(*related).prefetch_related("uses", "further")

    def context(self) -> dict[str, Any]:
        """Its facts and its steps."""
        record: ModelRelease = self.record
        user: Any = self.request.user
        manages = user.holds("release.manage")
        pictures = [row.picture for row in record.appearances.select_related("picture")] if manages else []
        return super().context() | {
            "facts": facts_of(record),
            "uses": uses_of(record),
            "colour": RELEASE_COLOURS[ReleaseStatus(record.status)],
            "may_sign": may(record, "sign", user),
            "may_withdraw": may(record, "withdraw", user),
            "may_ask_more": manages and record.status != ReleaseStatus.PREPARED and record.person_name,
            "pictures": pictures,
            "used": used_for(record),
            "is_own": record.staff_id == user.pk,
            "is_over": record.status in (ReleaseStatus.DECLINED, ReleaseStatus.WITHDRAWN),
        }


class ReleaseStep(StepView):
    """A step on a release, with whom it shows at its head."""

    model = ModelRelease
    action = "release.manage"
    template_name = "consent/release_step.html"

    def rows(self) -> Any:
        """With its uses at hand."""
        return super().rows().prefetch_related("uses")

    def context(self) -> dict[str, Any]:
        """What is signed for."""
        return super().context() | {"uses": uses_of(self.record)}


class SignRelease(ReleaseStep):
    """They read it and sign on the screen. Rules: R-168."""

    template_name = "consent/release_sign.html"
    step = "sign"
    heading = "Sign the release on this screen"
    button = "Save the signature"
    done = "Signed."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It knows whether this is a blank, and whose name to expect."""
        known = {"name": self.record.person_name} | (initial or {})
        return SignReleaseForm(data, initial=known, record=self.record)

    def context(self) -> dict[str, Any]:
        """The words of the paper."""
        return super().context() | {"paper": release_documents.context_of(self.record, signed=False)}


class SignReleaseOnPaper(ReleaseStep):
    """What stands on the paper that came back signed. Rules: R-168."""

    step = "sign"
    heading = "Write down the signed paper"
    button = "Save"
    done = "Saved. Keep the paper with Media Studio."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It knows whether this is a blank."""
        known = {"name": self.record.person_name} | (initial or {})
        return PaperReleaseForm(data, initial=known, record=self.record)


class DeclineRelease(ReleaseStep):
    """They were asked, and said no."""

    form_class = EndReleaseForm
    step = "decline"
    heading = "They said no"
    button = "Save their no"
    done = "Saved. They are not to be shown."


class WithdrawRelease(ReleaseStep):
    """They took it back."""

    action = "release.withdraw"
    form_class = EndReleaseForm
    step = "withdraw"
    heading = "Take back the release"
    button = "Take it back"
    done = "Taken back. From now on no new use is made of the pictures it was for."

    def context(self) -> dict[str, Any]:
        """What stops, what cannot be undone, and what else they have signed."""
        says = (
            "It is used in no new way, and communications stops what can be stopped. What has been printed,"
            " broadcast or put online already cannot be called back."
        )
        chain = ModelRelease.objects.filter(self.record.chain()).signed().exclude(pk=self.record.pk)
        others = list(chain.prefetch_related("uses").order_by("pk"))
        return super().context() | {"consequence": says, "used": used_for(self.record), "others": others}


class AskForMore(ReleaseStep):
    """A new use is a new permission: a further release for the same person. Rules: R-169."""

    template_name = "consent/release_further.html"
    form_class = UsesForm
    step = "ask_for_more"
    heading = "Ask for a new use"
    button = "Prepare a further release"
    done = "Prepared. They sign this one too."

    def act(self, form: forms.Form) -> str:
        """To the further release."""
        made = self.record.ask_for_more(by=self.request.user, **form.cleaned_data)
        return str(made.get_absolute_url())


class PrintRelease(Door):
    """The release as a PDF: blank or filled in, to sign; or as it was signed. Rules: R-206."""

    http_method_names: Sequence[str] = ("post",)
    model = ModelRelease
    action = "release.view"

    def rows(self) -> Any:
        """With who explained it and its uses at hand."""
        return super().rows().select_related("taken_by").prefetch_related("uses")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, or a clear sentence and back."""
        try:
            return HttpResponseRedirect(release_documents.printed(self.record).get_absolute_url())
        except DocumentError as error:
            messages.warning(request, str(error))
        return HttpResponseRedirect(self.record.get_absolute_url())
