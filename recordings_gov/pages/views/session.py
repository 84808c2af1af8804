"""Whether the session still lives, and the draft of a half-filled form."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View

from recordings_gov import clock
from recordings_gov.pages.models import Draft

FORM_NAME_LENGTH = 100


@login_not_required
def session(request: HttpRequest) -> JsonResponse:
    """Alive or not, and how many seconds are left; asking does not keep a session alive."""
    if not request.user.is_authenticated:
        return JsonResponse({"alive": False})
    idle = clock.now().timestamp() - request.session.get("last_seen_at", 0)
    return JsonResponse({"alive": True, "seconds_left": max(0, int(settings.SESSION_IDLE_SECONDS - idle))})


class DraftView(View):
    """Keeps what is typed so far for the same person."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the posted fields under ``draft_form`` and ``draft_key``."""
        form, key = request.POST.get("draft_form", ""), request.POST.get("draft_key", "")
        if not form or len(form) > FORM_NAME_LENGTH or len(key) > 40:
            return JsonResponse({"error": "Say which form this is."}, status=400)
        Draft.objects.keep(owner=request.user, form=form, key=key, fields=request.POST)
        return HttpResponse(status=204)
