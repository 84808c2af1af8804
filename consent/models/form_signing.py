"""What follows from answers and signatures: times that can be, the state reached, the note owed."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from consent.models.form_choices import FormStatus
from consent.models.permission import PermissionStatus
from consent.models.signature import SigningRole
from recordings_gov import clock
from recordings_gov.notes.models import HealthRecordNote

if TYPE_CHECKING:
    from consent.models.consent_form import ConsentForm


def checked_time(form: "ConsentForm", signed_at: datetime | None) -> datetime:
    """The time of a signature: after the explanation, not in the future. Raises ValidationError."""
    if signed_at is None:
        raise ValidationError({"signed_at": "Give the date and time of the signature"})
    if signed_at > clock.now():
        raise ValidationError({"signed_at": "A signature cannot be dated in the future"})
    # On paper a time has no seconds: a signature of the minute in which it was explained counts.
    if form.explained_at and signed_at < form.explained_at.replace(second=0, microsecond=0):
        explained = clock.local(form.explained_at)
        when = f"{explained:%H:%M} on {explained.day} {explained:%B}"
        raise ValidationError({"signed_at": f"It was explained at {when}. Nobody signs before that."})
    return signed_at


def refuse_own_name(form: "ConsentForm", name: str) -> None:
    """Two professionals are two people: whoever explained it never signs as the clinician. Rules: R-075."""
    if form.signing_role != SigningRole.CLINICIAN:
        return
    if " ".join(name.split()).casefold() == " ".join(str(form.consent_taker).split()).casefold():
        raise ValidationError({"name": "The clinician responsible signs here, not whoever explained it"})


def reached(form: "ConsentForm", by: Any) -> str:
    """The state that the answers and signatures make; a signed form drafts its note for the record."""
    states = set(form.permissions.values_list("status", flat=True))
    times = form.signed_times()
    states.discard(PermissionStatus.CLOSED)
    if states == {PermissionStatus.DECLINED}:
        return FormStatus.DECLINED
    if PermissionStatus.OFFERED in states or set(times) != {form.signing_role, SigningRole.TAKER}:
        return FormStatus.AWAITING_SIGNATURES
    form.signed_at = max(times.values())
    _draft_note(form, by)
    return FormStatus.SIGNED


def _draft_note(form: "ConsentForm", by: Any) -> None:
    """The main points of the talk, for the health record. Rules: R-069."""
    HealthRecordNote(
        kind="consent-discussion",
        about_type=form._meta.label_lower,
        about_reference=form.reference,
        department=form.department,
        patient=form.patient,
        text=f"Consent {form.reference} signed. {form.given_level}. We talked about: {form.discussion}",
        written_by=by,
        owed_by=form.department.site.same_working_day(clock.today() + timedelta(days=1)),
    ).save()
