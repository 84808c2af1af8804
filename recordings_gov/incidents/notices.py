"""Who hears of an incident, when: messages by the outbox, referrals with a task. No patient is named."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings

from recordings_gov import clock
from recordings_gov.incidents import covert, deadlines, offices
from recordings_gov.incidents.models.words import OUR_DATA, Care, Kind, YesNo
from recordings_gov.notifications import outbox, tasks_due


def page_of(incident: Any) -> str:
    """The incident's address, for somebody who is signed in."""
    return f"{settings.PUBLIC_BASE_URL}{incident.get_absolute_url()}"


def tell(incident: Any, people: Iterable[Any], event: str, subject: str, body: str) -> None:
    """One message a person and event, however often it is asked for."""
    for person in people:
        outbox.post(
            key=f"incident:{incident.reference}:{event}:{person.pk}",
            to=person,
            subject=subject,
            body=f"{body}\n\n{page_of(incident)}\n",
        )


def tell_of_report(incident: Any) -> None:
    """Whoever answers for it hears at once, and each office its kind concerns. Rules: R-053, R-203, R-251."""
    due = f"{incident.response_due_on.day} {incident.response_due_on:%B %Y}"
    subject = f"{incident.get_came_as_display()} {incident.reference}: {incident.get_kind_display()}"
    datix = incident.received_on + timedelta(
        days=deadlines.set_to("incident-datix-days", incident.department)
    )
    body = f"A first real answer is due by {due}, its Datix reference by {datix.day} {datix:%B %Y}."
    if incident.care == Care.STOPPED:
        body += "\nCare was stopped. Tell the clinical lead now, and offer care again."
    tell(incident, offices.governance_of(incident.department), "report", subject[:150], body)
    by = incident.raised_by
    if incident.kind in OUR_DATA:
        hours = deadlines.set_to("incident-breach-hours", incident.department)
        tell_office(
            incident,
            "ig",
            by,
            f"Data of ours may have got out. Decide within {hours} hours from when we knew.",
        )
    if incident.kind == Kind.STAFF_COVERT:
        tell_office(incident, "caldicott", by, "A member of staff recorded a patient in secret.")
        tell_office(incident, "lsms", by, "A member of staff recorded a patient in secret.")
    if incident.kind == Kind.FINDING:
        tell_office(incident, "clinical_lead", by, "A recording may show something we missed. Look again.")
    if incident.kind == Kind.COVERT:
        tell_of_threshold(incident)


def tell_offices(incident: Any, offices_to_tell: Iterable[Any], by: Any) -> None:
    """Each office that a decision named."""
    for each in offices_to_tell:
        tell_office(incident, each.office, by, each.why, urgent=each.urgent)


def tell_office(
    incident: Any, office: str, by: Any, why: str, *, urgent: bool = False, to_whom: str = ""
) -> Any:
    """Send it on: the referral is kept, its people get a message and one task; while it waits, not again.

    An urgent one is due at once, within the hours of the setting. Rules: R-023, R-224, R-232, R-241.
    """
    from recordings_gov.incidents.models.referral import Referral

    waiting = Referral.objects.waiting().filter(incident=incident, office=office).first()
    if waiting is not None:
        return waiting
    today = clock.today()
    people, is_known = offices.people_of(office, incident.department)
    referral = Referral(
        incident=incident,
        office=office,
        to_whom=to_whom,
        for_person=people[0] if people else None,
        why=why,
        urgent=urgent,
        sent_by=by,
        sent_on=today,
    )
    referral.save()
    label = referral.get_office_display()
    hours = deadlines.set_to("incident-legal-hours", incident.department)
    lead = f"Urgent, within {hours} hours: " if urgent else ""
    deed = (
        f"{lead}{label}: answer on {incident.reference}"
        if is_known
        else f"{lead}tell {label} about {incident.reference}"
    )
    tell(incident, people, f"refer-{referral.pk}", deed[:150], why)
    if people:
        tasks_due.ask(
            key=task_key(referral),
            what=deed,
            about=incident,
            person=people[0],
            department=incident.department,
            due_on=today + timedelta(days=_days_to_answer(office, incident.department)),
        )
    return referral


def _days_to_answer(office: str, department: Any) -> int:
    return deadlines.set_to("incident-security-days", department) if office == "lsms" else 0


def task_key(referral: Any) -> str:
    """The key of a referral's task."""
    return f"incident-referral:{referral.pk}"


def tell_escalated(incident: Any) -> None:
    """The person it is escalated to hears of it. Rules: R-215."""
    if incident.escalated == YesNo.YES:
        subject = f"{incident.reference} is escalated to you"
        tell(incident, [incident.escalated_to], "escalated", subject, incident.escalation_reason)


def tell_of_taking(incident: Any) -> None:
    """The information governance manager hears that an individual may have taken data. Rules: R-250."""
    people, _ = offices.people_of("ig", incident.department)
    says = f"{incident.get_taken_display()}, without the consent of the Trust: {incident.taken_act}."
    subject = f"{incident.reference}: somebody may have taken data of ours"
    tell(incident, people, f"taken-{incident.taken}", subject, says)


def tell_deputy(incident: Any) -> None:
    """The deputy hears that they review this one. Rules: R-213."""
    subject = f"You review {incident.reference} for the head of Media Studio"
    tell(incident, [incident.review_deputy], "deputy", subject, "Open it, and say what you found.")


def tell_of_threshold(incident: Any) -> None:
    """From the threshold on, the lead is asked for the five measures, once a month. Rules: R-251."""
    state = covert.state_of(incident.department, clock.today())
    if not state.is_significant:
        return
    month = f"{clock.today():%Y-%m}"
    subject = "Hidden recordings: the five measures are asked for"
    body = f"{state.count} in {state.months} months; the threshold is {state.threshold}. Not in place: "
    body += f"{len(state.not_in_place)} of 5.\n\n{settings.PUBLIC_BASE_URL}{covert.address()}\n"
    people = offices.governance_of(incident.department)
    for person in people:
        key = f"covert-measures:{incident.department_id}:{month}:{person.pk}"
        outbox.post(key=key, to=person, subject=subject, body=body)
    if people:
        tasks_due.ask(
            key=f"covert-measures:{incident.department_id}:{month}",
            what="Say which of the five measures on hidden recordings are in place",
            about=incident,
            person=people[0],
            department=incident.department,
            rule="R-251",
        )
