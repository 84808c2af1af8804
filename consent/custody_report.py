"""The whole way of one recording on paper, for a court; and who looked at it, where a breach is suspected."""

from typing import Any

from django.db.models import Q

from consent.documents import gave_reason
from consent.in_vain import asked_in_vain
from consent.models import Basis, Recording, RecordingCustody, RecordingStep
from consent.models.recording_origin import Origin
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Site
from recordings_gov.audit.models import Event
from recordings_gov.documents.models import Document
from recordings_gov.pages import timeline
from recordings_gov.pages.templatetags.pages import date_and_time, long_date

CUSTODY = "recording-custody"
TRAIL = "recording-trail"
VERSION = "1"
MOST = 500
LIMITS = (
    "Written once, as each step happened; nobody can change or delete a line, not even in the database.",
    "The image itself is kept in the clinical image library, never in this register.",
)


def printed(recording: Recording) -> Document:
    """The custody report as PDF/UA-1, as the way stands now. Raises DocumentError. Rules: R-183, R-248."""
    return documents.produce(
        "documents/consent/custody.html",
        context_of(recording),
        about=recording,
        kind=CUSTODY,
        title="Custody report of one recording",
        version=VERSION,
    )


def printed_trail(recording: Recording) -> Document:
    """Every view and every attempt, as PDF/UA-1. Raises DocumentError. Rules: R-210."""
    rows, total = trail_of(recording, on_paper=True)
    return documents.produce(
        "documents/consent/trail.html",
        {
            "organisation": organisation(),
            "facts": [("Recording", recording.reference), ("As it stood on", date_and_time(clock.now()))],
            "rows": rows,
            "total": total,
            "cut_at": MOST,
        },
        about=recording,
        kind=TRAIL,
        title="Who looked at one recording",
        version=VERSION,
    )


def may_open(user: Any, document: Document) -> bool:
    """Whoever may read the way, or the trail, opens its paper; of what is in quarantine nobody else does.

    Asking in vain for the paper of something in quarantine is kept. Rules: R-155, R-210.
    """
    about = document.about_reference
    is_trail = document.kind == TRAIL
    row = (Recording.objects.for_trail(user) if is_trail else readable(user)).filter(reference=about).first()
    if row is None:
        asked_in_vain(about, user)
        return False
    if is_trail:
        return True
    grant = user.can("custody.view", row)
    return bool(grant) or bool(grant is not None and grant.needs_reason and gave_reason(user, row))


def readable(user: Any) -> Any:
    """Recordings whose way this person may read: those of their own, and what they have just opened."""
    open_now = Recording.objects.opened_by(user).values("pk")
    seen = Recording.objects.visible_to(user).values("pk")
    return Recording.objects.filter(Q(pk__in=seen) | Q(pk__in=open_now))


def context_of(recording: Recording) -> dict[str, Any]:
    """Facts, each step, legal holds and the fingerprint, as rows of words."""
    return {
        "organisation": organisation(),
        "facts": [(label, str(value)) for label, value in facts_of(recording) if value],
        "fingerprint": fingerprint_of(recording),
        "steps": steps_of(recording),
        "holds": holds_of(recording),
        "limits": LIMITS,
    }


def facts_of(recording: Recording) -> list[tuple[str, Any]]:
    """What it is, on what it rests, who answers for it. Rules: R-096, R-174."""
    form = recording.form
    return [
        ("Recording", f"{recording.reference}, {recording.get_kind_display().lower()}"),
        ("Patient", patient_words(recording.patient)),
        ("What it shows", recording.shows),
        ("Made", made_when(recording)),
        ("Made by", recording.maker),
        ("With", made_with(recording)),
        ("Basis", recording.get_basis_display()),
        ("Consent form", form.reference if form else ""),
        ("Both had signed", date_and_time(recording.consented_at) if recording.consented_at else ""),
        ("State", recording.get_status_display()),
        ("File name", recording.file_name),
        ("Number in the library", recording.library_number),
        *storage_facts(recording),
    ]


def storage_facts(recording: Recording) -> list[tuple[str, Any]]:
    """Custodian, place, retention, right to hold and copyright. Rules: R-096, R-174."""
    until = f"{recording.retention_rule}, until {long_date(recording.keep_until)}"
    return [
        ("Who answers for it", recording.get_custodian_display()),
        ("Where the original is", recording.where_kept or "Not said yet"),
        ("How long it is kept", until if recording.keep_until else "Not looked up yet"),
        ("By what right", recording.right_to_hold),
        ("Copyright", recording.get_copyright_owner_display()),
    ]


def fingerprint_of(recording: Recording) -> list[tuple[str, str]]:
    """The original's fingerprint, and when it was last compared. Rules: R-248."""
    given = getattr(recording, "fingerprint", None)
    if given is None:
        return []
    rows = [
        ("Fingerprint (SHA-256)", given.sha256),
        ("Given", f"{given.get_given_display()}, {date_and_time(given.at)}, by {given.by}"),
    ]
    check = getattr(recording, "fingerprint_check", None)
    rows.append(("Last compared", f"{check}, {date_and_time(check.at)}" if check else "Not compared yet"))
    if check and check.same_at and check.same_at != check.at:
        rows.append(("Last found unchanged", date_and_time(check.same_at)))
    return rows


def steps_of(recording: Recording) -> list[dict[str, str]]:
    """Each step as it was written, oldest first. Rules: R-183."""
    return [
        {
            "title": str(row),
            "where": " → ".join(each for each in (row.place, row.to) if each),
            "says": row.says,
            **_when_and_who(recording, row),
            "written": ""
            if abs((row.created_at - row.at).total_seconds()) < 60
            else date_and_time(row.created_at),
        }
        for row in recording.custody.select_related("by")
    ]


def _when_and_who(recording: Recording, row: RecordingCustody) -> dict[str, str]:
    """Of what was made before us: the day alone, who made it, and who entered it."""
    if row.step == RecordingStep.CAPTURED and recording.origin == Origin.LEGACY:
        return {"at": made_when(recording), "by": f"{recording.maker}. Entered by {row.by}"}
    return {"at": date_and_time(row.at), "by": str(row.by) if row.by else "The nightly comparison"}


def made_when(recording: Recording) -> str:
    """To the minute; of an old recording nobody knows more than the day."""
    is_old = recording.origin == Origin.LEGACY
    return (long_date if is_old else date_and_time)(recording.captured_at)


def holds_of(recording: Recording) -> list[tuple[str, str]]:
    """Each legal hold, from when to when. Rules: R-182."""
    rows = []
    for row in recording.legal_holds.select_related("by", "lifted_by"):
        until = f" to {date_and_time(row.lifted_at)}, lifted by {row.lifted_by}" if row.lifted_at else ""
        rows.append(
            (f"{row.because} {row.case_reference}".strip(), f"{date_and_time(row.at)} by {row.by}{until}")
        )
    return rows


def trail_of(recording: Recording, *, most: int = MOST, on_paper: bool = False) -> tuple[list[Any], int]:
    """Every event about it and its papers, readings and attempts among them, newest first. Rules: R-210."""
    papers = Document.objects.about(recording).order_by().values("pk")
    found = Event.objects.filter(
        Q(object_type="consent.recording", object_id=recording.pk)
        | Q(object_type="documents.document", object_id__in=papers)
        | Q(object_type="consent.usecheck", object_id__in=recording.use_checks.values("pk"))
    )
    rows = found.select_related("payload").order_by("-id")[:most]
    return [timeline.told(event, on_paper) for event in rows], found.count()


def organisation() -> str:
    """Whose register this is."""
    site = Site.objects.order_by("pk").first()
    return site.name if site else ""


def patient_words(patient: Any) -> str:
    """Name and number; a number that is not the NHS's is not called so."""
    return f"{patient.name}, {'NHS' if patient.nhs_number else 'local'} number {patient.number}"


def made_with(recording: Recording) -> str:
    """The registered equipment with its number, the device with the app, or Media Studio's.

    Nothing where nobody says: of what we did not make, and of the images of a test. Rules: R-183.
    """
    if recording.registration is not None:
        return f"{recording.registration.kit}, number {recording.kit_serial}"
    if recording.is_of_an_app:
        return str(recording.app_device)
    is_told = recording.origin == Origin.OURS and recording.basis != Basis.IMPLIED
    return "Media Studio equipment" if is_told else ""
