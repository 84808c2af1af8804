"""What the timelines of this room's records say happened."""

from recordings_gov.pages import timeline

WORDS = {
    "policyversion.created": "Drafted",
    "policyversion.fill_in": "Local words filled in",
    "policyversion.entrust": "Owner and sponsor named",
    "policyversion.consult": "Consultation recorded",
    "policyversion.validate": "Validated",
    "policyversion.ratify": "Ratified",
    "policyversion.approve": "Approved",
    "policyversion.disseminate": "Brought into force",
    "policyversion.adopt": "Adopted",
    "policyversion.supersede": "Superseded",
    "leafletedition.created": "Drafted",
    "leafletedition.approve": "Approved",
    "leafletedition.publish": "Put on show",
    "leafletedition.replace": "Taken off show",
    "policy.created": "Policy set up",
    "source.created": "Listed",
    "leaflet.created": "Leaflet set up",
}


def register() -> None:
    """Teach the page kit these words; called once, when the apps are ready."""
    for action, words in WORDS.items():
        timeline.say(action, words)
