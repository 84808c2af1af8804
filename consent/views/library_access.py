"""Access to the clinical image library: asked for, and one step after the other."""

from typing import Any

from django import forms

from consent.forms.library_access import AllocateForm, AskLibraryAccessForm, BecauseForm
from consent.models import AccessStatus, LibraryAccess
from consent.models.library_access import NOT_TRAINED
from recordings_gov.pages.templatetags.pages import long_date, short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

COLOURS = {
    AccessStatus.ASKED: "blue",
    AccessStatus.CHECKED: "blue",
    AccessStatus.ALLOCATED: "blue",
    AccessStatus.OPEN: "green",
    AccessStatus.REFUSED: "red",
    AccessStatus.ENDED: "grey",
}
FORWARD = ("check_place", "allocate", "open")
STEPS = (
    ("check_place", "It is a Trust computer and address", "check"),
    ("allocate", "Give them a role", "allocate"),
    ("open", "Open the library to them", "open"),
    ("end", "End their access", "end"),
    ("refuse", "Refuse it", "refuse"),
)


def _filter(rows: Any, value: str) -> Any:
    chosen = {
        "waits": rows.running().exclude(status=AccessStatus.OPEN),
        "open": rows.filter(status=AccessStatus.OPEN),
    }
    return chosen[value]


class LibraryAccessList(ListView):
    """Who asked, and how far it is. Rules: R-190."""

    model = LibraryAccess
    action = "library.see_access"
    template_name = "consent/library_access_list.html"
    heading = "Access to the library"
    empty = "Nobody has asked for access."
    order = "-asked_at"
    export_name = "library-access"
    columns = (
        Column("Person", ("person__name",)),
        Column("Asked", ("asked_at",), short_date, sort="asked_at"),
        Column("State", ("status",), lambda status: str(AccessStatus(status).label)),
    )
    filters = (
        Filter(
            "state", "Show", (("", "All"), ("waits", "Waiting for Media Studio"), ("open", "Open")), _filter
        ),
    )


class AskLibraryAccess(CreateView):
    """Ask Media Studio for access. Rules: R-190."""

    form_class = AskLibraryAccessForm
    heading = "Ask for access to the clinical image library"
    button = "Ask Media Studio"
    done = "Asked. Media Studio checks it, and shows you how."
    draft_form = "consent.libraryaccess.ask"

    def create(self, form: forms.Form) -> LibraryAccess:
        """Ask."""
        return LibraryAccess.ask(by=self.request.user, **form.cleaned_data)


class LibraryAccessDetail(RecordView):
    """How far it is, and the one next step."""

    model = LibraryAccess
    action = "library.see_access"
    template_name = "consent/library_access_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("person", "checked_by", "allocated_by", "opened_by")

    def context(self) -> dict[str, Any]:
        """Facts, and what may be done now by somebody else than the person."""
        record, user = self.record, self.request.user
        shown_on = record.trained_on or record.shown_on()
        facts = [
            ("Person", f"{record.person.name}, {record.person.job_title}".strip(", ")),
            ("Needed for", record.why),
            ("Trust computer", record.computer),
            ("Trust e-mail address", record.address),
            ("Checked by", record.checked_by or "Nobody yet"),
            ("Role in the library", record.get_role_display() or "None yet"),
            ("Shown how to store and find images", long_date(shown_on) or "Not yet"),
            ("Opened by", record.opened_by or "Nobody yet"),
            ("Why", record.because),
        ]
        is_own = record.is_item_of(user)
        waits = record.status == AccessStatus.ALLOCATED and shown_on is None
        buttons = [
            (label, f"consent:library-access-{name}", verb in FORWARD)
            for verb, label, name in STEPS
            if not is_own and may(record, verb, user) and not (verb == "open" and waits)
        ]
        return super().context() | {
            "facts": [(label, value) for label, value in facts if value],
            "colour": COLOURS[AccessStatus(record.status)],
            "buttons": buttons,
            "not_trained": NOT_TRAINED if waits and not is_own else "",
        }


class AccessStep(StepView):
    """A step on somebody's access."""

    model = LibraryAccess
    action = "library.administer"
    template_name = "consent/library_access_step.html"

    def rows(self) -> Any:
        """With the person at hand."""
        return super().rows().select_related("person")


class CheckPlace(AccessStep):
    """Computer and address are the Trust's. Rules: R-190."""

    step = "check_place"
    heading = "Is it a Trust computer and address?"
    button = "Both are the Trust’s"
    done = "Saved. Give them a role next."

    def context(self) -> dict[str, Any]:
        """What is to be checked."""
        return super().context() | {"lead": f"{self.record.computer}, {self.record.address}"}


class Allocate(AccessStep):
    """Their role in the library. Rules: R-190."""

    form_class = AllocateForm
    step = "allocate"
    heading = "Give them a role"
    done = "Saved. Show them how to store and find images next."


class OpenLibrary(AccessStep):
    """The library opens. Rules: R-190."""

    step = "open"
    heading = "Open the library to them"
    button = "Open it"
    done = "Open. They have been told."


class RefuseAccess(AccessStep):
    """It does not open, and why. Rules: R-190."""

    form_class = BecauseForm
    step = "refuse"
    heading = "Refuse access to the library"
    button = "Refuse it"
    done = "Refused. They have been told."


class EndAccess(AccessStep):
    """It is closed to them again. Rules: R-190."""

    form_class = BecauseForm
    step = "end"
    heading = "End their access to the library"
    button = "End it"
    done = "Ended. They have been told."
