"""Whatever leaves, while consent ends: the end wins or finds what was given, at every door."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from consent.models import (
    ConsentForm,
    Copy,
    PrintOrder,
    Publication,
    Recording,
    UseCheck,
    copy_course,
    ending_effects,
    print_order,
    publication,
    use_check,
)
from tests.consent.endings import recorded, taken_back
from tests.consent.leaving import cleared, ordered
from tests.consent.situations import explained, signed, started
from tests.consent.test_holding_copies import asked

pytestmark = [
    pytest.mark.fault,
    pytest.mark.both,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite takes one writer at a time: there is no row lock to prove",
    ),
]
WHERE = {
    "publication": publication,
    "print": print_order,
    "copy": copy_course,
    "download": use_check,
    "disclosure": use_check,
}
COURT = {"basis": "court", "basis_reference": "Order 12/2026"}
KEPT = {"undertakes": True, "place_kind": "trust_drive", "place": "Folder 4"}
LINGERS = 0.6


def held_at(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, inside: threading.Event) -> None:
    """Who comes here first stays a moment, so that only a lock keeps the others out."""
    real = getattr(where, name)

    def lingering(*args: Any, **kwargs: Any) -> Any:
        answer = real(*args, **kwargs)
        inside.set()
        threading.Event().wait(timeout=LINGERS)
        return answer

    monkeypatch.setattr(where, name, lingering)


def run(acts: dict[str, Callable[[], Any]], first: str, inside: threading.Event) -> tuple[list[str], Any]:
    """Each in a connection of its own, the others once the first is inside: who ended when, and who how."""
    ended: list[str] = []
    raised: dict[str, Exception] = {}

    def act(name: str) -> None:
        try:
            if name != first:
                inside.wait(timeout=60)
            acts[name]()
        except Exception as error:  # noqa: BLE001
            raised[name] = error
        finally:
            ended.append(name)
            connection.close()

    threads = [threading.Thread(target=act, args=(name,)) for name in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=90)
    return ended, raised


def waiting(recording: Recording, by: Any, studio: Any) -> dict[str, Any]:
    """One of everything that may leave, at its last step."""
    copy = asked(recording, by)
    copy.undertake(by=by)
    return {
        "publication": cleared(recording, studio),
        "print": ordered(recording, by),
        "copy": copy,
        "download": UseCheck.ask(by=by, recording=recording, use="download"),
        "disclosure": UseCheck.ask(
            by=by,
            recording=recording,
            use="disclose",
            basis="consent",
            permission=recording.form.permissions.get(kind="named_purpose"),  # type: ignore[union-attr]
        ),
    }


def doors(rows: dict[str, Any], by: Any, studio: Any) -> dict[str, Callable[[], Any]]:
    """The act at each door, on the row as the database has it."""
    checks = {"colour_checked": True, "identity_checked": True}
    pk = {name: row.pk for name, row in rows.items()}
    return {
        "publication": lambda: Publication.objects.get(pk=pk["publication"]).release(by=studio),
        "print": lambda: PrintOrder.objects.get(pk=pk["print"]).make(by=studio, **checks),
        "copy": lambda: Copy.objects.get(pk=pk["copy"]).release(by=studio),
        "download": lambda: UseCheck.objects.get(pk=pk["download"]).carry_out(
            by=by, done_with="Students", **KEPT
        ),
        "disclosure": lambda: UseCheck.objects.get(pk=pk["disclosure"]).carry_out(
            by=by, done_with="The journal"
        ),
    }


@pytest.mark.rule("R-133", "E")
@pytest.mark.rule("R-155", "E")
@pytest.mark.parametrize("first", ["withdrawal", "quarantine"])
def test_what_was_a_moment_slower_than_the_end_of_consent_leaves_by_no_door(
    first: str, signed_form: Any, media_studio: Any, consultant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = recorded(signed_form, media_studio)
    rows = waiting(recording, consultant, media_studio)
    given = doors(rows, consultant, media_studio)
    end: dict[str, Callable[[], Any]] = {
        "withdrawal": lambda: taken_back(ConsentForm.objects.get(pk=signed_form.pk), consultant),
        "quarantine": lambda: Recording.objects.get(pk=recording.pk).quarantine(
            by=media_studio, reason="Of somebody else"
        ),
    }
    where = {"withdrawal": (ending_effects, "keep"), "quarantine": (Recording, "end_hold")}
    inside = threading.Event()
    held_at(monkeypatch, *where[first], inside)
    _, raised = run({first: end[first]} | given, first, inside)
    assert {
        name: type(error) for name, error in raised.items() if not isinstance(error, ValidationError)
    } == {}
    assert set(raised) == set(given)
    for row in rows.values():
        row.refresh_from_db()
    assert [rows[name].status for name in given] == ["stopped", "stopped", "refused", "answered", "answered"]
    assert rows["publication"].released_at is None
    assert not Copy.objects.open().exists()
    assert not recording.disclosures.exists()


@pytest.mark.rule("R-133", "E")
@pytest.mark.rule("R-176", "N")
def test_what_was_a_moment_faster_is_found_by_the_withdrawal_at_every_door(
    department: Any, patient: Any, media_studio: Any, consultant: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for name, where in WHERE.items():
        form = signed(explained(started(consultant, department, patient), consultant), consultant)
        recording = recorded(form, media_studio)
        rows = waiting(recording, consultant, media_studio)
        inside = threading.Event()
        acts = {
            name: doors(rows, consultant, media_studio)[name],
            "withdrawal": lambda form=form: taken_back(ConsentForm.objects.get(pk=form.pk), consultant),
        }
        with monkeypatch.context() as patched:
            held_at(patched, where, "refuse_unless_allowed", inside)
            assert run(acts, name, inside) == ([name, "withdrawal"], {}), name
        rows[name].refresh_from_db()
        found[name] = rows[name].status
        if name == "publication":
            assert rows[name].notice_is_owed
        if name == "download":
            assert rows[name].copy.status == "recalled"
    assert found == {
        "publication": "stopped",
        "print": "printed",
        "copy": "recalled",
        "download": "done",
        "disclosure": "done",
    }
