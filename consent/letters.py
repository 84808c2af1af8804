"""Letters after an ending, in plain words: what stops, and what cannot."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from consent.ending import Follows
from consent.form_paper import kinds_word
from consent.letter_reading import ways_to_read
from consent.models import ConsentForm, Invalidation, PermissionStatus, Withdrawal
from consent.models.ending_choices import TakenBackBy
from consent.wording import wording
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Setting
from recordings_gov.documents.models import Document

TEMPLATE = "documents/consent/letter.html"
FILE = Path(__file__).with_name("wording") / "letters.toml"
VERSION = "1"


@cache
def words() -> dict[str, dict[str, str]]:
    """The wording of this build."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def withdrawal_letter(withdrawal: Withdrawal) -> Document:
    """To whoever took consent back. Raises DocumentError. Rules: R-133, R-134, R-135."""
    return _made(
        withdrawal, "withdrawal-letter", words()["withdrawal"]["title"], withdrawal_words(withdrawal)
    )


def invalidation_letter(invalidation: Invalidation) -> Document:
    """To the patient, or who decides for them. Raises DocumentError. Rules: R-134, R-155."""
    title = words()["invalidation"]["title"]
    return _made(invalidation, "invalidation-letter", title, invalidation_words(invalidation))


def clinician_letter(withdrawal: Withdrawal) -> Document:
    """To the clinician who asked for the recording of a child. Raises DocumentError. Rules: R-144."""
    letter = _letter("to_clinician_child_withdrew")
    return _made(withdrawal, "clinician-letter", letter["title"], clinician_words(withdrawal, letter["text"]))


def may_open_withdrawal(user: Any, document: Document) -> bool:
    """Who may open the withdrawal may open its letters."""
    row = Withdrawal.objects.visible_to(user).filter(reference=document.about_reference).first()
    return row is not None and bool(user.can("consent.withdraw", row))


def may_open_invalidation(user: Any, document: Document) -> bool:
    """Who may open the invalidation may open its letter."""
    row = Invalidation.objects.visible_to(user).filter(reference=document.about_reference).first()
    return row is not None and bool(user.can("consent.withdraw", row))


def withdrawal_words(withdrawal: Withdrawal) -> dict[str, Any]:
    """What a letter about a withdrawal says, and nothing that was not done."""
    say, form = words()["withdrawal"], withdrawal.form
    made = form.recordings.exists()
    remains = ", ".join(row.name for row in form.permissions.all() if row.status == PermissionStatus.GIVEN)
    stops = [say["stops"]]
    if not made:
        stops.append(say["nothing_made"])
    elif withdrawal.follows != Follows.STAYS:
        stops.append(say[str(withdrawal.follows)])
    if remains:
        stops.append(say["stays"].format(remains=remains))
    return {
        "dear": _dear_withdrawer(withdrawal),
        "opening": [
            say["thanks"].format(said_on=_day(clock.local(withdrawal.said_at).date())),
            say["about"].format(recording=_recording(form), reference=form.reference),
        ],
        "taken_title": say["taken"],
        "taken": [row.name for row in withdrawal.permissions.order_by("pk")],
        "stops_title": say["stops_title"],
        "stops": stops,
        "cannot_title": say["cannot_title"],
        "cannot": [*_published(withdrawal, say), *([say["seen"], say["kept"]] if made else [])],
        "closing_title": say["closing_title"],
        "closing": [say["care"], say["contact"].format(contact=contact_of(form))],
        **ways_to_read(form),
    }


def invalidation_words(invalidation: Invalidation) -> dict[str, Any]:
    """What a letter about a form that never counted says."""
    say, form = words()["invalidation"], invalidation.form
    made = invalidation.recordings
    count = "1 recording" if made == 1 else f"{made} recordings"
    stops = [say["as_if"], say["locked"].format(count=count) if made else say["nothing_made"]]
    if invalidation.incident_reference:
        stops.append(say["incident"].format(incident=invalidation.incident_reference))
    out = form.permissions.filter(came_out_on__isnull=False).order_by("pk")
    places = ", ".join(f"{row.name} ({row.came_out_where}, {_day(row.came_out_on)})" for row in out)
    cannot = [say["published"].format(published_in=places)] if places else []
    cannot += ([say["used"]] if invalidation.uses else []) + ([say["seen"], say["kept"]] if made else [])
    found = say["found"].format(
        found_on=_day(clock.local(invalidation.created_at).date()),
        reference=form.reference,
        recording=_recording(form),
    )
    return {
        "dear": _dear_patient(form),
        "opening": [found, say[invalidation.why], say["sorry"]],
        "stops_title": say["stops_title"],
        "stops": stops,
        "cannot_title": say["cannot_title"],
        "cannot": cannot,
        "closing_title": say["closing_title"],
        "closing": [say["choice"], say["contact"].format(contact=contact_of(form))],
        **ways_to_read(form),
    }


def clinician_words(withdrawal: Withdrawal, text: str) -> dict[str, Any]:
    """What the clinician reads; the patient is named by the reference alone."""
    form = withdrawal.form
    filled = text.format(
        recording_reference=form.reference,
        withdrawn_on=_day(clock.local(withdrawal.said_at).date()),
        withdrawn_parts=", ".join(row.name for row in withdrawal.permissions.order_by("pk")),
        sender=form.department,
        contact=contact_of(form),
    )
    return {"dear": form.requested_by, "opening": [part for part in filled.strip().split("\n\n") if part]}


def contact_of(form: ConsentForm) -> str:
    """Whom to ask: the department's phone or e-mail where it is set, and always any member of staff."""
    contact = str(Setting.objects.value_of("consent_contact", form.department, ""))
    return f"{contact}, or tell any member of staff" if contact else "Tell any member of staff"


def _made(about: Withdrawal | Invalidation, kind: str, title: str, said: dict[str, Any]) -> Document:
    context = {
        **said,
        "organisation": about.form.department.site.name,
        "written_on": _day(clock.local(about.created_at).date()),
        "where": f"{about.form.department}, {about.form.department.site}",
    }
    return documents.produce(TEMPLATE, context, about=about, kind=kind, title=title, version=VERSION)


def _letter(identity: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = wording().texts["letter"]
    return next(row for row in rows if row["id"] == identity)


def _dear_withdrawer(withdrawal: Withdrawal) -> str:
    if withdrawal.who == TakenBackBy.PATIENT:
        return _full_name(withdrawal.form)
    return withdrawal.who_name


def _dear_patient(form: ConsentForm) -> str:
    name = _full_name(form)
    if form.patient.death_date:
        return f"personal representative of {name}"
    return f"parent or guardian of {name}" if form.is_of_a_child and form.signing_role != "patient" else name


def _full_name(form: ConsentForm) -> str:
    return f"{form.patient.given_name} {form.patient.family_name}"


def _recording(form: ConsentForm) -> str:
    return f"{kinds_word(form.kinds)}: {form.subject}"


def _published(withdrawal: Withdrawal, say: dict[str, str]) -> list[str]:
    places = published_under(withdrawal)
    return [say["published"].format(published_in=", ".join(places))] if places else []


def published_under(withdrawal: Withdrawal) -> list[str]:
    """The named uses among what was taken back that have come out already. Rules: R-135."""
    rows = withdrawal.permissions.filter(came_out_on__isnull=False).order_by("pk")
    return [f"{row.name} ({row.came_out_where}, {_day(row.came_out_on)})" for row in rows]


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
