"""The incident on paper: an accessible PDF, kept, without the patient's name in its file name."""

from typing import Any

from recordings_gov import documents
from recordings_gov.accounts.models import Department
from recordings_gov.documents.models import Document
from recordings_gov.incidents import showing
from recordings_gov.incidents.missing import what_is_missing
from recordings_gov.incidents.models import Incident
from recordings_gov.pages import timeline


def report_pdf(incident: Incident) -> Document:
    """Facts, steps, referrals, actions and what is still missing. Rules: R-203, R-211."""
    department: Department = incident.department
    missing = what_is_missing(incident.facts()) if incident.is_open else ()
    context: dict[str, Any] = {
        "organisation": department.name,
        "facts": showing.facts(incident, masked=False),
        "what_happened": incident.what_happened,
        "triage": showing.triage_of(incident),
        "missing": missing,
        "status": incident.get_status_display(),
        "steps": list(incident.steps.select_related("done_by").order_by("pk")),
        "referrals": list(incident.referrals.order_by("sent_on", "pk")),
        "actions": list(incident.actions.select_related("owner").order_by("due_on", "pk")),
        "events": [
            each for each in timeline.entries(incident, on_paper=True) if each["title"] != "Downloaded"
        ],
    }
    return documents.produce(
        "documents/incidents/incident.html",
        context,
        about=incident,
        kind="incident",
        title=f"{incident.get_came_as_display()} {incident.reference}",
        version="1",
    )


def may_open(user: Any, document: Document) -> bool:
    """Whoever may manage the incident; the paper shows the patient. It fails shut."""
    incident = Incident.objects.visible_to(user).filter(reference=document.about_reference).first()
    return incident is not None and bool(user.can("incident.manage", incident))
