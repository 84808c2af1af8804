"""A camera in use, one suspended, one waiting in the inbox of both offices; training given and offered."""

from datetime import timedelta

from consent import starter
from consent.models import Registration, Training
from recordings_gov import clock
from recordings_gov.accounts.models import User


def load_registrations(people: dict[str, User]) -> None:
    """The consultant records, the therapeutic radiographer not for now, the sonographer has applied."""
    if Registration.objects.exists():
        return
    trained_on = clock.today() - timedelta(days=30)
    head, ig, studio = (people[name] for name in ("head_of_media_studio", "ig_manager", "media_studio"))
    starter.active_registration(
        applicant=people["consultant"],
        head_of_media_studio=head,
        ig_manager=ig,
        trained_on=trained_on,
        profession="doctor",
    )
    suspended = starter.active_registration(
        applicant=people["therapeutic_radiographer"],
        head_of_media_studio=head,
        ig_manager=ig,
        trained_on=trained_on,
        make="Olympus",
        model="OM-5",
        serial="NM-7734",
        kept_at="Drawer in the treatment control room",
        purpose="Skin marks before treatment, for the record",
    )
    suspended.suspend(by=ig, reason="The drawer does not lock any more. It is being mended.")
    waiting = starter.submitted_registration(
        applicant=people["sonographer"], trained_on=trained_on, serial="NM-4472"
    )
    waiting.assess_kit(
        by=studio, is_fit=True, samples_seen=True, advice="Use the large lens, and a plain cloth behind."
    )
    given = Training.offer(by=studio, person=people["consultant"], topic="recording", why="New camera")
    given.give(by=head, given_on=trained_on, words="Consent, file names, cards and cupboards.")
    Training.offer(by=studio, person=people["sonographer"], topic="storing", why="Asked for by the applicant")
