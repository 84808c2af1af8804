"""The demonstration's password is on everybody's screen: it opens nothing else."""

from typing import Any

from django.core.exceptions import ValidationError

DEMONSTRATION = "demo-recordings"


class NotTheDemonstrations:
    """Refuses the demonstration's password for a real account."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError for it, however it is written."""
        if password.strip().lower() == DEMONSTRATION:
            raise ValidationError(
                "That is the password of the demonstration. Choose another", code="demonstration"
            )

    def get_help_text(self) -> str:
        """What the page says beforehand."""
        return "Not the password of the demonstration"
