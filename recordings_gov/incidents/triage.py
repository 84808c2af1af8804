"""What a shared or posted recording is: unaltered, altered or used to hurt; and who must hear of it. Pure."""

from dataclasses import dataclass

from recordings_gov.decisions import Decision, Reason
from recordings_gov.incidents.models.words import Known, Publication

OTHER_PEOPLE = frozenset({"other_patients", "visitors"})
SAYS = {
    "not_known": "Not known yet",
    "unaltered": "Shared, unaltered",
    "altered": "Shared, altered",
    "harassing": "Used to harass, threaten or hurt somebody",
}


@dataclass(frozen=True)
class Shared:
    """What is known of a recording that was shared, or may be."""

    changed: str = ""
    hurtful: str = ""
    publication: str = ""
    people_in_it: tuple[str, ...] = ()
    others_agreed: str = ""
    beyond_personal: str = ""


@dataclass(frozen=True)
class Tell:
    """An office that must hear of it, why, and whether at once."""

    office: str
    why: str
    urgent: bool = False


@dataclass(frozen=True)
class Triage(Decision):
    """The verdict: why, what to find out (obstacles), what to do (conditions) and whom to tell."""

    tell: tuple[Tell, ...] = ()


def triage(shared: Shared) -> Triage:
    """Answer *unaltered*, *altered*, *harassing* or *not_known*, and say what follows.

    Sharing is never called an offence: it depends on how it is used, and the lawyers say.
    Rules: R-046, R-224, R-227, R-228, R-229, R-232. Conflicts: C-03, C-20.
    """
    verdict = _verdict(shared)
    reasons = [_REASONS[verdict]]
    if verdict == "harassing" and shared.changed == Known.YES:
        reasons.append(Reason("It was changed, too.", ("R-228",)))
    if shared.beyond_personal == Known.YES:
        reasons.append(
            Reason(
                "It is used beyond personal use, so data-protection law applies to whoever does so.",
                ("R-229",),
            )
        )
    if "trust_staff" in shared.people_in_it and shared.others_agreed != Known.YES:
        reasons.append(Reason("Others in it have not all agreed to its being shared.", ("R-046",)))
    return Triage(verdict, tuple(reasons), _conditions(shared), _to_find_out(shared), _tell(shared, verdict))


def _verdict(shared: Shared) -> str:
    if shared.hurtful == Known.YES:
        return "harassing"
    if shared.changed == Known.YES:
        return "altered"
    return "unaltered" if shared.changed == Known.NO else "not_known"


_REASONS = {
    "unaltered": Reason(
        "Nothing in it was changed. The patient may share their own story; it may be fine.", ("R-227",)
    ),
    "altered": Reason(
        "It was cut, captioned, mixed or placed so that it tells another story. That may have legal results.",
        ("R-228",),
    ),
    "harassing": Reason(
        "It is used against somebody in it. That may be a civil or a criminal matter; the lawyers say which.",
        ("R-228", "R-231"),
    ),
    "not_known": Reason("Nobody knows yet if it was changed. Treat it as unaltered until then.", ("R-227",)),
}


def _conditions(shared: Shared) -> tuple[Reason, ...]:
    wanted = []
    if OTHER_PEOPLE & set(shared.people_in_it):
        wanted.append(
            Reason("Open an incident of our own for the other person's details: they are ours to answer for.")
        )
    if shared.others_agreed != Known.YES and shared.people_in_it:
        wanted.append(Reason("Ask that no part is shared without the others' yes.", ("R-046",)))
    return tuple(wanted)


def _to_find_out(shared: Shared) -> tuple[Reason, ...]:
    asked = (
        (shared.changed, "Was anything in it changed?", "R-227"),
        (shared.hurtful, "Is it aimed to hurt somebody?", "R-228"),
        (shared.publication, "Is it out, or only threatened?", "R-232"),
        (shared.others_agreed, "Did the others in it agree?", "R-046"),
        (shared.beyond_personal, "Is it used beyond personal use?", "R-229"),
    )
    return tuple(Reason(says, (rule,)) for value, says, rule in asked if value in ("", Known.NOT_KNOWN))


def _tell(shared: Shared, verdict: str) -> tuple[Tell, ...]:
    """Who must hear of it; the lawyers at once while publication is only threatened. Rules: R-224, R-232."""
    tell = []
    threatened = shared.publication == Publication.THREATENED
    if verdict == "harassing":
        tell.append(Tell("lsms", "A recording is used to harass, threaten or hurt somebody."))
    if threatened:
        tell.append(Tell("legal", "Publication is threatened and it is not out yet.", urgent=True))
    elif verdict in ("altered", "harassing"):
        tell.append(Tell("legal", "A recording was altered, or is used to hurt somebody."))
    if shared.publication == Publication.PUBLISHED:
        tell.append(Tell("communications", "A recording is out in public. Nobody replies online."))
    if OTHER_PEOPLE & set(shared.people_in_it) or shared.beyond_personal == Known.YES:
        tell.append(Tell("ig", "Another person is in it, or it is used beyond personal use."))
    return tuple(tell)
