"""Training in recording: offered, given, due again; one's own, or everybody's for Media Studio."""

from typing import Any

from django import forms
from django.http import HttpRequest

from consent.forms.training import GiveTrainingForm, OfferTrainingForm
from consent.models import Training, TrainingStatus
from consent.models.training import Topic
from consent.studio import studio_for
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import long_date, short_date
from recordings_gov.pages.views import Column, CreateView, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may


def _due(rows: Any, value: str) -> Any:
    return {
        "offered": rows.filter(status=TrainingStatus.OFFERED),
        "due": rows.due_by(clock.today()),
        "given": rows.filter(status=TrainingStatus.GIVEN),
    }[value]


class TrainingList(ListView):
    """Each training and who gave it. Rules: R-200."""

    model = Training
    action = "training.view"
    template_name = "consent/training_list.html"
    heading = "Training in recording"
    empty = "No training is written down yet."
    order = "-offered_on"
    export_name = "training"
    columns = (
        Column("Person", ("person__name",)),
        Column("In", ("topic",), lambda topic: str(Topic(topic).label)),
        Column("Offered", ("offered_on",), short_date, sort="offered_on", wide_only=True),
        Column("Given", ("given_on",), lambda day: short_date(day) or "Not yet"),
        Column("By", ("given_by__name",), lambda name: name or "–", wide_only=True),
        Column("Due again", ("renew_on",), lambda day: short_date(day) or "–", wide_only=True),
    )
    filters = (
        Filter(
            "state",
            "Show",
            (("", "All"), ("offered", "Offered, not given"), ("given", "Given"), ("due", "Due again")),
            _due,
        ),
    )

    def context(self) -> dict[str, Any]:
        """Whether to offer an offer."""
        user: Any = self.request.user
        return {"may_keep": user.holds("training.keep"), "studio": studio_for(user)}


class OfferTraining(CreateView):
    """Media Studio offers training to somebody. Rules: R-200."""

    form_class = OfferTrainingForm
    template_name = "consent/training_offer.html"
    heading = "Offer training"
    button = "Offer it"
    done = "Offered. They have been told."
    draft_form = "consent.training.offer"

    def initial(self) -> dict[str, Any]:
        """The person whose page this came from."""
        request: HttpRequest = self.request
        return {"username": request.GET.get("person", "")[:60]}

    def create(self, form: Any) -> Training:
        """Offer it."""
        return Training.offer(by=self.request.user, **form.asked())


class TrainingDetail(RecordView):
    """One training: offered by whom and why, given by whom and when."""

    model = Training
    action = "training.view"
    template_name = "consent/training_detail.html"

    def rows(self) -> Any:
        """With the people at hand."""
        return super().rows().select_related("person", "offered_by", "given_by")

    def context(self) -> dict[str, Any]:
        """The facts, and the one next step."""
        record = self.record
        facts = [
            ("Person", f"{record.person.name}, {record.person.job_title}".strip(", ")),
            ("In", record.get_topic_display()),
            ("Why", record.why),
            ("Offered", f"{long_date(record.offered_on)}, by {record.offered_by}"),
            (
                "Given",
                f"{long_date(record.given_on)}, by {record.given_by}" if record.given_on else "Not yet",
            ),
            ("What it was about", record.words),
            ("Due again", long_date(record.renew_on)),
        ]
        if record.in_training:
            told = long_date(record.caldicott_told_on) or "Not yet"
            facts.append(("Doctor in training: spoken about with the Caldicott Guardian", told))
        return super().context() | {
            "facts": [(label, value) for label, value in facts if value],
            "colour": "green" if record.status == TrainingStatus.GIVEN else "blue",
            "may_give": may(record, "give", self.request.user) and not record.is_item_of(self.request.user),
        }


class GiveTraining(StepView):
    """It was given. Rules: R-200."""

    model = Training
    action = "training.keep"
    template_name = "consent/training_give.html"
    step = "give"
    heading = "Write down that it was given"
    button = "Save"
    done = "Saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Asks about the Caldicott Guardian only for a doctor in training."""
        return GiveTrainingForm(data, initial=initial or {}, record=self.record)
