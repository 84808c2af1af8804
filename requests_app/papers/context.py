"""What a patient's paper is made of: frozen words and nothing else, so that it can name no colleague."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One paragraph; ``is_english`` where it stands in English on a paper in another language."""

    words: str
    is_english: bool = False


@dataclass(frozen=True)
class Part:
    """A heading, its paragraphs, and what stands under them as a list."""

    heading: str
    lines: tuple[Line, ...] = ()
    points: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Contact:
    """Whom to ask, by office, and where."""

    office: str
    where: str
    is_english: bool = False


@dataclass(frozen=True)
class Paper:
    """One paper: no patient, no colleague, no record behind it. Rules: R-046, R-242, R-243, R-244.

    ``sheet`` is *a4* or *large_print*; ``not_translated`` says that it is in English for want of a
    wording; ``ruled`` is how many empty lines to write on it has: for the patient's ``own_notes`` at its
    end, else under its lead.
    """

    kind: str
    title: str
    organisation: str
    lead: str
    parts: tuple[Part, ...]
    contacts: tuple[Contact, ...]
    contacts_heading: str
    disclaimer: str
    language: str
    direction: str
    sheet: str = "a4"
    not_translated: str = ""
    own_notes: str = ""
    ruled: int = 0
