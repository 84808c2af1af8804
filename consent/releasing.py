"""May a picture of wards, equipment or staff be used: what each release names, and who needs one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consent.purposes import plain_words
from recordings_gov.decisions import Decision, Reason

NO_RELEASE = Reason(
    "They have not signed our release. Another body's form does not take its place.", ("R-167", "R-168")
)
NOT_SIGNED = Reason("Their release is not signed yet.", ("R-168",))
SAID_NO = Reason("They were asked, and said no.", ("R-168",))
WITHDRAWN = Reason("They took their release back.", ("R-168",))
NOT_NAMED = Reason("Their release does not name this use. Ask them for this use by itself.", ("R-169",))
NAMED = Reason("Their release names exactly this use.", ("R-168", "R-169"))
DEEMED = Reason("They normally operate the equipment shown, so they agree by appearing.", ("R-172",))
OBJECTS = Reason(
    "They have asked not to be recorded. That counts more than working with this equipment.", ("R-172",)
)
OBJECTED_SINCE = Reason(
    "They have asked not to be recorded since they signed. Ask them for a release again.", ("R-172",)
)
NEEDS_STAFF_RELEASE = Reason(
    "They do not normally operate the equipment shown. They need a staff release.", ("R-172",)
)
NOBODY_NAMED = Reason("Nobody has said yet who appears in it.", ("R-167",))
LOCKED = Reason(
    "Somebody who was not asked is in it. It is never published, and nothing lifts that.", ("R-171",)
)

SAID_OTHERWISE = ("declined", "withdrawn")


@dataclass(frozen=True)
class NamedUse:
    """One use: what for, exactly which, and who else gets it (nobody but the Trust when empty)."""

    purpose: str
    named: str
    agency: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """As it is compared: capitals, gaps, hyphens and accents make no difference."""
        return self.purpose, " ".join(plain_words(self.named)), " ".join(plain_words(self.agency))


@dataclass(frozen=True)
class ReleaseFacts:
    """What counts of one release: where it stands, which uses it names, when it was signed."""

    status: str
    uses: tuple[NamedUse, ...] = ()
    signed_at: datetime | None = None


def release_covers(release: ReleaseFacts, use: NamedUse) -> Decision:
    """``yes`` when it is signed, stands, and names this very use with this very body; else ``no``.

    A new use is a new permission: a purpose of the same kind, or the same use by another body, is not
    named. Rules: R-168, R-169.
    """
    shut = {"prepared": NOT_SIGNED, "declined": SAID_NO, "withdrawn": WITHDRAWN}.get(release.status)
    if shut:
        return Decision("no", obstacles=(shut,))
    if release.status != "signed":
        return Decision("no", obstacles=(NO_RELEASE,))
    if use.key not in {each.key for each in release.uses}:
        return Decision("no", obstacles=(NOT_NAMED,))
    return Decision("yes", reasons=(NAMED,))


@dataclass(frozen=True)
class Shown:
    """Somebody who appears, with every release of theirs; ``objects_since`` is when an objection was said."""

    name: str
    is_staff: bool = False
    normally_operates: bool = False
    objects_since: datetime | None = None
    releases: tuple[ReleaseFacts, ...] = ()


def may_show(shown: Shown, use: NamedUse) -> Decision:
    """Whether this person may be shown so: by their release, or deemed to consent as staff.

    An objection that holds overrides deemed consent, and a release that is older than it.
    Rules: R-167, R-168, R-169, R-172. Conflict: C-02.
    """
    covering = [release for release in shown.releases if release_covers(release, use).verdict == "yes"]
    since = shown.objects_since
    if any(since is None or is_newer(release, since) for release in covering):
        return Decision("release", reasons=(NAMED,))
    if since is not None:
        return Decision("no", obstacles=(OBJECTED_SINCE if covering else OBJECTS,))
    said_no = [release for release in shown.releases if release.status in SAID_OTHERWISE]
    if shown.is_staff and shown.normally_operates and not said_no:
        return Decision("deemed", reasons=(DEEMED,))
    if shown.releases:
        return release_covers((said_no or shown.releases)[-1], use)
    return Decision("no", obstacles=(NEEDS_STAFF_RELEASE if shown.is_staff else NO_RELEASE,))


def is_newer(release: ReleaseFacts, objected: datetime) -> bool:
    """Whether it was signed after they objected: their own wish, and the later one. Rules: R-172."""
    return release.signed_at is not None and release.signed_at >= objected


def may_use_picture(
    people: Sequence[Shown], use: NamedUse, *, is_complete: bool, is_locked: bool
) -> tuple[Decision, list[Decision]]:
    """``yes`` when everybody who appears may be shown so; and what was decided of each person.

    Rules: R-167, R-168, R-169, R-171, R-172.
    """
    each = [may_show(person, use) for person in people]
    if is_locked:
        return Decision("no", obstacles=(LOCKED,)), each
    if not is_complete:
        return Decision("no", obstacles=(NOBODY_NAMED,)), each
    missing = tuple(
        Reason(f"{person.name}: {obstacle.says}", obstacle.rules)
        for person, answer in zip(people, each, strict=True)
        for obstacle in answer.obstacles
    )
    if missing:
        return Decision("no", obstacles=missing), each
    return Decision("yes", reasons=tuple(reason for answer in each for reason in answer.reasons)), each
