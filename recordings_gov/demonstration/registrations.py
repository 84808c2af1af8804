"""One colleague's camera is registered, another's waits in the inbox of both offices."""

from datetime import timedelta

from consent import starter
from consent.models import Registration
from recordings_gov import clock
from recordings_gov.accounts.models import User


def load_registrations(people: dict[str, User]) -> None:
    """The consultant may record; the sonographer has applied."""
    if Registration.objects.exists():
        return
    trained_on = clock.today() - timedelta(days=30)
    starter.active_registration(
        applicant=people["consultant"],
        head_of_media_studio=people["head_of_media_studio"],
        ig_manager=people["ig_manager"],
        trained_on=trained_on,
    )
    starter.submitted_registration(applicant=people["sonographer"], trained_on=trained_on, serial="NM-4472")
