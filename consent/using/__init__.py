"""May I use this recording? One pure decision over what it is, what was agreed and what is wanted."""

from consent.using.case import UseCase
from consent.using.deciding import UseAnswer, may_use
from consent.using.words import Aim, DisclosureBasis, Said, Use, Verdict

__all__ = ["Aim", "DisclosureBasis", "Said", "Use", "UseAnswer", "UseCase", "Verdict", "may_use"]
