"""The image library's export, compared: what differs, who looks after it, and one put right."""

from datetime import date
from typing import Any

from consent.models import LibraryColumns, LibraryImport, Mismatch, MismatchKind, Recording
from consent.reconciling import checking, comparing
from consent.reconciling.folder import Arriving
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.patients.models import Patient

COLUMNS = {
    "library_number": "Library number",
    "file_name": "File name",
    "department": "Department",
    "is_visible": "Visible",
    "use": "Consent level",
    "taken_by": "Photographer",
    "taken_on": "Taken on",
}
OLD, SHUT = "CIL-1988-0042", "CIL-1988-0043"
UNKNOWN = (
    ("CIL-2019-0311", "DSC_0417.jpg", "yes", "record", "media_studio", "14/03/2019"),
    ("CIL-2019-0312", "DSC_0418.jpg", "yes", "record", "agency.photographer", "14/03/2019"),
    ("CIL-2021-0126", "hand_9990001073.jpg", "no", "record", "media_studio", "02/06/2021"),
)


def load_reconciling(people: dict[str, Any], department: Department) -> None:
    """Brought by Media Studio, taken over, one difference given to its head and one resolved. Once only."""
    if LibraryImport.objects.exists():
        return
    studio = people["media_studio"]
    _shut_one(studio, department)
    LibraryColumns.say(by=studio, columns=COLUMNS)
    with _export(department) as file:
        made = checking.bring(by=studio, department=department, file=file)
    made.confirm(by=studio)
    comparing.take_confirmed(clock.today())
    rows = Mismatch.objects.filter(department=department)
    rows.get(kind=MismatchKind.BEYOND).hand_to(by=studio, person=people["head_of_media_studio"])
    rows.get(kind=MismatchKind.NAME).resolve(by=studio, reason="The file was renamed in the library")


def _shut_one(studio: Any, department: Department) -> None:
    """An old photo whose consent nobody can show: shut here, and still to be seen in the library."""
    photo = Recording.capture_legacy(
        by=studio,
        department=department,
        patient=Patient.objects.get(family_name="Placeholder", given_name="Ottilie"),
        made_on=date(1988, 6, 1),
        found="Made by the plastic surgery clinic; found in its archive",
        kind="photograph",
        shows="Left hand, before treatment",
    )
    photo.upload(by=studio, library_number=SHUT, named=photo.file_name)
    photo.quarantine(by=studio, reason="Nobody can find what the patient agreed to")


def _export(department: Department) -> Arriving:
    """As the library writes it: one photo opened too far, one still visible, three that nobody entered."""
    known = Recording.objects.filter(library_number__in=(OLD, SHUT)).order_by("library_number")
    rows = [
        (number, f"{name}.jpg", "yes", "teaching" if number == OLD else "record", "", "01/06/1988")
        for number, name in known.values_list("library_number", "file_name")
    ]
    lines = [",".join(COLUMNS.values())]
    lines += [",".join((number, name, department.name, *rest)) for number, name, *rest in (*rows, *UNKNOWN)]
    return Arriving.of("\n".join(lines).encode())
