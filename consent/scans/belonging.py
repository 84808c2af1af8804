"""Which form a scanned page belongs to: pure; the codes on it and the facts of the form in, an answer out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from consent.models.scanned_page import Finding
from recordings_gov import references

PAGE_CODE = re.compile(
    r"(?P<reference>[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])"
    r"\|(?P<page>[1-9][0-9]{0,2})/(?P<pages>[1-9][0-9]{0,2})\|v(?P<edition>[\w.]{1,12})",
    re.ASCII,
)
KIND = "CF-"


@dataclass(frozen=True)
class PageCode:
    """What stands in the code of a printed page."""

    reference: str
    page: int
    pages: int
    edition: str


@dataclass(frozen=True)
class FormOnFile:
    """A consent form as far as a page of it matters.

    ``editions`` are those that were printed for it, each with its number of pages; ``total`` is the number of
    pages of what is attached already.
    """

    may_attach: bool
    is_signed: bool
    editions: frozenset[tuple[str, int]]
    attached: frozenset[int] = frozenset()
    total: int | None = None


def code_on(texts: Iterable[str]) -> PageCode | Finding:
    """The one code of a consent form on a page, or why there is none. Nothing is opened or followed."""
    found = {code for text in texts if (code := page_code(text))}
    if len(found) > 1:
        return Finding.TWO_CODES
    if not found:
        return Finding.ELSEWHERE if any(texts) else Finding.NO_CODE
    (code,) = found
    return code if code.reference.startswith(KIND) else Finding.OTHER_PAPER


def page_code(text: str) -> PageCode | None:
    """The code that this text is, to the letter, its check character among them; else nothing."""
    said = PAGE_CODE.fullmatch(text)
    if not said:
        return None
    try:
        reference = references.read(said["reference"])
    except references.BadReference:
        return None
    return PageCode(reference, int(said["page"]), int(said["pages"]), said["edition"])


def against(code: PageCode, form: FormOnFile | None) -> Finding | None:
    """What speaks against attaching a page to the form its code names; None when nothing does.

    Rules: R-110.
    """
    if form is None:
        return Finding.UNKNOWN_FORM
    if not form.may_attach:
        return Finding.NOT_YOURS
    if code.page > code.pages or (code.edition, code.pages) not in form.editions:
        return Finding.WRONG_EDITION
    if form.total not in (None, code.pages):
        return Finding.WRONG_EDITION
    if code.page in form.attached:
        return Finding.DUPLICATE
    return None if form.is_signed else Finding.NOT_SIGNED
