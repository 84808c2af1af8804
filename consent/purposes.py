"""Is a named purpose really one purpose? Open-ended words are refused, however they are written.

CUH 8.1 iii: a further purpose is specified, explicit and never open-ended.
"""

import re
import unicodedata

from recordings_gov.decisions import Decision, Reason

# Words that leave a door open wherever they stand outside a quoted title. A space stands for any gap.
CONDITIONS = ("as", "if", "when", "where")
STATES = (
    "required", "needed", "necessary", "appropriate", "requested", "desired", "wished", "wanted", "suitable",
    "applicable",
)  # fmt: skip
OPEN_ENDED = (
    *(f"{condition} {state}" for condition in CONDITIONS for state in STATES),
    "as we see fit", "as you see fit", "as the trust sees fit", "as and when", "as may be", "whenever",
    "wherever", "whatever", "whichever", "when the need arises", "any", "anything", "anywhere",
    "anyone", "all purposes", "all uses", "all publications", "all media", "every purpose", "every use",
    "various", "several", "multiple", "miscellaneous", "etc", "et cetera", "and so on", "and so forth",
    "and others", "and other", "and more", "and similar", "or similar", "or other", "or others",
    "or elsewhere", "other purposes", "other uses", "future use", "future uses", "in future",
    "in the future", "future purposes", "future publication", "future publications", "later use",
    "further use", "further uses", "further purposes", "subsequent use", "general use",
    "general purposes", "general purpose", "unspecified", "not specified", "unlimited", "unrestricted",
    "indefinite", "indefinitely", "open ended", "ongoing", "at our discretion", "at your discretion",
    "discretion", "to be confirmed", "to be decided", "to be agreed", "to be announced",
    "to be advised", "to be determined", "tbc", "tbd", "tba", "not known", "not yet known", "unknown",
    "not decided", "not sure", "do not know", "dont know",
)  # fmt: skip

# Words that name a kind of use and no use: a purpose made of these alone says nothing.
GENERIC = frozenset(
    re.split(
        r"\s+",
        """an and or the of for in on at to by with from as is it its our my your this that we us be may
        will can publication publications publish published publishing print printed printing online web
        website websites internet intranet journal journals book books textbook article articles paper
        papers magazine newspaper leaflet poster presentation presentations talk talks lecture lectures
        conference conferences meeting meetings event events teaching teach training education
        educational research study studies audit marketing publicity promotion promotional advertising
        media press television tv film video social facebook instagram twitter youtube use uses used
        using purpose purposes other others general medical clinical scientific academic professional
        required needed necessary future further later open free none no na not applicable yes ok all
        every some trust hospital department staff students patient patients image images picture
        pictures photo photos photograph photographs recording recordings case report reports display
        displays exhibition show shown quality assurance governance development dissemination
        distribution reproduction commercial""",
    )
)

QUOTED = re.compile(r"\"[^\"]{3,}\"|'[^']{3,}'|‘[^’]{3,}’|“[^”]{3,}”|«[^»]{3,}»")
APOSTROPHES = str.maketrans("", "", "'’`")
LOOKALIKES = str.maketrans(
    "аеорсухіѕјοανι", "aeopcyxisjoavi"
)  # Cyrillic and Greek letters drawn like Latin ones
GLUED = frozenset(phrase.replace(" ", "") for phrase in OPEN_ENDED)

EMPTY = Reason("Name the one use: what it is called.", ("R-125",))
TOO_WIDE = Reason(
    "Name one use: which journal, book, page or event, and when. “Publication” alone is too wide.", ("R-125",)
)


def named_purpose(text: str) -> Decision:
    """Whether these words name one use, and if not, which of them are open-ended.

    ``accepted`` or ``refused``; case, spacing, hyphens, accents, full-width letters and invisible
    characters make no difference. A title in quotation marks may hold any word. Rules: R-125.
    """
    # An invisible character may stand inside a word or between two: read it both ways.
    for visible in dict.fromkeys((_visible(text, ""), _visible(text, " "))):
        words = plain_words(visible)
        if not any(character.isalpha() for word in words for character in word):
            return Decision("refused", obstacles=(EMPTY,))
        if (
            all(word in GENERIC or word in GLUED or len(word) == 1 for word in words)
            or len("".join(words)) < 3
        ):
            return Decision("refused", obstacles=(_about(text, TOO_WIDE),))
        found = _open_ended(plain_words(QUOTED.sub(" ", visible)))
        if found:
            says = f"“{found}” leaves it open. {TOO_WIDE.says}"
            return Decision("refused", obstacles=(Reason(says, TOO_WIDE.rules),))
    return Decision("accepted", reasons=(Reason("It names one use.", ("R-125",)),))


def open_ended(text: str) -> Decision:
    """Whether an edition, date or event is a definite one: ``accepted`` or ``refused``. Rules: R-125."""
    if not any(character.isalnum() for character in text):
        return Decision("refused", obstacles=(Reason("Give the edition, date or event.", ("R-125",)),))
    for visible in dict.fromkeys((_visible(text, ""), _visible(text, " "))):
        found = _open_ended(plain_words(QUOTED.sub(" ", visible)))
        if found:
            return Decision(
                "refused", obstacles=(Reason(f"“{found}” leaves it open. Say which and when.", ("R-125",)),)
            )
    return Decision("accepted")


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without accents, marks or letters of another alphabet's look."""
    apart = unicodedata.normalize("NFKD", text).casefold().translate(APOSTROPHES)
    kept = "".join(character for character in apart if not unicodedata.combining(character))
    if re.search("[a-z]", kept):
        kept = kept.translate(LOOKALIKES)
    return _spelt_out(re.sub(r"[^\w]|_", " ", kept).split())


def _open_ended(words: list[str]) -> str:
    said = f" {' '.join(words)} "
    whole = (phrase for phrase in OPEN_ENDED if f" {phrase} " in said)
    return next(whole, "") or next((word for word in words if word in GLUED), "")


def _visible(text: str, instead: str) -> str:
    """The text in NFKC, each control or gap a space and each invisible character as ``instead``."""
    kinds = ((character, unicodedata.category(character)) for character in text)
    shown = (
        " " if kind in {"Cc", "Zl", "Zp", "Zs"} else instead if kind == "Cf" else one for one, kind in kinds
    )
    return unicodedata.normalize("NFKC", "".join(shown))


def _spelt_out(words: list[str]) -> list[str]:
    """``a s r e q u i r e d`` and ``t.b.c.`` become words again: runs of single letters are joined."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        if word:
            joined.append(word)
    return joined


def _about(text: str, reason: Reason) -> Reason:
    shown = " ".join(text.split())[:60]
    return Reason(f"“{shown}” is not one use. {reason.says}", reason.rules)
