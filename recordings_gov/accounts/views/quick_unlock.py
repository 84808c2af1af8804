"""Set a PIN, lock the tablet, choose your name and go on."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from recordings_gov.accounts import locking
from recordings_gov.accounts.locking import Opened
from recordings_gov.accounts.models import QuickUnlock
from recordings_gov.accounts.models.quick_unlock import MOST_WRONG
from recordings_gov.accounts.pin_forms import SetPinForm, UnlockForm
from recordings_gov.accounts.returning import keep_what_is_typed, page_of
from recordings_gov.pages.limiting import is_beyond
from recordings_gov.pages.models.remembered import device_of, name_device

MOST_TRIES = 30
TOO_OFTEN = "Too many tries. Wait ten minutes, or sign in with your user name and password"
FULL = "Sign in with your user name and password"
ENDED = f"{FULL}. Your PIN does not open this tablet any more. What you had typed is kept for you"


class SetPin(View):
    """A PIN for this tablet, until the shift ends; the password is asked for again first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page; it comes after the password, so that nobody sets a PIN on a tablet left open."""
        return self.page(request, SetPinForm()) if locking.may_set(request) else self.after_password(request)

    @method_decorator(reauthentication_required)
    def after_password(self, request: HttpRequest) -> HttpResponse:
        """The page for somebody who signed in a while ago."""
        locking.allow_setting(request)
        return self.page(request, SetPinForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set it, or stop using one."""
        if "stop" in request.POST:
            locking.remove_pin(request)
            messages.success(request, "No PIN opens this tablet for you")
            return redirect("home")
        # Never sent on by way of the password page: that keeps what is posted.
        if not locking.may_set(request):
            return redirect("accounts:pin")
        form = SetPinForm(request.POST)
        if not form.is_valid():
            return self.page(request, form, 422)
        response = redirect("home")
        locking.set_pin(request, form.cleaned_data["pin"], name_device(request, response))
        messages.success(request, "Your PIN opens this tablet for you until your shift ends")
        return response

    def page(self, request: HttpRequest, form: SetPinForm, status: int = 200) -> HttpResponse:
        """The form."""
        context = {"form": form, "has_pin": locking.PIN in request.session}
        return render(request, "account/pin.html", context, status=status)


class Lock(View):
    """Lock now: the next one chooses a name and types a PIN."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what was typed, then lock; without a PIN that holds, sign out."""
        keep_what_is_typed(request)
        if not locking.lock(request, page_of(request)):
            logout(request)
            return redirect("account_login")
        return redirect("accounts:unlock")


@method_decorator(login_not_required, name="dispatch")
class Unlock(View):
    """Who is here: choose your name, type your PIN, go on where you were."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For a tablet that nobody is in front of."""
        if request.user.is_authenticated:
            return redirect("home")
        here = QuickUnlock.objects.at(device_of(request)).select_related("user").order_by("user__name", "pk")
        self.here = list(here)
        if not self.here:
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The names of those who set a PIN here."""
        return self.page(UnlockForm(here=self.here))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open that person's session; the fifth wrong PIN ends it."""
        form = UnlockForm(request.POST, here=self.here)
        if is_beyond("accounts.pin", device_of(request), MOST_TRIES):
            form.add_error("pin", TOO_OFTEN)
            return self.page(form, 429)
        if not form.is_valid():
            return self.page(form, 422)
        row = next(row for row in self.here if str(row.pk) == form.cleaned_data["who"])
        opened, page = locking.unlock(request, row, form.cleaned_data["pin"])
        if opened == Opened.OPEN:
            return HttpResponseRedirect(self.way_back(page))
        if opened == Opened.WRONG:
            left = f"{row.tries_left} of {MOST_WRONG} tries are left"
            form.add_error("pin", f"That is not your PIN. {left}")
            return self.page(form, 422)
        messages.error(request, ENDED)
        return redirect("account_login")

    def way_back(self, page: str) -> str:
        """Where this person was, else what was asked for before the names were shown, else home."""
        asked = page or self.request.GET.get("next", "")
        return asked if asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None) else "/"

    def page(self, form: UnlockForm, status: int = 200) -> HttpResponse:
        """The names and the field."""
        return render(self.request, "account/unlock.html", {"form": form}, status=status)
