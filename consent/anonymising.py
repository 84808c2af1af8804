"""That nobody could tell who it is is never a reason not to ask: words that say so are refused. Pure."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from consent.purposes import plain_words
from recordings_gov.decisions import Decision, Reason

INSTEAD = Reason(
    "Covering the face or the eyes, or that nobody can tell who it is, is no reason not to ask. Ask first."
    " If a picture was altered already instead of asking, report it.",
    ("R-131",),
)

# Read over plain words: lower case, without accents or marks. "Mask" alone is a mask for oxygen.
FEATURE = r"(?:face|faces|facial features|eyes|eye|identity|identities)"
ALTERS = (
    r"(?:cover|covers|covered|covering|blur|blurs|blurred|blurring|hide|hides|hidden|hiding|mask|masks|masked|masking"
    r"|obscure|obscures|obscured|obscuring|black out|blacked out|blacking out|crop|cropped|cropping"
    r"|remove|removed|removing|conceal|concealed|concealing|pixelated)"
)
WHOM = r"(?:who|them|her|him|the patient|anyone|it)"
PHRASES = tuple(
    re.compile(rf"\b{phrase}\b")
    for phrase in (
        r"(?:anonymi[sz]\w*|anonymous\w*|anonymity|pseudonymi[sz]\w*|de ?identif\w*|pixelat\w*|pixell?at\w*)",
        r"(?:un|non |not )(?:identifiable|recogni[sz]able|identified|recogni[sz]ed)",
        r"(?:can|could|will|would) ?(?:not|t) be (?:identified|recogni[sz]ed|named|traced)",
        rf"(?:can|could|will|would) ?(?:not|t) (?:identify|recogni[sz]e|tell|know|see) {WHOM}",
        r"(?:nobody|no one|none) (?:can|could|will|would) (?:identify|recogni[sz]e|tell|know)",
        r"(?:cannot|cant|couldnt|wont) be (?:identified|recogni[sz]ed|named|traced)",
        r"(?:eye|black|censor) (?:bar|bars|strip|strips|box|boxes|block|blocks|band|bands)",
        rf"{ALTERS} (?:\w+ ){{0,3}}{FEATURE}",
        rf"{FEATURE} (?:\w+ ){{0,4}}{ALTERS}(?! (?:in|with|by)\b)",
        r"(?:no|without|not (?:show|showing|see|seeing)) (?:\w+ ){0,2}(?:face|faces|facial features)",
        rf"{FEATURE} (?:is |are |was |were |will )?(?:not|never) (?:\w+ )?(?:shown|seen|visible|in it)",
    )
)


def as_ground(text: str) -> Decision:
    """Whether a reason for not asking rests on nobody being recognised: ``accepted`` or ``refused``.

    For reasons of whoever records, never for what a patient said. Rules: R-131.
    """
    said = " ".join(plain_words(text))
    if any(phrase.search(said) for phrase in PHRASES):
        return Decision("refused", obstacles=(INSTEAD,))
    return Decision("accepted")


def refuse_as_ground(**reasons: Any) -> None:
    """Raise ValidationError beside each reason that rests on it. Rules: R-131."""
    wrong = {name: INSTEAD.says for name, text in reasons.items() if as_ground(str(text)).obstacles}
    if wrong:
        raise ValidationError(wrong)
