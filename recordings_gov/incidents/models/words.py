"""The words of an incident: what came, what happened, and the answers its facts may have."""

from django.db import models


class CameAs(models.TextChoices):
    """An incident somebody reports, or a complaint somebody makes; both run the same way. Rules: R-213."""

    INCIDENT = "incident", "Incident"
    COMPLAINT = "complaint", "Complaint"


class IncidentStatus(models.TextChoices):
    """Open until every fact is there; reopened when something new comes to light."""

    OPEN = "open", "Open"
    REOPENED = "reopened", "Reopened"
    CLOSED = "closed", "Closed"


OPEN_ONES = (IncidentStatus.OPEN, IncidentStatus.REOPENED)


class Kind(models.TextChoices):
    """What happened. A hidden recording is an event to talk about, never misconduct. Rules: R-045, R-053."""

    CONTRARY = "contrary_to_policy", "Recording went on against our policy"
    COVERT = "covert", "A hidden recording was found"
    INTERFERENCE = "interference", "Recording got in the way of care"
    THIRD_PARTY = "third_party", "Somebody recorded the patient without the patient's yes"
    DISCLOSURE = "disclosure", "A recording was shared or posted, or may be"
    FINDING = "finding_on_patient_recording", "A patient's recording may show something we missed"
    DATA_CAUGHT = "trust_data_caught", "Another person's details were caught in a recording"
    UNREGISTERED = "staff_unregistered", "Staff recorded without registration, or with other kit"
    STAFF_COVERT = "staff_covert", "Staff recorded a patient in secret"
    COPY = "unauthorised_copy", "A copy was made without authority"
    WRONG_PATIENT = "wrong_patient", "A recording is under the wrong patient"
    USED = "used_without_consent", "A recording was used beyond what was agreed"
    ALTERED = "altered_image", "An image was altered instead of asking for consent"
    KIT_LOST = "kit_lost", "A camera or device is lost or stolen"
    OTHER = "other", "Something else"


# Patients, or people with them, held the device. Nobody of ours broke a rule of ours by their recording.
PATIENTS_RECORD = (
    Kind.CONTRARY,
    Kind.COVERT,
    Kind.INTERFERENCE,
    Kind.THIRD_PARTY,
    Kind.DISCLOSURE,
    Kind.FINDING,
)
# We recorded: items of the Trust's own policy on recordings by staff.
WE_RECORD = (
    Kind.UNREGISTERED,
    Kind.STAFF_COVERT,
    Kind.COPY,
    Kind.WRONG_PATIENT,
    Kind.USED,
    Kind.ALTERED,
    Kind.KIT_LOST,
)
# Whether our own data got out is to be asked here, and nowhere else. Conflict: C-20.
OUR_DATA = (*WE_RECORD, Kind.DATA_CAUGHT)


class YesNo(models.TextChoices):
    """An answer that somebody gave."""

    YES = "yes", "Yes"
    NO = "no", "No"


class Known(models.TextChoices):
    """An answer that may not be known yet."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known yet"


class Care(models.TextChoices):
    """What happened to the patient's care, told truthfully. Rules: R-022."""

    CONTINUED = "continued", "Care went on"
    STOPPED = "stopped", "Care was stopped or put off"
    NONE_GIVEN = "none_given", "No care was being given"


class Publication(models.TextChoices):
    """How far it has gone. Rules: R-232."""

    PASSED_ON = "passed_on", "Passed on in private"
    THREATENED = "threatened", "Threatened, not out yet"
    PUBLISHED = "published", "Published or posted"
    NOT_KNOWN = "not_known", "Not known yet"


class Severity(models.TextChoices):
    """How serious it is. Rules: R-117."""

    NO_HARM = "no_harm", "No harm"
    LOW = "low", "Low"
    MODERATE = "moderate", "Moderate"
    SEVERE = "severe", "Severe"


class Candour(models.TextChoices):
    """Whether the patient, carer or family is owed a full explanation. Rules: R-204."""

    OWED = "owed", "Yes, an explanation is owed"
    NOT_OWED = "not_owed", "No, it is not owed here"


class ToldWhom(models.TextChoices):
    """Who had the explanation."""

    PATIENT = "patient", "The patient"
    CARER = "carer", "A carer"
    FAMILY = "family", "The family"


class Concern(models.TextChoices):
    """Whether a worry about care lies behind it. Rules: R-241."""

    NONE = "none", "No worry about care was raised"
    RAISED = "raised", "A worry about care was raised"


class Recurrence(models.TextChoices):
    """What the later look found. Rules: R-107."""

    NONE = "none", "It has not happened again"
    AGAIN = "again", "It has happened again"
