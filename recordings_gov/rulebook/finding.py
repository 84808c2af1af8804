"""Finding rules: by room, state, duty, source and words."""

from recordings_gov.rulebook.entries import Book, Rule, citations


def find(
    book: Book, *, words: str = "", app: str = "", state: str = "", duty: str = "", source: str = ""
) -> list[Rule]:
    """The rules that fit everything asked for; every word must stand in the rule somewhere."""
    wanted = words.casefold().split()
    return [
        rule
        for rule in book.rules.values()
        if (not app or rule.app == app)
        and (not state or book.state(rule.id) == state)
        and (not duty or duty in {held.letter for held in rule.duties})
        and (not source or source in {code for code, _ in citations(rule.source)})
        and all(word in _text(rule) for word in wanted)
    ]


def _text(rule: Rule) -> str:
    cells = (rule.id, rule.title, rule.says, rule.source, rule.software, rule.role, rule.same_as or "")
    return " ".join(cells).casefold()
