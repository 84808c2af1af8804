"""Letters about what ended: made, or found again."""

from typing import Any

from consent import letters
from consent.models import Invalidation, Withdrawal
from consent.views.paper import MakePaper


class MakeLetter(MakePaper):
    """Make a letter, or find it, and go to it."""

    action = "consent.withdraw"


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
