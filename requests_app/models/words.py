"""The states of a request and the words it may end with."""

from django.db import models


class RequestStatus(models.TextChoices):
    """Where a request is; a half-filled one is a draft of its writer and no request yet."""

    OPEN = "open", "Open"
    OUTCOME_GIVEN = "outcome_given", "Outcome given"
    NOTE_OWED = "note_owed", "Note owed"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Reopened"


class Made(models.TextChoices):
    """Whether the patient made a recording, as far as we know."""

    NOT_KNOWN = "not_known", "Not known yet"
    NO = "no", "No"
    BEGUN = "begun", "Begun, then stopped"
    MADE = "made", "Yes"
    FOUND = "found", "Found later"


class Permission(models.TextChoices):
    """What the patient said to somebody else's recording. Rules: R-013."""

    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_SAY = "cannot_say", "Cannot say"


class Said(models.TextChoices):
    """What a colleague said about being in a picture or film; silence is no. Rules: R-165."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class Covers(models.TextChoices):
    """What an objection is about. Rules: R-056."""

    IMAGE = "image", "My picture, in photos and film"
    VOICE = "voice", "My voice"
    BOTH = "both", "My picture and my voice"


class VoiceMet(models.TextChoices):
    """How a wish not to be heard was met; a patient's own note goes on all the same. Rules: R-165."""

    ANOTHER_COLLEAGUE = "another_colleague", "Another colleague talked with the patient"
    WRITTEN_NOTES = "written_notes", "The patient got written notes"
    SUMMARY = "summary", "The patient got a summary afterwards"
    NOT_MET = "not_met", "It could not be met"


class Ended(models.TextChoices):
    """The honest ways a request ends; there is none that turns a patient away. Rules: R-021."""

    AGREED = "agreed", "Agreed"
    AGREED_WITH_CONDITIONS = "agreed_with_conditions", "Agreed with conditions"
    ADVISED_AND_DISCOURAGED = "advised_and_discouraged", "Advised against it"
    PATIENT_CHOSE_NOT_TO = "patient_chose_not_to", "Patient chose not to"
    ASKED_NOT_TO = "asked_not_to", "Asked not to"
    STOPPED_FOR_SAFETY = "stopped_for_safety", "Stopped for safety"
    STOPPED_FOR_INTERFERENCE = "stopped_for_interference", "Stopped: it got in the way"
    WENT_AHEAD_CONTRARY = "went_ahead_contrary", "Went ahead against policy"
    OUT_OF_SCOPE = "out_of_scope", "Not for this form"


WAS_MADE = (Made.BEGUN, Made.MADE, Made.FOUND)
AGREEMENTS = (Ended.AGREED, Ended.AGREED_WITH_CONDITIONS)
STOPS = (Ended.STOPPED_FOR_SAFETY, Ended.STOPPED_FOR_INTERFERENCE)
WITHOUT_RECORDING = (Ended.PATIENT_CHOSE_NOT_TO, Ended.ASKED_NOT_TO, Ended.OUT_OF_SCOPE)
NEED_REASON = (*STOPS, Ended.WENT_AHEAD_CONTRARY, Ended.OUT_OF_SCOPE)
DISCOURAGING = (Ended.ADVISED_AND_DISCOURAGED, *STOPS)
