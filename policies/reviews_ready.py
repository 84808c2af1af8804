"""What the reviews hand to the lower rooms when the apps are ready: kinds, cards, words, follow-ups."""

WORDS = {
    "policyversion.bring_review_forward": "Review brought forward",
    "policyversion.reaffirm": "Approved again after a review",
    "policyversion.retire": "Retired after a review",
    "leafletedition.bring_review_forward": "Review brought forward",
    "leafletedition.reaffirm": "Approved again after a review",
    "leafletedition.retire": "Taken off show after a review",
    "riskassessment.bring_review_forward": "Review brought forward",
    "riskassessment.reaffirm": "Approved again after a review",
    "review.created": "Review opened",
    "review.join": "Brought forward",
    "review.hold": "Held",
    "review.confirm": "Confirmed by a second person",
    "review.send_back": "Sent back",
    "review.lapse": "Lapsed: what it was about has ended",
    "revision.created": "Opened",
    "revision.complete": "Done: the new words are approved",
}


def register() -> None:
    """Called once, when the apps are ready."""
    from policies import cards, early, reviewing, source_news
    from recordings_gov.incidents import followups
    from recordings_gov.pages import cards as home_cards
    from recordings_gov.pages import timeline

    for action, words in WORDS.items():
        timeline.say(action, words)
    reviewing.register_kinds()
    home_cards.register(cards.cards)
    home_cards.register(cards.read_by_staff)
    followups.register(early.follow_up)
    source_news.listen(early.source_overtaken)
