"""Exports of the clinical image library, as its program writes them, and bringing them in."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from consent.models import ConsentForm, LibraryColumns, LibraryImport, Recording
from consent.reconciling import checking, comparing
from consent.reconciling.folder import Arriving
from recordings_gov import clock
from tests.consent.endings import recorded
from tests.consent.situations import explained, signed, started

HEADINGS = {
    "library_number": "Image ID",
    "file_name": "Filename",
    "department": "Department",
    "is_visible": "Visible",
    "use": "Level",
    "taken_by": "Photographer",
    "taken_on": "Date taken",
}
PLAIN = {"department": "Imaging", "is_visible": "yes", "use": "record", "taken_by": "", "taken_on": ""}


def export(*rows: Mapping[str, str], headings: Sequence[str] = tuple(HEADINGS)) -> bytes:
    """CSV as UTF-8; each row says what is not plain."""
    lines = [",".join(HEADINGS[name] for name in headings)]
    lines += [",".join((PLAIN | dict(row)).get(name, "") for name in headings) for row in rows]
    return "\r\n".join(lines).encode()


def image(number: str, file_name: str = "DSC_0417.jpg", **more: str) -> dict[str, str]:
    """One row of an export."""
    return {"library_number": number, "file_name": file_name} | more


def brought(by: Any, department: Any, content: bytes) -> LibraryImport:
    """Checked, with the columns as this library heads them."""
    if not LibraryColumns.kept():
        LibraryColumns.say(by=by, columns=HEADINGS)
    with Arriving.of(content) as file:
        return checking.bring(by=by, department=department, file=file)


def taken(by: Any, department: Any, *rows: Mapping[str, str]) -> LibraryImport:
    """Brought, confirmed and taken over."""
    made = brought(by, department, export(*rows))
    assert not made.problems, made.problems
    made.confirm(by=by)
    comparing.take_confirmed(clock.today())
    made.refresh_from_db()
    return made


def consented(taker: Any, department: Any, patient: Any, **answers: bool) -> ConsentForm:
    """Both signed; ``teaching=False`` is the patient's no to that."""
    return signed(explained(started(taker, department, patient), taker), taker, **answers)


def one_of_each(studio: Any, taker: Any, department: Any, patient: Any) -> tuple[Any, dict[str, Any]]:
    """An export with each kind of difference, and one image that is right; and what is missing there."""
    right, shut, wide, missing, held = (
        recorded(consented(taker, department, patient, teaching=number != 2), studio) for number in range(5)
    )
    form = consented(taker, department, patient)
    clip = Recording.capture(
        by=studio, form=form, captured_at=form.signed_at, kind="film", shows="How the hand opens"
    )
    clip.enter_film(by=studio, seconds=40, place="safe", where="Shelf 2")
    held.hold(by=studio, place="Studio safe", look_again_on=clock.today() + timedelta(days=90))
    shut.quarantine(by=studio, reason="Consent was taken back")
    day = clock.today().isoformat()
    rows = (
        image("L-1", f"{right.file_name}.JPG", use="teaching", taken_by="media_studio", taken_on=day),
        image("L-2", f"{shut.file_name}.JPG"),
        image("L-3", f"{wide.file_name}.JPG", use="teaching"),
        image("L-4", "marigold_test_hand.jpg", is_visible="no"),
        image("L-5", "DSC_1.jpg", taken_by="radiographer", taken_on="2019-01-01"),
        image("L-6", "DSC_9990001073.jpg", taken_by="consultant@elsewhere.example", taken_on=day),
    )
    forgotten = consented(taker, department, patient)
    return rows, {"missing": missing, "clip": clip, "forgotten": forgotten}
