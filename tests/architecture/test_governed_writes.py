"""Nobody writes governed rows behind their back: found in the code, not only refused when run."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("recordings_gov", "policies", "requests_app", "consent")

# Who may write whole sets, and why. A new name here is a decision that somebody reads.
WRITE_SETS = {
    "consent/reconciling/comparing.py": "what differs between library and register, after one export",
    "consent/models/library_import.py": "an export that a job gives up, whose bringer may have left",
    "consent/covert_lapsing.py": "secret recordings whose authorisation has lapsed, by the clock",
    "consent/research_calendar.py": "research projects whose last day has passed, however many on one night",
    "consent/filming_room.py": "filming whose permission has run out, however much on one night",
    "consent/registration_calendar.py": "registrations whose last day has passed, however many on one night",
    "policies/acknowledging.py": "who is asked to read what, and who is reminded, for however many people",
    "policies/models/survey.py": "the tokens of one survey, whose event names nobody's answer",
    "policies/operations.py": "the rows of one version, made or adopted in one act",
    "policies/next_version.py": "the rows of a version, copied for the next one in one act",
    "policies/models/risk_verbs.py": "the listed hazards of an assessment, and many scores at once",
    "policies/models/writing.py": "the numbers of sections that move when one is moved",
    "consent/models/scan_batch.py": "the pages of one scanned file, known all at once",
    "consent/comparing.py": "one night's comparison of however many originals with the library",
    "policies/sweep.py": "reminders and tasks of a day, for however many policies",
}

# Rows that are no records: leases, drafts, keys, runs, what a device remembers. They may be updated in place.
TECHNICAL = {
    "recordings_gov/notifications/outbox.py": {"bulk_create"},
    "consent/models/library_import.py": {"delete"},
    "consent/models/library_check.py": {"update"},
    "consent/models/scan_batch.py": {"update"},
    "consent/reconciling/comparing.py": {"update"},
    "policies/models/survey_answer.py": {"bulk_create", "delete"},
    "recordings_gov/jobs/models.py": {"update"},
    "recordings_gov/jobs/tasks.py": {"delete"},
    "recordings_gov/accounts/locking.py": {"delete"},
    "recordings_gov/accounts/models/quick_unlock.py": {"update"},
    "recordings_gov/accounts/security.py": {"delete"},
    "recordings_gov/pages/models/draft.py": {"delete", "update_or_create"},
    "recordings_gov/pages/models/idempotency.py": {"delete"},
    "recordings_gov/pages/models/remembered.py": {"update_or_create"},
    "requests_app/models/confidential_reason.py": {"delete"},
    "requests_app/models/home_code.py": {"update"},
    "requests_app/models/staff_concern.py": {"delete"},
    "requests_app/tasks.py": {"delete"},
}
THE_DOOR = "recordings_gov/audit/"
WRITES = {
    "update", "bulk_create", "bulk_update", "delete", "update_or_create", "raw", "_raw_delete",
    "aupdate", "abulk_create", "abulk_update", "adelete",
}  # fmt: skip
ROUND_THE_MANAGER = {"_base_manager", "_default_manager"}


def sources() -> list[Path]:
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_about_rows(call: ast.Call) -> bool:
    """Whether a call of one of WRITES is made on a manager or queryset, as far as its words tell."""
    words = ast.unparse(call.func)
    on = {"objects", "rows", "qs", "queryset", "self", "cls", "filter", "exclude", "all", *ROUND_THE_MANAGER}
    parts = {
        part for node in ast.walk(call.func) if (part := getattr(node, "attr", getattr(node, "id", None)))
    }
    return "objects" in words or bool(parts & on)


def writes_in(path: Path) -> Iterator[tuple[str, int]]:
    """Each call that writes rows without their verbs: its name and line."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in WRITES and is_about_rows(node):
            yield node.func.attr, node.lineno


def callers_of_the_door() -> set[str]:
    found = set()
    for path in sources():
        calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
        named = {ast.unparse(call.func).rsplit(".", 1)[-1] for call in calls}
        if named & {"write_set", "write_set_changes", "write_set_from"} and not name_of(path).startswith(
            THE_DOOR
        ):
            found.add(name_of(path))
    return found


def test_the_callers_of_write_set_are_known() -> None:
    assert callers_of_the_door() == set(WRITE_SETS)


def test_no_code_writes_rows_round_their_verbs() -> None:
    found = [
        f"{name_of(path)}:{line} {call}"
        for path in sources()
        for call, line in writes_in(path)
        if not name_of(path).startswith(THE_DOOR) and call not in TECHNICAL.get(name_of(path), set())
    ]
    assert found == []


def test_what_is_looked_for_is_found(tmp_path: Path) -> None:
    source = tmp_path / "sly.py"
    source.write_text(
        "Patient.objects.filter(pk=1).update(language='cy')\n"
        "models.QuerySet(Patient).all().bulk_update(rows, ['language'])\n"
        "Patient._base_manager.all().delete()\n"
        "seen = {}\n"
        "seen.update(a=1)\n"
    )
    assert list(writes_in(source)) == [("update", 1), ("bulk_update", 2), ("delete", 3)]
