"""Where Media Studio is and when it is open: settings, of the Trust or a department, printed on forms."""

from typing import Any

from recordings_gov.accounts.known_settings import Known
from recordings_gov.accounts.models import Department, Setting

HOURS = "Outpatients without appointment: Monday to Friday, 9am to 5pm"
INPATIENTS = "Inpatients by arrangement, usually the same day"
ROOM = "We record patients"
STUDIO = (
    Known("studio_contact", "How to reach Media Studio", ROOM, "R-103", says="Extension, phone or e-mail"),
    Known("studio_hours", "When Media Studio is open", ROOM, "R-103", default=f"{HOURS}. {INPATIENTS}"),
    Known("studio_out_of_hours", "Whom to ask when Media Studio is closed", ROOM, "R-103"),
)


def studio_for(user: Any) -> str:
    """How this person reaches Media Studio, by the settings of their first department. Rules: R-103."""
    mine = [department for _, department in user.roles if department]
    return studio_line(Department.objects.filter(pk__in=mine).order_by("pk").first())


def studio_line(department: Department | None) -> str:
    """Contact, hours and the way out of hours, each where it is filled in. Rules: R-103."""
    said: dict[str, Any] = {
        each.name: str(Setting.objects.value_of(each.name, department, each.default)).strip(" .")
        for each in STUDIO
    }
    closed = said["studio_out_of_hours"]
    parts = (said["studio_contact"], said["studio_hours"], f"When it is closed: {closed}" if closed else "")
    return ". ".join(part for part in parts if part)
