"""What the pages say about a matrix: the whole of it, or one row while it is typed."""

from dataclasses import dataclass

from policies.gaps import Gap, all_ties, never_heard, problems_of_row, ties, unanswered, wins
from policies.shaping import with_rows
from policies.stances import Matrix, Row

MOST_GAPS = 12


@dataclass(frozen=True)
class Findings:
    """``problems`` must go before the row is saved; ``notes`` are worth knowing."""

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def of_row(row: Row, others: Matrix) -> Findings:
    """What is wrong with a row beside the others, how far it would answer, and what would have no answer."""
    clashes = ties(row, others.rows, others.vocabulary)
    problems = [_sentence(said) for said in (*_begun(row, others), *clashes)]
    if any(one.id == row.id for one in others.rows):
        problems.append(f"Another row is called {row.id}.")
    together = with_rows(others, (*others.rows, row))
    notes = [] if problems else [_reach(row, together)]
    before = [one for one in never_heard(together) if one != row.id and one not in never_heard(others)]
    notes += [f"{code} would never answer any more." for code in before]
    return Findings(tuple(dict.fromkeys(problems)), (*notes, *gap_sentences(together)))


def of_matrix(matrix: Matrix) -> Findings:
    """Contradictions, situations without an answer, and rows that never answer."""
    if not matrix.rows:
        return Findings()
    silent = [
        f"{code} never answers: closer rows answer each of its situations." for code in never_heard(matrix)
    ]
    return Findings(
        tuple(_sentence(said) for said in all_ties(matrix.rows, matrix.vocabulary)),
        (*gap_sentences(matrix), *silent),
    )


def gap_sentences(matrix: Matrix) -> tuple[str, ...]:
    """Each situation that no row answers, in the words of the matrix."""
    gaps = unanswered(matrix)
    said = [_gap(gap, matrix) for gap in gaps[:MOST_GAPS]]
    more = len(gaps) - len(said)
    return (*said, f"And {more} more without an answer.") if more > 0 else tuple(said)


def _begun(row: Row, others: Matrix) -> list[str]:
    """An empty form has no stance yet, which is no mistake."""
    return [said for said in problems_of_row(row, others) if said != "no stance "]


def _reach(row: Row, together: Matrix) -> str:
    count = wins(row, together)
    if not count:
        return "It would never answer: closer rows answer each of its situations."
    return f"It would answer {count:,} situation{'s' if count != 1 else ''}."


def _gap(gap: Gap, matrix: Matrix) -> str:
    words = matrix.vocabulary
    exams = (
        "any exam"
        if len(gap.modality) == len(words["modality"])
        else _listed(words["modality"], gap.modality)
    )
    media = "any way" if len(gap.medium) == len(words["medium"]) else _listed(words["medium"], gap.medium)
    who = (
        "" if len(gap.recorder) == len(words["recorder"]) else f", {_listed(words['recorder'], gap.recorder)}"
    )
    return f"No answer: {words['setting'][gap.setting]}, {exams}, {media}{who}."


def _listed(words: object, codes: tuple[str, ...]) -> str:
    known: dict[str, str] = dict(words)  # type: ignore[call-overload]
    return " or ".join(known.get(code, code) for code in codes)


def _sentence(said: str) -> str:
    text = said[:1].upper() + said[1:]
    return text if text.endswith((".", ")")) else f"{text}."
