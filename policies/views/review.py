"""Reviews: the list, one of them, and the steps of it."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse

from policies.forms import NoAnswersForm
from policies.forms_review import BringForwardForm, HoldReviewForm, PlanReviewForm, SendBackForm
from policies.models import LeafletEdition, PolicyVersion, Review, RiskAssessment
from policies.models.review_verbs import Outcome, ReviewStatus, Trigger
from policies.showing import Tag, Tags, review_tags, short
from recordings_gov import clock
from recordings_gov.pages.views import Column, Filter, ListView, RecordView, StepView
from recordings_gov.workflow import may

COLOURS = {ReviewStatus.HELD: "yellow", ReviewStatus.CLOSED: "green"}
STEPS = (("hold", "Say what came of it"), ("confirm", "Confirm it"), ("send_back", "Send it back"))
REVIEWED: dict[str, Any] = {
    model.reference_kind: model for model in (PolicyVersion, LeafletEdition, RiskAssessment)
}


def _tags(status: str, planned_on: Any) -> Tags:
    state = ReviewStatus(status)
    left = (
        review_tags(planned_on, clock.today()) if state in (ReviewStatus.PLANNED, ReviewStatus.HELD) else ()
    )
    return Tags((Tag(str(state.label), COLOURS.get(state, "grey")), *left))


def _title(*named: Any) -> str:
    policy, number, leaflet, edition, assessed, of = named
    if policy:
        return f"{policy}, version {number}"
    return f"{leaflet}, edition {edition}" if leaflet else f"Risk assessment of {assessed}, version {of}"


def _status(rows: Any, value: str) -> Any:
    return rows.filter(status=value)


def _trigger(rows: Any, value: str) -> Any:
    return rows.filter(trigger=value)


class ReviewList(ListView):
    """Every review, the latest planned first: why, when planned, when held, and what came of it."""

    model = Review
    action = "policy.dashboard"
    template_name = "policies/sub_list.html"
    heading = "Reviews"
    empty = "No review has been planned yet."
    order = "-planned_on"
    export_name = "reviews"
    columns = (
        Column(
            "Review of",
            (
                "version__policy__title",
                "version__number",
                "edition__leaflet__title",
                "edition__number",
                "assessment__version__policy__title",
                "assessment__version__number",
            ),
            _title,
        ),
        Column("Why", ("trigger",), lambda code: Trigger(code).label, wide_only=True),
        Column("Planned", ("planned_on",), lambda day: short(day, "day"), sort="planned_on"),
        Column("Held", ("held_on",), lambda day: short(day, "day") if day else "–", wide_only=True),
        Column("Outcome", ("outcome",), lambda code: Outcome(code).label if code else "–", wide_only=True),
        Column("State", ("status", "planned_on"), _tags),
    )
    filters = (
        Filter("status", "State", [("", "Any state"), *ReviewStatus.choices], _status),
        Filter("trigger", "Why", [("", "Any reason"), *Trigger.choices], _trigger),
    )


class ReviewDetail(RecordView):
    """One review: planned and actual date, its triggers, outcome and evidence. Rules: R-003, R-216."""

    model = Review
    action = "policy.dashboard"
    template_name = "policies/review_detail.html"

    def rows(self) -> Any:
        """With what it is about at hand."""
        return super().rows().select_related(*ABOUT, "held_by", "confirmed_by", "revision")

    def context(self) -> dict[str, Any]:
        """Its facts, what brought it forward, and the next step."""
        review, user = self.record, self.request.user
        steps = [(verb.replace("_", "-"), words) for verb, words in STEPS if may(review, verb, user)]
        mine = review.held_by_id == user.pk and review.status == ReviewStatus.HELD
        facts = [
            ("Planned for", short(review.planned_on, "day")),
            ("Why", review.get_trigger_display()),
            ("Held on", short(review.held_on, "day") if review.held_on else "Not yet"),
            ("Held by", review.held_by.name if review.held_by else ""),
            ("Outcome", review.get_outcome_display()),
            ("Evidence", review.evidence),
            ("Next review", short(review.next_due_on, "day") if review.next_due_on else ""),
            ("Confirmed by", review.confirmed_by.name if review.confirmed_by else ""),
            ("Sent back because", review.sent_back_because),
        ]
        return super().context() | {
            "about": review.about,
            "facts": [(label, value) for label, value in facts if value],
            "tags": _tags(review.status, review.planned_on).tags,
            "triggers": review.triggers.select_related("by"),
            "revision": getattr(review, "revision", None),
            "steps": [] if mine else steps,
            "waits_for_another": mine,
        }


ABOUT = (
    "version__policy__department",
    "edition__leaflet__department",
    "assessment__version__policy__department",
)


class ReviewStep(StepView):
    """What the steps of a review share."""

    model = Review
    consequence: ClassVar[str] = ""

    def rows(self) -> Any:
        """With what it is about at hand."""
        return super().rows().select_related(*ABOUT)

    def context(self) -> dict[str, Any]:
        """Names what is reviewed and says what follows."""
        return super().context() | {"consequence": self.consequence, "lead": str(self.record)}


class HoldReview(ReviewStep):
    """Rules: R-003, R-214, R-216."""

    action, step, form_class = "review.hold", "hold", HoldReviewForm
    heading, button, done = "What came of the review", "Save", "Outcome saved"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the outcomes that there are for what is reviewed."""
        return HoldReviewForm(data, about=self.record.about, initial=initial)


class ConfirmReview(ReviewStep):
    """Rules: R-216, R-217."""

    action, step, form_class = "review.confirm", "confirm", NoAnswersForm
    heading, button, done = "Confirm what the review decided", "Confirm", "Review confirmed"

    def context(self) -> dict[str, Any]:
        """Says what confirming does."""
        review = self.record
        day = short(review.next_due_on, "day") if review.next_due_on else ""
        says = (
            f"The same words are approved again today, and reviewed by {day}."
            if review.outcome == Outcome.REAFFIRMED
            else "It ends today, without a successor."
        )
        return super().context() | {"consequence": f"{says} The evidence: {review.evidence}"}


class SendBackReview(ReviewStep):
    """Rules: R-216."""

    action, step, form_class = "review.confirm", "send_back", SendBackForm
    heading, button, done = "Send the review back", "Send back", "Review sent back"


class OpensReview(StepView):
    """A page that opens a review of the version, edition or risk assessment named in its address."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The kind is in the reference."""
        kind = kwargs["reference"].strip().upper().partition("-")[0]
        if kind not in REVIEWED:
            raise Http404("No such record.")
        self.model = REVIEWED[kind]  # type: ignore[misc]  # one page for three kinds
        return super().dispatch(request, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        """Names what is reviewed and leads back to it."""
        about = self.record
        return super().context() | {"back_url": about.get_absolute_url(), "lead": str(about)}


class BringForward(OpensReview):
    """Rules: R-003, R-216."""

    action, step, form_class = "review.bring_forward", "bring_forward", BringForwardForm
    heading, button, done = "Bring its review forward", "Bring forward", "Review brought forward"

    def act(self, form: forms.Form) -> str:
        """To the review that is open now."""
        review = Review.bring_forward(self.record, by=self.request.user, **form.cleaned_data)
        return review.get_absolute_url()


class PlanReview(OpensReview):
    """Rules: R-216."""

    action, step, form_class = "review.hold", "plan", PlanReviewForm
    heading, button, done = "Plan its review", "Plan", "Review planned"

    def act(self, form: forms.Form) -> str:
        """To the new review."""
        return Review.plan(self.record, by=self.request.user, **form.cleaned_data).get_absolute_url()


def starts(about: Any, user: Any) -> list[tuple[str, str]]:
    """Where this person starts or goes on with a review of it: links for its own page."""
    from policies.models.reviewed import HOLDS

    if about.status not in HOLDS or not about.review_due_on:
        return []
    found = Review.objects.visible_to(user).of(about).open().first()
    links = [(found.get_absolute_url(), "The review that is open")] if found else []
    if not found and user.can("review.hold", about):
        links.append((reverse("policies:review-plan", args=[about.reference]), "Plan its review"))
    if user.can("review.bring_forward", about):
        links.append(
            (reverse("policies:review-bring-forward", args=[about.reference]), "Bring its review forward")
        )
    return links
