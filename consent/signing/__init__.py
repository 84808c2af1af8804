"""Who must sign before we record a patient: facts in, an answer with its reasons out. Pure."""

from consent.signing.case import SigningCase
from consent.signing.deciding import who_must_sign
from consent.signing.words import ASK, NO, Ask, Circumstance, Route, Signing

__all__ = ["ASK", "NO", "Ask", "Circumstance", "Route", "Signing", "SigningCase", "who_must_sign"]
