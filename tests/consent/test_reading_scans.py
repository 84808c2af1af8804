"""The process that opens what somebody scanned, and whom a page belongs to. No database."""

import io
import zlib
from dataclasses import replace
from itertools import product

import pikepdf
import pytest

from consent.models import Finding
from consent.scans import reading
from consent.scans.belonging import FormOnFile, PageCode, against, code_on
from recordings_gov import references
from tests.consent.sheets import pdf, picture, sheet
from tests.patients.pictures import png_that_says_it_is

FORM = f"CF-7K2M-9QXD-{references.check_character('CF', '7K2M9QXD')}"
CODE = PageCode(FORM, 1, 2, "1.0")
ON_FILE = FormOnFile(may_attach=True, is_signed=True, editions=frozenset({("1.0", 2)}))
SMALL = replace(reading.LIMITS, pages=5, stretch=2)


def written(code: PageCode) -> str:
    return f"{code.reference}|{code.page}/{code.pages}|v{code.edition}"


def refused(content: bytes, limits: reading.Limits = reading.LIMITS) -> str:
    with pytest.raises(reading.FileRefused) as answer:
        reading.count(content, reading.kind_of(content), limits)
    return answer.value.kind


def test_each_page_of_a_pile_is_read_in_its_order_and_drawn_anew() -> None:
    pile = pdf([sheet(), sheet(written(CODE)), sheet("https://example.org/", written(CODE))])
    assert reading.count(pile, "pdf") == 3
    pages = list(reading.pages(pile, "pdf", 1, 3, SMALL))
    assert [page.number for page in pages] == [1, 2, 3]
    assert [set(page.codes) for page in pages] == [
        set(),
        {written(CODE)},
        {"https://example.org/", written(CODE)},
    ]
    assert all(page.picture.startswith(b"\xff\xd8\xff") for page in pages)
    assert [page.number for page in reading.pages(pile, "pdf", 2, 2)] == [2]


def test_a_picture_is_one_page() -> None:
    for kind in ("JPEG", "PNG"):
        content = picture(sheet(written(CODE)), kind)
        assert reading.count(content, "picture") == 1
        (page,) = reading.pages(content, "picture", 1, 1)
        assert page.codes == (written(CODE),)


def test_a_file_that_cannot_be_trusted_is_refused_by_name() -> None:
    whole = pdf([sheet()])
    locked = b""
    with pikepdf.open(io.BytesIO(whole)) as document:
        kept = io.BytesIO()
        document.save(kept, encryption=pikepdf.Encryption(owner="o", user="secret"))
        locked = kept.getvalue()
    assert refused(locked) == "encrypted"
    assert refused(whole[:400]) == "damaged"
    assert refused(picture(sheet())[:200] + b"") == "damaged"
    assert refused(png_that_says_it_is(60_000, 60_000)) == "too_much"
    many = pikepdf.new()
    for _ in range(5_000):
        many.add_blank_page(page_size=(10, 10))
    kept = io.BytesIO()
    many.save(kept)
    assert refused(kept.getvalue()) == "too_many"


def test_what_a_file_is_its_first_bytes_say_and_nothing_else() -> None:
    whole = pdf([sheet()])
    assert reading.kind_of(whole) == "pdf"
    assert reading.kind_of(b"GIF89a" + whole) == ""
    assert reading.kind_of(b"<html><script>" + whole) == ""
    assert reading.kind_of(b"PK\x03\x04" + whole) == ""
    both = picture(sheet()) + whole
    assert reading.kind_of(both) == "picture"
    (page,) = reading.pages(both, "picture", 1, 1)
    assert b"%PDF" not in page.picture


def test_a_page_that_harms_its_reader_is_named_and_its_neighbours_are_read() -> None:
    """Drawing instructions of 300 MB in a page of a few hundred kilobytes: a bomb between two good pages."""
    with pikepdf.open(io.BytesIO(pdf([sheet(written(CODE))] * 3))) as document:
        bomb = document.make_stream(zlib.compress(b" " * 300_000_000, 1))
        bomb.Filter = pikepdf.Name.FlateDecode
        document.pages[1].Contents = bomb
        kept = io.BytesIO()
        document.save(kept)
    tight = replace(reading.LIMITS, memory=400 * 1024 * 1024)
    pages = list(reading.pages(kept.getvalue(), "pdf", 1, 3, tight))
    assert [page.number for page in pages] == [1, 2, 3]
    assert [bool(page.codes) for page in pages] == [True, False, True]
    assert [bool(page.picture) for page in pages] == [True, False, True]


def test_a_code_is_one_of_ours_to_the_letter_or_it_is_none() -> None:
    right = written(CODE)
    assert code_on([right]) == CODE
    assert code_on([right, right, "https://example.org/"]) == CODE
    assert code_on([]) == Finding.NO_CODE
    other = references.check_character("REG", "7K2M9QXD")
    assert code_on([f"REG-7K2M-9QXD-{other}|1/2|v1.0"]) == Finding.OTHER_PAPER
    assert code_on([right, right.replace("|1/2", "|2/2")]) == Finding.TWO_CODES
    wrong_check = FORM[:-1] + ("0" if FORM[-1] != "0" else "1")
    for text in (
        "https://example.org/" + right,
        right + "\nDELETE",
        right.lower(),
        right.replace(FORM, wrong_check),
        right.replace("1/2", "0/2"),
        right.replace("1/2", "١/2"),
        right.replace("v1.0", "v1.0;x"),
    ):
        assert code_on([text]) == Finding.ELSEWHERE, text


@pytest.mark.rule("R-110", "E")
def test_a_page_is_attached_only_where_nothing_speaks_against_it() -> None:
    """Every combination of the facts; the first that speaks against it is the one that is said."""
    assert against(CODE, None) == Finding.UNKNOWN_FORM
    cells = product([True, False], [True, False], [True, False], [True, False], [None, 2, 3])
    for may, signed, printed, there, total in cells:
        form = FormOnFile(
            may,
            signed,
            frozenset({("1.0", 2 if printed else 3)}),
            frozenset({1} if there else {2}),
            total,
        )
        expected = (
            Finding.NOT_YOURS
            if not may
            else Finding.WRONG_EDITION
            if not printed or total == 3
            else Finding.DUPLICATE
            if there
            else None
            if signed
            else Finding.NOT_SIGNED
        )
        assert against(CODE, form) == expected, form
    assert against(replace(CODE, page=3), ON_FILE) == Finding.WRONG_EDITION
    assert against(replace(CODE, edition="2.0"), ON_FILE) == Finding.WRONG_EDITION
