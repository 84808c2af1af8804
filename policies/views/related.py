"""The policies that a version is read with."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from policies.forms_version import RelateForm
from policies.models import PolicyVersion
from policies.models.related import ASSOCIATED
from policies.views.version_steps import VersionStep
from recordings_gov.pages.views import Door
from recordings_gov.workflow import WrongState


class RelateVersion(VersionStep):
    """Rules: R-034, R-095, R-218, R-225."""

    action, step, form_class = "policy.draft", "relate", RelateForm
    template_name = "policies/version_related.html"
    heading, button, done = "Policies it is read with", "Add", "Policy added to the list"

    def success_url(self) -> str:
        """Back to the list, for the next one."""
        return reverse("policies:version-related", kwargs={"reference": self.record.reference})

    def context(self) -> dict[str, Any]:
        """Those named, and those of the Trust's twelve that are not."""
        related = list(self.record.related_policies.filter(is_removed=False))
        named = {each.kind for each in related}
        missing = [kind.label for kind in ASSOCIATED if kind not in named]
        return super().context() | {"related": related, "missing": missing}


class UnrelateVersion(Door):
    """A button: takes a policy off the list. Rules: R-218."""

    model = PolicyVersion
    action = "policy.draft"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A version that has moved on, or a row that is gone, is said on the list."""
        row = self.record.related_policies.filter(pk=kwargs["number"]).first()
        try:
            if row is not None:
                self.record.unrelate(by=request.user, related=row)
                messages.success(request, f"{row.title}: taken off the list")
        except (WrongState, ValidationError) as error:
            messages.warning(request, " ".join(error.messages))
        return HttpResponseRedirect(
            reverse("policies:version-related", kwargs={"reference": self.record.reference})
        )
