"""The register of image databases: the list, asking, authorising, refusing, closing."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse

from consent.forms.keeping import AskDatabaseForm, AuthoriseForm, BecauseForm
from consent.models import ImageDatabase, ImageDatabaseStatus
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

STATES = (("", "All"), *ImageDatabaseStatus.choices)
COLOURS = {
    ImageDatabaseStatus.PROPOSED: "yellow",
    ImageDatabaseStatus.AUTHORISED: "green",
    ImageDatabaseStatus.REFUSED: "red",
    ImageDatabaseStatus.CLOSED: "grey",
}


class ImageDatabaseList(ListView):
    """Every database that was asked for, this product among them. Rules: R-247."""

    model = ImageDatabase
    action = "imagedatabase.view"
    template_name = "consent/image_database_list.html"
    heading = "Image databases"
    empty = "No database is on the register."
    export_name = "image-databases"
    order = "name"
    columns = (
        Column("Database", ("name",), sort="name"),
        Column("Owner", ("owner",), wide_only=True),
        Column("Where", ("place",), wide_only=True),
        Column(
            "Review due",
            ("review_due",),
            lambda day: short_date(day) if day else "",
            sort="review_due",
            wide_only=True,
        ),
        Column("State", ("status",), lambda status: str(ImageDatabaseStatus(status).label)),
    )
    filters = (Filter("state", "State", STATES, lambda rows, value: rows.filter(status=value)),)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """This product stands on it before anybody looks."""
        ImageDatabase.list_our_own()
        return super().get(request, **kwargs)

    def context(self) -> dict[str, Any]:
        """Whether one may be asked for from here."""
        user: Any = self.request.user
        return {"may_ask": user.holds("imagedatabase.propose")}


class AskForImageDatabase(CreateView):
    """Nothing goes into it before information governance agrees. Rules: R-247."""

    form_class = AskDatabaseForm
    heading = "Ask for an image database"
    button = "Ask information governance"
    done = "Asked. Nothing goes into it before information governance agrees."
    draft_form = "consent.imagedatabase.propose"

    def create(self, form: forms.Form) -> ImageDatabase:
        """Make it."""
        return ImageDatabase.propose(by=self.request.user, **form.cleaned_data)


class ImageDatabaseDetail(RecordView):
    """One database, and what was decided."""

    model = ImageDatabase
    action = "imagedatabase.view"
    template_name = "consent/image_database_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("proposed_by", "decided_by")

    def context(self) -> dict[str, Any]:
        """Its facts and its steps."""
        record, user = self.record, self.request.user
        facts = [
            ("Owner", record.owner),
            ("Where it is", record.place),
            ("What it holds", record.holds),
            ("Asked for by", str(record.proposed_by) if record.proposed_by else "This product itself"),
        ]
        if record.decided_at:
            facts += [
                ("Decided by", f"{record.decided_by}, {date_and_time(record.decided_at)}"),
                ("Why", record.decided_because),
            ]
        if record.review_due:
            late = "overdue: nothing goes into it now" if record.review_due < clock.today() else ""
            facts.append(("To be reviewed by", f"{short_date(record.review_due)} {late}".strip()))
        is_other = record.proposed_by_id != user.pk
        return super().context() | {
            "facts": facts,
            "colour": COLOURS[ImageDatabaseStatus(record.status)],
            "steps": [
                verb for verb in ("authorise", "refuse", "close") if is_other and may(record, verb, user)
            ],
        }


class DatabaseStep(StepView):
    """A decision of information governance. Rules: R-247."""

    model = ImageDatabase
    action = "imagedatabase.decide"
    form_class: ClassVar[type[forms.Form]] = BecauseForm

    def context(self) -> dict[str, Any]:
        """What it is about."""
        record = self.record
        return super().context() | {"lead": f"{record.name}, {record.place}. {record.holds}"}


class AuthoriseDatabase(DatabaseStep):
    """Until its next review."""

    form_class = AuthoriseForm
    step = "authorise"
    heading = "Authorise this database"
    button = "Authorise it"
    done = "Authorised. Images may be kept in it until its review."


class RefuseDatabase(DatabaseStep):
    """It may hold none."""

    step = "refuse"
    heading = "Refuse this database"
    button = "Refuse it"
    done = "Refused. Nothing goes into it."


class CloseDatabase(DatabaseStep):
    """It may hold nothing new."""

    step = "close"
    heading = "Close this database"
    button = "Close it"
    done = "Closed. Nothing new goes into it."
