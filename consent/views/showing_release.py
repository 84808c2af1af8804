"""What the pages show of a release: words, colours, facts."""

from typing import Any

from consent.models import ModelRelease, ReleaseStatus
from consent.models.release_use import said
from recordings_gov.pages.templatetags.pages import date_and_time, long_date

RELEASE_COLOURS = {
    ReleaseStatus.PREPARED: "yellow",
    ReleaseStatus.SIGNED: "green",
    ReleaseStatus.DECLINED: "grey",
    ReleaseStatus.WITHDRAWN: "red",
}


def uses_of(record: ModelRelease) -> list[str]:
    """Each use it names, as one line."""
    return [said(row.as_use()) for row in record.uses.all()]


def facts_of(record: ModelRelease) -> list[tuple[str, Any]]:
    """What it says, who signed it, and how it ended."""
    facts: list[tuple[str, Any]] = [
        ("Who is shown", record.person_name or "A blank: the name is written by hand"),
        ("They are", record.get_person_is_display()),
        ("What is pictured, and where", record.pictured),
        ("Day of the picture", long_date(record.pictured_on) if record.pictured_on else "Not said"),
    ]
    if record.agency_form:
        facts.append(
            ("Another body’s own form", f"{record.agency_form}. It does not take the place of this one")
        )
    if record.signed_at:
        facts += [
            ("Signed by", f"{record.signer_name}, {record.get_signed_as_display().lower()}"),
            ("Signed", f"{date_and_time(record.signed_at)}. {record.get_means_display()}"),
            ("Explained by", str(record.taken_by)),
        ]
    if record.witness:
        facts.append(("Mark seen by", f"{record.witness}, {record.witness_role}"))
    if record.ended_at:
        facts.append(
            (
                record.get_status_display(),
                f"{date_and_time(record.ended_at)}, written down by {record.ended_by}",
            )
        )
    if record.ended_words:
        facts.append(("What they said", record.ended_words))
    return facts
