"""What a request promises in SQL, each constraint a sentence."""

from django.db.models import CheckConstraint, Q, UniqueConstraint

from requests_app.models import asked_for, care, informed, situation_checks
from requests_app.models.words import AGREEMENTS, WAS_MADE, Ended, Made, Permission, RequestStatus

WAITING = Q(status=RequestStatus.OUTCOME_GIVEN, recording_made=Made.NOT_KNOWN)
_closed = Q(status=RequestStatus.CLOSED)
_recorded = Q(recording_made__in=WAS_MADE)
_by_the_patient = Q(recorder="patient")
_permitted = Q(permission=Permission.YES) | (Q(permission=Permission.CANNOT_SAY) & ~Q(authority=""))

CONSTRAINTS = [
    CheckConstraint(
        name="request_names_a_patient_or_a_number",
        condition=Q(patient__isnull=False) | ~Q(number_as_typed=""),
        violation_error_message="Scan or type the patient number",
    ),
    CheckConstraint(
        name="request_asks_the_patient_when_somebody_else_records",
        condition=_by_the_patient | ~Q(permission=""),
        violation_error_message="Ask the patient, and say what they answered",
    ),
    CheckConstraint(
        name="request_agreed_only_with_the_patients_yes",
        condition=~Q(outcome__in=AGREEMENTS) | _by_the_patient | _permitted,
        violation_error_message="The patient has not said yes to somebody else recording",
    ),
    CheckConstraint(
        name="request_not_simply_agreed_against_advice",
        condition=~Q(outcome=Ended.AGREED) | Q(stance__in=["facilitate", "no_answer"]),
        violation_error_message="Our policy has conditions here: choose what was agreed",
    ),
    CheckConstraint(
        name="request_never_agreed_where_it_is_not_safe",
        condition=~Q(outcome__in=AGREEMENTS) | ~Q(stance="not_safe"),
        violation_error_message="It is not safe here",
    ),
    CheckConstraint(
        name="request_asked_not_to_only_under_that_policy",
        condition=~Q(outcome=Ended.ASKED_NOT_TO)
        | (Q(stance="not_supported") & ~Q(purpose="personal_record")),
        violation_error_message="A personal record of what is said is theirs to make",
    ),
    CheckConstraint(
        name="request_recorded_tells_the_patient_or_says_why_not",
        condition=~_recorded | Q(told_at__isnull=False) | ~Q(not_told_reason=""),
        violation_error_message="Tick what you told the patient, or say why you could not",
    ),
    CheckConstraint(
        name="request_told_or_not_told_never_both",
        condition=Q(told_at=None) | Q(not_told_reason=""),
        violation_error_message="Tick what you told the patient, or say why you could not, not both",
    ),
    CheckConstraint(
        name="request_closed_knowing_whether_it_was_made",
        condition=~_closed | ~Q(recording_made=Made.NOT_KNOWN),
        violation_error_message="Say first whether a recording was made",
    ),
    CheckConstraint(
        name="request_closed_with_its_note_filed",
        condition=~_closed | ~_recorded | Q(note_filed_at__isnull=False),
        violation_error_message="The note is not in the health record yet",
    ),
    CheckConstraint(
        name="request_note_owed_when_recorded",
        condition=~Q(status=RequestStatus.NOTE_OWED) | _recorded,
    ),
    CheckConstraint(
        name="request_reopened_before_a_recording_is_known",
        condition=~Q(status=RequestStatus.REOPENED) | Q(recording_made=Made.NOT_KNOWN),
    ),
    UniqueConstraint(
        fields=["home_code"],
        condition=~Q(home_code=""),
        name="request_claims_a_home_code_of_its_own",
        violation_error_message="That code was used for a request already",
    ),
    *informed.CONSTRAINTS,
    *situation_checks.CONSTRAINTS,
    *asked_for.CONSTRAINTS,
    *care.CONSTRAINTS,
]
