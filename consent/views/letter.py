"""Letters about what ended: made, or found again."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from consent import letters
from consent.models import Invalidation, Withdrawal
from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.views.record import Door


class MakeLetter(Door):
    """Make a letter, or find it, and go to it."""

    http_method_names: Sequence[str] = ("post",)
    action = "consent.withdraw"
    make: Any = None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, or a clear sentence and back."""
        try:
            return HttpResponseRedirect(type(self).make(self.record).get_absolute_url())
        except DocumentError as error:
            messages.warning(request, str(error))
        return HttpResponseRedirect(self.record.get_absolute_url())


class WithdrawalLetter(MakeLetter):
    """To whoever took it back."""

    model = Withdrawal
    make = staticmethod(letters.withdrawal_letter)


class ClinicianLetter(MakeLetter):
    """To the clinician who asked."""

    model = Withdrawal
    make = staticmethod(letters.clinician_letter)

    def rows(self) -> Any:
        """Only a child's goes back to the clinician."""
        return super().rows().filter(is_of_a_child=True)


class InvalidationLetter(MakeLetter):
    """To the patient."""

    model = Invalidation
    make = staticmethod(letters.invalidation_letter)
