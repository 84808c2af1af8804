"""May they film today: every gate by name, and what is missing. Pure."""

from dataclasses import dataclass
from datetime import date

from consent.releasing import NamedUse, Shown, may_show
from consent.signing import Route
from recordings_gov.decisions import Decision, Reason

NOT_ASKED = Reason("The communications manager has not given permission.", ("R-170",))
NOT_YET = Reason("The communications manager's permission starts on a later day.", ("R-170",))
LAPSED = Reason("The communications manager's permission has run out. Stop, and ask again.", ("R-170",))
EMPLOYER = Reason("The body that employs or contracts the staff has not agreed in writing.", ("R-085",))
TREATING = Reason("The body that treats the patients has not agreed in writing.", ("R-085",))
IN_DOUBT = Reason("Somebody is in doubt, and the Caldicott Guardian has not advised.", ("R-085",))
ADVISED_AGAINST = Reason("The Caldicott Guardian advises against it.", ("R-085",))
NO_ASSURANCE = Reason(
    "No clinician has read the crew's own consent and said that it meets the GMC's standard.", ("R-086",)
)
NO_CONTRACT = Reason("The contract with the photographer or crew has not been gone through.", ("R-173",))
NOBODY = Reason("Nobody who takes part has been named.", ("R-167", "R-246"))
CONCERN = Reason("A concern is open. Nothing is filmed until it is resolved.", ("R-088",))
STOPPED = Reason("It was stopped, and is not taken up again.", ("R-080", "R-088", "R-170"))
OVER = Reason("It is over.", ("R-170",))
MET = Reason("The communications manager agreed, and every gate is met.", ("R-085", "R-086", "R-170"))

NO_FORM = {
    "child": Reason(
        "A child: first a consent form for this one use, signed by the child or a parent.",
        ("R-078", "R-079", "R-246"),
    ),
    "unable": Reason(
        "They cannot decide: first a consent form for this one use, signed by whoever has authority.",
        ("R-077", "R-246"),
    ),
}
FORM_NOT_SIGNED = Reason("Their consent form is not signed, or does not stand.", ("R-246",))
NOT_SECONDARY = Reason(
    "Their consent form is about care. Filming needs one that is for this use alone.", ("R-077", "R-246")
)
NOT_THIS_USE = Reason("Their consent form does not name this filming.", ("R-246",))
FORM_STOPPED = Reason("They said no or were upset. They are not filmed, whoever agrees.", ("R-080", "R-246"))
WRONG_SIGNER = Reason(
    "Their consent form is signed in a way that does not open this use.", ("R-074", "R-079", "R-246")
)
RELEASE_BY_ANOTHER = Reason(
    "Their release is signed by somebody else than whoever decides for them.", ("R-079", "R-246")
)
SIGNED_AS = {Route.YOUNG_PERSON: "self", Route.PARENT: "parent", Route.ATTORNEY: "attorney"}
WAYS = {"child": (Route.YOUNG_PERSON, Route.PARENT), "unable": (Route.ATTORNEY,)}


@dataclass(frozen=True)
class FormFacts:
    """What counts of the consent form of a child, or of an adult who cannot decide."""

    stands: bool
    is_secondary: bool
    names_this_use: bool
    was_stopped: bool
    signer: str


@dataclass(frozen=True)
class TakesPart:
    """Somebody who takes part: ``kind`` is adult, child or unable; ``signed_as`` are their releases'."""

    shown: Shown
    kind: str = "adult"
    form: FormFacts | None = None
    signed_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class FilmingFacts:
    """Everything that is known of one filming."""

    use: NamedUse
    permitted_from: date | None = None
    permitted_until: date | None = None
    is_over: bool = False
    was_stopped: bool = False
    employer_agreed: bool = False
    treating_is_another: bool = False
    treating_agreed: bool = False
    is_in_doubt: bool = False
    advice: str = ""
    is_by_others: bool = False
    has_assurance: bool = False
    is_under_contract: bool = False
    has_contract: bool = False
    shows_people: bool = True
    people: tuple[TakesPart, ...] = ()
    concerns: int = 0


def may_take_part(person: TakesPart, use: NamedUse) -> Decision:
    """Whether this person may be filmed: their own gates first, then their release for this very use.

    Rules: R-077, R-078, R-079, R-080, R-167, R-168, R-246.
    """
    gates = () if person.kind == "adult" else _gates(person)
    released = may_show(person.shown, use)
    obstacles = (*gates, *released.obstacles)
    return Decision("no" if obstacles else "yes", released.reasons, obstacles=obstacles)


def _gates(person: TakesPart) -> tuple[Reason, ...]:
    form = person.form
    if form is None:
        return (NO_FORM[person.kind],)
    if form.was_stopped:
        return (FORM_STOPPED,)
    checks = (
        (form.stands, FORM_NOT_SIGNED),
        (form.is_secondary, NOT_SECONDARY),
        (form.names_this_use, NOT_THIS_USE),
        (form.signer in WAYS[person.kind], WRONG_SIGNER),
        (_releases_match(form.signer, person.signed_as), RELEASE_BY_ANOTHER),
    )
    return tuple(obstacle for is_met, obstacle in checks if not is_met)


def _releases_match(signer: str, signed_as: tuple[str, ...]) -> bool:
    expected = {str(route): role for route, role in SIGNED_AS.items()}.get(signer)
    return expected is None or all(role == expected for role in signed_as)


def may_film(facts: FilmingFacts, day: date) -> Decision:
    """``yes`` when every gate is met on that day; ``no`` with each obstacle by name.

    Rules: R-080, R-085, R-086, R-088, R-167, R-170, R-173, R-246.
    """
    if facts.was_stopped:
        return Decision("no", obstacles=(STOPPED,))
    if facts.is_over:
        return Decision("no", obstacles=(OVER,))
    obstacles = (*_leave(facts, day), *_bodies(facts), *_crew(facts), *_people(facts))
    if obstacles:
        return Decision("no", obstacles=obstacles)
    return Decision("yes", reasons=(MET,))


def _leave(facts: FilmingFacts, day: date) -> tuple[Reason, ...]:
    if facts.permitted_from is None or facts.permitted_until is None:
        return (NOT_ASKED,)
    if day > facts.permitted_until:
        return (LAPSED,)
    return (NOT_YET,) if day < facts.permitted_from else ()


def _bodies(facts: FilmingFacts) -> tuple[Reason, ...]:
    checks = (
        (facts.employer_agreed, EMPLOYER),
        (facts.treating_agreed or not facts.treating_is_another, TREATING),
        (facts.advice != "against", ADVISED_AGAINST),
        (facts.advice or not facts.is_in_doubt, IN_DOUBT),
    )
    return tuple(obstacle for is_met, obstacle in checks if not is_met)


def _crew(facts: FilmingFacts) -> tuple[Reason, ...]:
    checks = (
        (facts.has_assurance or not facts.is_by_others, NO_ASSURANCE),
        (facts.has_contract or not facts.is_under_contract, NO_CONTRACT),
        (not facts.concerns, CONCERN),
    )
    return tuple(obstacle for is_met, obstacle in checks if not is_met)


def _people(facts: FilmingFacts) -> tuple[Reason, ...]:
    if facts.shows_people and not facts.people:
        return (NOBODY,)
    return tuple(
        Reason(f"{person.shown.name}: {obstacle.says}", obstacle.rules)
        for person in facts.people
        for obstacle in may_take_part(person, facts.use).obstacles
    )
