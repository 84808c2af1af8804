"""Situations of this room, made through the verbs as the people in them would."""

from datetime import date, datetime, timedelta
from typing import Any

from consent.models import Asked, ConsentForm, Permission, PermissionKind, Registration
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from tests.conftest import person

RECORD = Asked(PermissionKind.RECORD)
TEACHING = Asked(PermissionKind.TEACHING)
ARTICLE = Asked(
    PermissionKind.NAMED_PURPOSE,
    title="Hands in contrast",
    outlet="British Journal of Imaging",
    shown="both",
    edition="June 2027",
)
WORDS = {
    "made_for": "care",
    "kinds": ["photograph", "film"],
    "subject": "The left hand, from above",
    "purpose": "To see how the swelling changes.",
    "requested_by": "Dr Example",
}


CARE = {
    "value": "How the swelling changes",
    "operator": "photographer",
    "chaperone": "declined",
    "interpreter": "not_needed",
}


def started(by: Any, department: Any, patient: Any, *permissions: Asked, **words: Any) -> ConsentForm:
    """A draft that asks for the record, teaching and one article, unless told otherwise."""
    asked = permissions or (RECORD, TEACHING, ARTICLE)
    return ConsentForm.start(
        by=by, department=department, patient=patient, permissions=asked, **(WORDS | words)
    )


def explained(form: ConsentForm, by: Any, **words: Any) -> ConsentForm:
    """Everything on the list was explained: the form may be signed."""
    ticks = wording().ticks_for((row.kind for row in form.open_permissions()), form.cases)
    asked = {
        "explained": [tick.id for tick in ticks],
        "other_purposes": "none",
        "place_kept": "The clinical image library",
        "retention": "As long as your health record",
        "discussion": "She asked who sees it, and was told.",
    }
    if form.said_care is None and form.care().is_child:
        form.say_care(by=by, **CARE)
    form.explain(by=by, **(asked | words))
    return form


def signed(form: ConsentForm, by: Any, **answers: bool) -> ConsentForm:
    """Both signed, two minutes ago at most; ``teaching=False`` is the patient's no to that."""
    form.answer(by=by, **patients_part(form, **answers))
    if form.status == "awaiting_signatures":
        form.countersign(by=form.consent_taker, signed_at=this_minute())
    return form


def patients_part(form: ConsentForm, **answers: bool) -> dict[str, Any]:
    """What ``answer`` asks for: yes to all that is not named with a no."""
    rows: list[Permission] = form.open_permissions()
    return {
        "answers": {row.pk: answers.get(row.kind, True) for row in rows},
        "name": "M Test",
        "signed_at": this_minute(),
        "initials": "MT",
        "copy_of_form": "taken",
    }


def this_minute() -> datetime:
    """Now, as a clock on the wall shows it."""
    return clock.now().replace(second=0, microsecond=0)


def applied(by: Any, **content: Any) -> Registration:
    """A draft with its whole checklist and the training done."""
    words = {
        "make": "Canon",
        "model": "EOS R50",
        "serial": "NM-4471",
        "owned_by": "department",
        "kept_at": "Locked cupboard, CT",
        "profession": "radiographer",
        "purpose": "Positioning, for teaching",
        "why_not_studio": "At short notice, out of hours.",
        "trained_on": clock.today() - timedelta(days=30),
        "storing_trained_on": clock.today() - timedelta(days=30),
        "access_approved_on": clock.today() - timedelta(days=30),
        "checks": [check.id for check in wording().checks],
    }
    return Registration.apply(by=by, **(words | content))


def submitted(by: Any, **content: Any) -> Registration:
    """Waiting for both offices."""
    registration = applied(by, **content)
    registration.submit(by=by, declared=True)
    return registration


def ready(by: Any, **content: Any) -> Registration:
    """The same, looked at by somebody of Media Studio who decides nothing."""
    found = User.objects.filter(username="studio_photographer").first()
    return checked(by, found or person("studio_photographer", Role.MEDIA_STUDIO, None), **content)


def checked(by: Any, head: Any, **content: Any) -> Registration:
    """Waiting for both offices; Media Studio has looked at the equipment and at sample images."""
    registration = submitted(by, **content)
    registration.assess_kit(by=head, is_fit=True, samples_seen=True)
    return registration


def active(by: Any, head: Any, ig: Any, **content: Any) -> Registration:
    """Approved by both offices."""
    registration = checked(by, head, **content)
    registration.approve(by=head, office="media_studio", seen=registration.digest)
    registration.approve(by=ig, office="information_governance", seen=registration.digest)
    return registration


def parts(day: date | datetime, at: str, prefix: str) -> dict[str, str]:
    """A day and a time as the boxes of a page."""
    boxes = {f"{prefix}_on_day": day.day, f"{prefix}_on_month": day.month, f"{prefix}_on_year": day.year}
    return {name: str(value) for name, value in boxes.items()} | {f"{prefix}_time": at}
