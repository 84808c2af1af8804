"""What the pages show of a release: words, colours, facts."""

from typing import Any

from consent.models import ModelRelease, PictureUse, ReleaseStatus
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


def used_for(record: ModelRelease) -> list[dict[str, Any]]:
    """Each use of a picture that this release opened; it goes on, or what was done to stop it."""
    named = {row.as_use().key for row in record.uses.all()}
    first = record.further_to_id or record.pk
    rows = PictureUse.objects.filter(picture__people__release=first).select_related("picture")
    return [{"says": said(row.as_use()), "row": row} for row in rows if row.as_use().key in named]


def facts_of(record: ModelRelease) -> list[tuple[str, Any]]:
    """What it says, who signed it, and how it ended."""
    facts: list[tuple[str, Any]] = [
        ("Who is shown", record.person_name or "A blank: the name is written by hand"),
        ("What is pictured, and where", record.pictured),
        ("Day of the picture", long_date(record.pictured_on) if record.pictured_on else "Not said"),
    ]
    if record.person_name:
        facts.insert(1, ("They are", record.get_person_is_display()))
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
