"""What stances, sources, conflicts and settings hand to other rooms when the apps are ready."""

from policies import cited, settings_known, source_news
from policies.models.conflict_decision import choice_of
from recordings_gov import rulebook
from recordings_gov.pages import timeline

WORDS = {
    "policyversion.add_stance": "Row added",
    "policyversion.change_stance": "Row changed",
    "policyversion.take_out_stance": "Row taken out",
    "policyversion.set_zone": "Safety zone written",
    "policyversion.exported": "Rows downloaded",
    "source.mark_superseded": "Marked as superseded",
    "source.mark_issuer_closed": "Issuer marked as closed",
    "source.mark_current": "Marked as current",
    "source.hold_text": "Its text is held",
    "source.correct": "How it is found was changed",
    "conflictdecision.decided": "Decided",
    "conflictdecision.ended": "Ended by a later decision",
    "legaladvice.created": "Logged",
    "setting.choose": "Set",
}


def register() -> None:
    """Teach the page kit the words, answer the rulebook's conflicts, and hear of overtaken sources."""
    for action, words in WORDS.items():
        timeline.say(action, words)
    rulebook.register_decisions(choice_of)
    source_news.listen(cited.ask_who_prepares)
    settings_known.register_all()
