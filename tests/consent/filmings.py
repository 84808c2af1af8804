"""Filming, made through the verbs as the people of it would."""

from datetime import timedelta
from typing import Any

from consent.models import Asked, ConsentForm, Filming, ModelRelease, PermissionKind
from consent.releasing import NamedUse
from consent.signing.evidence import NEEDED
from recordings_gov import clock
from tests.consent.releases import TYPED, released
from tests.consent.situations import RECORD, explained, signed, started

DOCUMENTARY = NamedUse("documentary", "A night in Imaging, series 2 of 2027", "Northmere Television")
THIS_FILM = Asked(
    PermissionKind.NAMED_PURPOSE,
    title=DOCUMENTARY.named,
    outlet=DOCUMENTARY.agency,
    shown="both",
    edition="March 2027",
)
POINTS = {"waives_copyright": True, "waives_moral_rights": True, "is_fit": True, "goes_to_studio": True}
SCOPE = "The scanner room and the waiting room. No reception desk."


def asked(by: Any, department: Any, **words: Any) -> Filming:
    """A crew wants to film a night in Imaging, today."""
    said = {
        "made_by": "others",
        "requester": "Northmere Television",
        "purpose": DOCUMENTARY.purpose,
        "title": DOCUMENTARY.named,
        "agency": DOCUMENTARY.agency,
        "subject": "A night in Imaging",
        "place": "Scanner room 1",
        "from_on": clock.today(),
        "until_on": clock.today(),
    }
    return Filming.ask(by=by, department=department, **(said | words))


def permitted(filming: Filming, by: Any) -> Filming:
    """For the days that were asked for."""
    days = {"permitted_from": filming.from_on, "permitted_until": filming.until_on}
    filming.permit(by=by, scope=SCOPE, **days)
    return filming


def agreed(filming: Filming, by: Any, agrees: str = "employer", says: str = "NM/26/114") -> Filming:
    """A body agreed by letter."""
    body = "Northmere NHS Foundation Trust" if agrees == "employer" else "Northmere Care"
    filming.keep_agreement(by=by, agrees=agrees, body=body, says=says, agreed_on=clock.today())
    return filming


def assured(filming: Filming, by: Any) -> Filming:
    """A clinician read the crew's own form."""
    filming.assure(by=by, consent_seen="Contributor form, version 4", meets_standard=True)
    return filming


def named(filming: Filming, by: Any, name: str = "Kim Visitor", kind: str = "adult", **words: Any) -> Any:
    """Somebody who takes part, with the release they signed."""
    filming.add_person(by=by, kind=kind, name=name)
    person = filming.people.get(name=name)
    release = released(by, name, DOCUMENTARY, person_is=kind, **words)
    filming.take_release(by=by, person=person, release=release)
    return person


def named_with_attorney(filming: Filming, by: Any, name: str) -> Any:
    """An adult who cannot decide; their attorney signed the release."""
    filming.add_person(by=by, kind="unable", name=name)
    person = filming.people.get(name=name)
    filming.ask_for_release(by=by, person=person)
    release = ModelRelease.objects.latest("pk")
    release.sign(by=by, name="Lee Example", signed_as="attorney", signing=TYPED)
    return person


def ready(communications: Any, consultant: Any, department: Any, **words: Any) -> Filming:
    """Every gate is met; it can be opened."""
    filming = permitted(asked(communications, department, **words), communications)
    named(assured(agreed(filming, communications), consultant), communications)
    return filming


def opened(communications: Any, consultant: Any, department: Any, **words: Any) -> Filming:
    """They may film."""
    filming = ready(communications, consultant, department, **words)
    filming.open(by=communications)
    return filming


def attorneys_form(
    by: Any, department: Any, patient: Any, others_instead: bool = False, **words: Any
) -> ConsentForm:
    """Signed by the attorney of an adult who cannot decide, for this film alone."""
    words = {"made_for": "secondary", "can_decide": False} | words
    uses = (RECORD, THIS_FILM) if words["made_for"] == "care" else (THIS_FILM,)
    form = started(by, department, patient, *uses, **words)
    cannot = {"can_decide": False, "look_again_on": clock.today() + timedelta(days=14), "can_wait": False}
    paper = {"kind": "lpa", "name": "Lee Example", "paper": "7000 1234", "seen_by": "Dr Example"}
    best = dict.fromkeys(("necessary", "benefit", "best"), True) | {"others_instead": others_instead}
    for question, given in (
        ("circumstance", {"circumstance": "usual"}),
        ("capacity", cannot),
        ("authority", paper | {"seen_on": clock.today()}),
        ("best_interests", best | {"distress": False, "because": "He likes to be seen.", "consulted": "Son"}),
    ):
        form.say_who_signs(by=by, question=question, given=given, words={})
    return signed(explained(form, by), by)


def childs_own_form(by: Any, department: Any, patient: Any, **words: Any) -> ConsentForm:
    """Signed by a child who can decide, for this film alone."""
    form = started(by, department, patient, THIS_FILM, **({"made_for": "secondary"} | words))
    able = {"outcome": "able", "yes": list(NEEDED), "covers": ["record", "named_purpose"]}
    form.say_who_signs(by=by, question="competence", given=able, words={})
    form.say_care(
        by=by, value="clinical", operator="photographer", chaperone="declined", interpreter="not_needed"
    )
    return signed(explained(form, by), by)
