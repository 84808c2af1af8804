"""Incidents of the demonstration department, each brought as far as it has come by its own people."""

from datetime import timedelta
from typing import Any

from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.clock import months_after
from recordings_gov.incidents.models import (
    CameAs,
    CorrectiveAction,
    Evaluation,
    Incident,
    Kind,
    Referral,
    tick,
)
from recordings_gov.patients.models import Patient

People = dict[str, User]


def load_incidents(people: People, departments: dict[str, Department], patients: dict[str, Patient]) -> None:
    """A few of each way an incident may go; a second run finds them there and adds none."""
    if Incident.objects.exists():
        return
    imaging = departments["imaging"]
    _covert_and_closed(people, imaging, patients["Marigold"])
    _covert_and_open(people, imaging)
    _against_policy(people, imaging, patients["Aled"])
    _threatened(people, imaging)
    _wrong_patient(people, imaging, patients["Barnaby"])
    _complaint(people, imaging)
    _evaluation(people)


def _reported(
    by: User, department: Department, kind: str, days_ago: int, words: str, **given: Any
) -> Incident:
    day = clock.today() - timedelta(days=days_ago)
    return Incident.report(
        by=by,
        kind=kind,
        department=department,
        happened_on=day,
        discovered_on=day,
        what_happened=words,
        **given,
    )


def _covert_and_closed(people: People, imaging: Department, patient: Patient) -> None:
    radiographer, lead = people["radiographer"], people["governance_lead"]
    words = "A phone was found recording in a coat pocket. The patient said that they forget what is said."
    incident = _reported(
        radiographer, imaging, Kind.COVERT, 20, words, patient=patient, place="CT 2", care="continued"
    )
    tick(
        incident,
        by=radiographer,
        steps=["do-carry-care", "advise-openly", "advise-sharing", "advise-note-in-record"],
        answers={"offer-written-summary": "accepted", "offer-see-notes": "accepted"},
    )
    incident.say_what_was_said(
        by=radiographer,
        script_used="yes",
        status_told="yes",
        advice_words="Record openly next time; ask the others before sharing.",
        nothing_seized="yes",
        no_offence_said="yes",
    )
    incident.give_datix(by=radiographer, datix_reference="W-90412")
    incident.raise_concern(by=lead, concern="none")
    answered = incident.received_on + timedelta(days=3)
    incident.respond(by=lead, responded_on=answered, answer="We wrote to the patient and sent the leaflet.")
    incident.decide_escalation(by=lead, escalated="no", escalation_reason="Talked about and settled.")
    incident.decide_candour(by=lead, candour="not_owed", candour_reason="Nothing happened to the patient.")
    incident.plan_action(by=lead, what="Poster on open recording in CT", owner=lead, due_on=clock.today())
    action = CorrectiveAction.objects.get(incident=incident)
    incident.finish_action(
        by=lead, action=action, done_on=clock.today(), done_words="It hangs in CT 1 and 2."
    )
    incident.check_recurrence(
        by=lead, recurrence="none", recurrence_on=clock.today(), recurrence_words="Asked the CT team."
    )
    incident.review(by=people["head_of_media_studio"], review_words="Well handled.")
    incident.close(by=lead)


def _covert_and_open(people: People, imaging: Department) -> None:
    by = people["sonographer"]
    _reported(by, imaging, Kind.COVERT, 40, "Heard later that a visit was recorded.", care="continued")
    _reported(by, imaging, Kind.COVERT, 2, "A phone under the pillow was recording.", care="continued")


def _against_policy(people: People, imaging: Department, patient: Patient) -> None:
    radiographer = people["radiographer"]
    words = "Filming went on after we had talked about it. The examination was finished."
    incident = _reported(
        radiographer, imaging, Kind.CONTRARY, 5, words, patient=patient, place="MR 1", care="continued"
    )
    tick(incident, by=radiographer, steps=["say-understand-matters-explained", "advise-sharing"])
    incident.give_datix(by=radiographer, datix_reference="W-90518")


def _threatened(people: People, imaging: Department) -> None:
    lead = people["governance_lead"]
    words = "A cut version of a recording is to be posted. Two members of staff can be heard."
    incident = _reported(lead, imaging, Kind.DISCLOSURE, 1, words, care="none_given")
    incident.triage_disclosure(
        by=lead,
        changed="yes",
        hurtful="not_known",
        publication="threatened",
        people_in_it=["patient", "trust_staff"],
        others_agreed="no",
        beyond_personal="not_known",
    )
    incident.take_on(by=lead)


def _wrong_patient(people: People, imaging: Department, patient: Patient) -> None:
    head = people["head_of_media_studio"]
    words = "A picture was filed under another patient and moved the same day."
    incident = _reported(people["media_studio"], imaging, Kind.WRONG_PATIENT, 9, words, patient=patient)
    incident.give_datix(by=head, datix_reference="W-90477")
    incident.acknowledge(by=head, acknowledged_on=incident.received_on)
    answered = incident.received_on + timedelta(days=6)
    incident.respond(by=head, responded_on=answered, answer="The family knows that it was put right.")
    incident.decide_candour(by=head, candour="owed", candour_reason="The picture was seen by another family.")
    incident.decide_data_incident(
        by=people["ig_manager"],
        is_data_incident="yes",
        data_reason="Seen by one person; low risk, not reported.",
    )
    referral = Referral.objects.get(incident=incident, office="ig")
    incident.hear_back(
        by=people["ig_manager"], referral=referral, answer="Kept as a near miss.", answered_on=clock.today()
    )


def _complaint(people: People, imaging: Department) -> None:
    words = "A relative complains that staff asked them to stop filming without saying why."
    _reported(
        people["communications"],
        imaging,
        Kind.OTHER,
        3,
        words,
        came_as=CameAs.COMPLAINT,
        relates_to_policy=False,
    )


def _evaluation(people: People) -> None:
    seats = {role: people[role] for role in ("head_of_media_studio", "ig_manager", "caldicott_guardian")}
    Evaluation.hold(
        by=people["head_of_media_studio"],
        held_on=months_after(clock.today(), -5),
        seats=seats,
        looked_at="All incidents and complaints of the half-year, and how fast they were answered.",
        decided="A poster on open recording. The script is gone through with new starters.",
    )
