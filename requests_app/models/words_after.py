"""The words of what happened during and after a recording."""

from django.db import models

from recordings_gov.incidents.models.words import Kind


class RightlyStopped(models.TextChoices):
    """The two reasons for which care may have stopped rightly. Rules: R-022."""

    SAFETY = "safety", "It was not safe to go on"
    INTERFERENCE = "interference", "The recording got in the way of care"


class Matter(models.TextChoices):
    """What came to light about a recording, during the visit or later. Rules: R-045, R-060."""

    FOUND_COVERT = "found_covert", "A hidden recording was found"
    BEGAN_UNASKED = "began_unasked", "It was begun without asking"
    CONTINUED = "continued_against", "It went on against our policy"
    WITHOUT_YES = "without_patients_yes", "Somebody recorded the patient without the patient’s yes"
    OTHERS_CAUGHT = "others_caught", "Another person, or their details, got into it"
    SHARED = "shared", "It was shared or posted, or may be"


class Strand(models.TextChoices):
    """One incident each: how it was recorded, who else is in it, where it went. Rules: R-203, R-211."""

    RECORDING = "recording", "How it was recorded"
    OTHERS = "others", "Another person in it"
    SHARING = "sharing", "Where it went"


KIND_OF = {
    Matter.FOUND_COVERT: Kind.COVERT,
    Matter.BEGAN_UNASKED: Kind.CONTRARY,
    Matter.CONTINUED: Kind.CONTRARY,
    Matter.WITHOUT_YES: Kind.THIRD_PARTY,
    Matter.OTHERS_CAUGHT: Kind.DATA_CAUGHT,
    Matter.SHARED: Kind.DISCLOSURE,
}
STRAND_OF = {
    Matter.OTHERS_CAUGHT: Strand.OTHERS,
    Matter.SHARED: Strand.SHARING,
}
ASKS_ABOUT_CARE = (
    Matter.FOUND_COVERT,
    Matter.BEGAN_UNASKED,
    Matter.CONTINUED,
    Matter.WITHOUT_YES,
)


class Effect(models.TextChoices):
    """What a recording did to somebody's work. Rules: R-015."""

    DISTRACTED = "distracted", "It distracted me"
    STRESSED = "stressed", "It put me under stress"
    SLOWED = "slowed", "It slowed me down"
    UNSURE = "unsure", "I held back in what I said or did"
    NONE = "none", "It made no difference"


class Support(models.TextChoices):
    """Where somebody who is worried may turn. Rules: R-016."""

    TALK = "talk", "A talk with my manager"
    OTHER_DUTY = "other_duty", "Somebody else to see this patient"
    SPEAK_UP = "speak_up", "The Freedom to Speak Up Guardian"
    OCCUPATIONAL_HEALTH = "occupational_health", "Occupational health or counselling"
    UNION = "union", "My union or professional body"
    LEGAL = "legal", "The legal team"
