"""What the law says a serious breach of data protection may cost: a figure with its Act and its time."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Penalty:
    """The highest penalty under one Act, and the days between which it held."""

    act: str
    says: str
    since: date
    until: date | None
    source: str

    def held_on(self, day: date) -> bool:
        """Whether this was the law on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


PENALTIES = (
    Penalty(
        "Data Protection Act 1998",
        "up to £500,000",
        date(2010, 4, 6),
        date(2018, 5, 24),
        "The figure that the Trust's policy of 2019 and NHS Protect's guide of 2016 print",
    ),
    Penalty(
        "UK GDPR and Data Protection Act 2018",
        "up to £17.5 million, or 4% of the turnover of the year before if that is more",
        date(2018, 5, 25),
        None,
        "The law of today; the sources above were not changed",
    ),
)


def penalty_on(day: date) -> Penalty | None:
    """The figure in law on ``day``; None before the first one listed. Rules: R-201. Conflict: C-08."""
    return next((each for each in PENALTIES if each.held_on(day)), None)
