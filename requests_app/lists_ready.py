"""What lists, joining and prompts put on other pages: home's figure, the rulebook, the timeline."""

from typing import Any


def register() -> None:
    """Called once, from ``ready()``."""
    from recordings_gov.pages import cards, timeline
    from recordings_gov.rulebook import register_live
    from requests_app import uptake

    cards.register(uptake.cards)
    register_live("R-018", uptake.on_the_rules_page)
    timeline.say("recordingrequest.join", "A colleague joined it")
    timeline.say("visitprompt.note", "Noted", _noted)
    timeline.say("visitprompt.take_back", "Undone: it is not counted")


def _noted(body: dict[str, Any]) -> str:
    from requests_app.models.visit_prompt import Answered

    answer = body.get("answer", "")
    return f"{Answered(answer).label}." if answer else "Not asked."
