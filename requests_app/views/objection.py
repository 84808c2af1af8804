"""My objection: said, changed and lifted by the person themselves and nobody else."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from recordings_gov.audit import log
from recordings_gov.pages.views import CreateView, StepView
from requests_app.forms.steps import LiftForm, ObjectionForm
from requests_app.models import ObjectionStatus, StaffObjection


class MyObjection(CreateView):
    """Register one's own objection, or see the one that holds. Rules: R-006, R-056, R-165."""

    form_class = ObjectionForm
    template_name = "requests/objections.html"
    draft_form = "requests.objection"
    heading = "Being recorded yourself"
    button = "Register my objection"
    done = "Your objection holds from now on"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page; reading one's own objection is a reading too."""
        mine = self.mine()
        if mine:
            log.read(mine)
        return super().get(request, **kwargs)

    def mine(self) -> StaffObjection | None:
        """The objection of this person that is not lifted."""
        rows = StaffObjection.objects.visible_to(self.request.user)
        found: StaffObjection | None = rows.filter(status=ObjectionStatus.ACTIVE).first()
        return found

    def context(self) -> dict[str, Any]:
        """With the one that holds."""
        return super().context() | {"mine": self.mine()}

    def create(self, form: forms.Form) -> StaffObjection:
        """Register it; it holds at once."""
        return StaffObjection.register(by=self.request.user, **form.cleaned_data)


class VaryObjection(StepView):
    """Change what one's own objection covers. Rules: R-056."""

    model = StaffObjection
    action = "objection.own"
    form_class = ObjectionForm
    step = "vary"
    heading = "Change your objection"
    button = "Save the change"
    done = "Your objection is changed"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """Starts from what holds now."""
        now = {"covers": self.record.covers, "until_on": self.record.until_on}
        return ObjectionForm(data, initial=initial or now)

    def context(self) -> dict[str, Any]:
        """With the way back."""
        return super().context() | {"back_url": reverse("requests:objections")}


class LiftObjection(StepView):
    """Take one's own objection back. Rules: R-056."""

    model = StaffObjection
    action = "objection.own"
    form_class = LiftForm
    step = "lift"
    heading = "Lift your objection"
    button = "Lift my objection"
    done = "Your objection is lifted"

    def context(self) -> dict[str, Any]:
        """With what follows, and the way back."""
        consequence = "From now on you are asked each time, and silence still means no in a picture or film."
        return super().context() | {"back_url": reverse("requests:objections"), "consequence": consequence}
