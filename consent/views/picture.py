"""Pictures of wards, equipment and staff: who appears, releases, uses, somebody in it by accident."""

from typing import Any

from django import forms
from django.http import Http404

from consent.forms.picture import (
    AddPersonForm,
    BystanderForm,
    EndUseForm,
    KeepPictureForm,
    TakeReleaseForm,
    UsePictureForm,
)
from consent.forms.release import PersonsReleaseForm
from consent.models import Appearance, Picture, PictureKind, PictureStatus, PictureUse
from consent.models.release_use import said
from consent.views.showing_picture import PICTURE_COLOURS, page_of
from recordings_gov.pages.templatetags.pages import short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView


class PictureList(ListView):
    """Every picture that is no clinical recording. Rules: R-167."""

    model = Picture
    action = "release.manage"
    template_name = "consent/picture_list.html"
    heading = "Pictures of wards, equipment and staff"
    empty = "No picture is on the list yet."
    export_name = "pictures"
    columns = (
        Column("What it shows", ("title",)),
        Column("Where", ("place",), wide_only=True),
        Column("What", ("kind",), lambda kind: str(PictureKind(kind).label), wide_only=True),
        Column("Made", ("made_on",), short_date, sort="made_on", wide_only=True),
        Column("State", ("status",), lambda status: str(PictureStatus(status).label)),
    )
    filters = (
        Filter(
            "state",
            "State",
            (("", "All"), *PictureStatus.choices),
            lambda rows, value: rows.filter(status=value),
        ),
    )


class KeepPicture(CreateView):
    """Put a picture on the list."""

    form_class = KeepPictureForm
    template_name = "consent/picture_new.html"
    heading = "Put a picture on the list"
    button = "Save and say who appears"
    done = "Saved. Name everybody who can be recognised."
    draft_form = "consent.picture.keep"

    def create(self, form: forms.Form) -> Picture:
        """Keep it."""
        return Picture.keep(by=self.request.user, **form.cleaned_data)


class PictureDetail(RecordView):
    """One picture: who appears, what each agreed to, and what to do next."""

    model = Picture
    action = "release.manage"
    template_name = "consent/picture_detail.html"

    def rows(self) -> Any:
        """With who keeps it."""
        return super().rows().select_related("kept_by", "publish_locked_by")

    def context(self) -> dict[str, Any]:
        """Facts, people and steps."""
        colour = PICTURE_COLOURS[PictureStatus(self.record.status)]
        return super().context() | page_of(self.record, self.request.user) | {"colour": colour}


class PictureStep(StepView):
    """A step on a picture."""

    model = Picture
    action = "release.manage"
    template_name = "consent/picture_step.html"


class AddPerson(PictureStep):
    """Somebody who can be recognised in it. Rules: R-167, R-172."""

    form_class = AddPersonForm
    step = "add_person"
    heading = "Name somebody who appears"
    button = "Save"
    done = "Saved."


class OfPerson(PictureStep):
    """A step about one person of the picture."""

    @property
    def person(self) -> Appearance:
        """Who it is about; 404 for somebody of another picture."""
        found: Appearance | None = self.record.people.filter(pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404("Nobody of that picture.")
        return found

    def form_name(self) -> str:
        """What is typed about one is never kept for another."""
        return f"{super().form_name()}.{self.kwargs['number']}"

    def context(self) -> dict[str, Any]:
        """Their name at the head."""
        return super().context() | {"person": self.person}


class PreparePersonsRelease(OfPerson):
    """A release of ours for this person. Rules: R-167, R-168."""

    template_name = "consent/picture_ask.html"
    form_class = PersonsReleaseForm
    step = "ask_for_release"
    heading = "Prepare their release"
    button = "Prepare it"
    done = "Prepared. Print it, or let them sign on the screen."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """A member of staff decides for themselves: nobody is asked who they are."""
        form = PersonsReleaseForm(data, initial=initial)
        if self.person.staff_id is not None:
            del form.fields["person_is"]
        return form

    def act(self, form: forms.Form) -> str:
        """To their release."""
        self.record.ask_for_release(by=self.request.user, person=self.person, **form.cleaned_data)
        return str(self.person.newest_release().get_absolute_url())


class TakeRelease(OfPerson):
    """A release that is there already. Rules: R-167."""

    step = "take_release"
    heading = "Add the release they have signed"
    button = "Add it"
    done = "Added."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It looks among the releases this person may see."""
        return TakeReleaseForm(data, initial=initial, user=self.request.user)

    def act(self, form: forms.Form) -> str:
        """Theirs, and of nobody else."""
        self.record.take_release(by=self.request.user, person=self.person, **form.cleaned_data)
        return self.success_url()


class SayComplete(PictureStep):
    """Nobody else can be recognised. Rules: R-167."""

    step = "say_complete"
    heading = "Nobody else can be recognised"
    button = "Nobody else can be recognised"
    done = "Saved. It can be used as everybody in it has agreed."

    def context(self) -> dict[str, Any]:
        """What is said by it."""
        says = "Look at the whole picture, its background and reflections too. Name everybody first."
        return super().context() | {"consequence": says}


class UsePicture(PictureStep):
    """Put it to a use that everybody agreed to, or read who has not. Rules: R-168, R-169."""

    template_name = "consent/picture_use.html"
    form_class = UsePictureForm
    step = "use"
    heading = "Use this picture"
    button = "Write down this use"
    done = "Written down. Everybody who appears has agreed to it."

    def act(self, form: Any) -> str:
        """Use it."""
        self.record.use(by=self.request.user, use=form.asked())
        return self.success_url()


class EndUse(PictureStep):
    """What became of a use that is not agreed to any more. Rules: R-168."""

    form_class = EndUseForm
    step = "end_use"
    heading = "Stop this use"
    button = "Save what was done"
    done = "Saved."

    def form_name(self) -> str:
        """What is typed about one is never kept for another."""
        return f"{super().form_name()}.{self.kwargs['number']}"

    @property
    def used(self) -> PictureUse:
        """Which use; 404 for one of another picture."""
        found: PictureUse | None = self.record.uses.filter(pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404("No use of that picture.")
        return found

    def context(self) -> dict[str, Any]:
        """Which use it is."""
        return super().context() | {"consequence": said(self.used.as_use())}

    def act(self, form: forms.Form) -> str:
        """End this one."""
        self.record.end_use(by=self.request.user, use=self.used, **form.cleaned_data)
        return self.success_url()


class FindPictureBystander(PictureStep):
    """Somebody is in it by accident. Rules: R-171."""

    form_class = BystanderForm
    step = "find_bystander"
    heading = "Somebody is in it by accident"
    button = "Lock it for good"
    done = "Locked. It is in quarantine and is never published."

    def context(self) -> dict[str, Any]:
        """What follows, for good."""
        says = (
            "It goes into quarantine and is never published. Nothing lifts that, not even a release signed"
            " later: make a new picture instead."
        )
        return super().context() | {"consequence": says}
