"""What during and after puts on other pages: home, the incident's page, the rulebook."""

from datetime import date
from typing import Any

from recordings_gov.pages.needs import Need
from requests_app.models import StaffConcern


def register() -> None:
    """Called once, from ``ready()``."""
    from recordings_gov.incidents import followups
    from recordings_gov.pages import cards, needs
    from recordings_gov.rulebook import register_live
    from requests_app import after_showing, delay, raising

    followups.register(raising.on_the_incidents_page)
    cards.register(delay.cards)
    register_live("R-043", delay.on_the_rules_page)
    needs.register(told_to)
    after_showing.say_events()


def told_to(user: Any, today: date) -> list[Need]:
    """Worries told to this person that they have not read; nobody is named. Rules: R-016."""
    rows = StaffConcern.objects.unread_by(user).order_by("pk")
    return [Need("A colleague tells you a worry in confidence", each.get_absolute_url()) for each in rows]
