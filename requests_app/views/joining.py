"""The scanner page's way into a request that a colleague logged."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from recordings_gov.pages.models import Draft
from recordings_gov.pages.views import Door
from requests_app import joining
from requests_app.models import RecordingRequest
from requests_app.views.log import LogRequest


class JoinRequest(Door):
    """Be there at it instead of logging another; what was typed for another one goes. Rules: R-056, R-165."""

    model = RecordingRequest
    action = "request.follow_up"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Join it, and go to it."""
        try:
            joining.join(self.record, by=request.user, says=request.POST.get("says", ""))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            Draft.objects.drop(request.user, LogRequest.draft_form, "")
            messages.success(request, "You are with this request now. Nothing was logged twice")
        return HttpResponseRedirect(self.record.get_absolute_url())
