"""What registrations and training hand to the lower rooms; called once from ``ready``."""

from consent.models.training import LASTS_DAYS
from consent.registration_documents import may_open
from consent.registration_waiting import waits_for
from recordings_gov import documents
from recordings_gov.accounts import known_settings
from recordings_gov.pages import needs, timeline

TITLES = {
    "registration.renewed": "Renewal started",
    "registration.assess_kit": "Equipment checked by Media Studio",
    "registration.say_found": "Equipment found",
    "registration.suspend": "Suspended",
    "registration.lift": "Suspension lifted",
    "registration.report_loss": "Equipment reported as lost or stolen",
    "training.offer": "Offered",
    "training.give": "Given",
}


def open_room() -> None:
    """Settings, needs, words of the timeline, and who opens the registration form."""
    known_settings.register(
        known_settings.Known(
            "recording_training_lasts_days",
            "How long training in recording counts",
            "We record patients",
            "R-200",
            known_settings.NUMBER,
            LASTS_DAYS,
            says="0 means that it is never due again.",
            most=3650,
            unit="days",
            is_trust_wide=True,
        )
    )
    needs.register(waits_for)
    documents.register_access("consent.registration", may_open)
    for action, title in TITLES.items():
        timeline.say(action, title)
    for action, title in (
        ("registration.revoke", "Revoked"),
        ("registration.give_way", "Ended"),
        ("registration.ended", "Ended"),
    ):
        timeline.say(action, title, lambda body: str(body.get("ended_reason", ["", ""])[1]))
