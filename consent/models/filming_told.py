"""Who hears of a filming: whoever permitted it and whoever asked. Nothing of anybody filmed is in it."""

from typing import Any

from django.conf import settings

from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents.offices import holding
from recordings_gov.notifications import outbox, tasks_due

CONCERN = "a concern was raised, and nothing is filmed"
RESOLVED = "the concern is resolved"
UNRESOLVED = "our staff no longer work with them"
PERMITTED = "filming is permitted"
REFUSED = "filming is not permitted"
STOPPED = "filming was stopped for good"
SAID_NO = "somebody who takes part is filmed no more"
SAYS = {
    CONCERN: "Nothing is filmed until whoever raised it says that it is resolved. Talk with them.",
    RESOLVED: "Filming goes on once it is opened again. Every gate is asked again then.",
    UNRESOLVED: "A concern was not resolved. It has stopped for good: tell those who film.",
    PERMITTED: "It opens once every gate on its page is met. Nothing is filmed before.",
    REFUSED: "Its page says why. Nothing is filmed.",
    STOPPED: "Nothing more is filmed: tell those who film. To film later, somebody asks anew.",
    SAID_NO: "They said no, took back their release, or object to being recorded. Tell those who film.",
}


def tell(filming: Any, what: str, about: Any, by: Any, *others: Any) -> None:
    """Whoever permitted it, else the office that does; whoever asked; and ``others``. Never who did it.

    ``about`` tells one time from the next. Rules: R-088, R-170.
    """
    permitted = filming.decided_by
    office = [permitted] if permitted and permitted.is_active else holding(Role.COMMUNICATIONS)
    for person in {*office, filming.asked_by, *others} - {by}:
        if person.is_active:
            outbox.post(
                key=f"filming:{filming.pk}:{what}:{about}:{person.pk}",
                to=person,
                subject=f"{filming.reference}: {what}",
                body=f"{SAYS[what]}\n\n{settings.PUBLIC_BASE_URL}{filming.get_absolute_url()}\n",
            )


def ask_about(filming: Any, concern: Any, by: Any) -> None:
    """The communications manager sees today what can be done about a concern. Rules: R-088."""
    tasks_due.ask(
        key=_key(concern),
        what=f"See what can be done about a concern: {filming.reference}",
        about=filming,
        role=Role.COMMUNICATIONS,
        due_on=clock.today(),
        rule="R-088",
    )
    tell(filming, CONCERN, concern.pk, by)


def is_settled(concern: Any, by: Any) -> None:
    """Nobody has to do anything about it any more."""
    tasks_due.finish(_key(concern), by)


def _key(concern: Any) -> str:
    return f"filming-concern:{concern.pk}"
