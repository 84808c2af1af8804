"""Writing an edition: part by part, while it is a draft."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

from policies.models.leaflet_status import EditionStatus
from policies.wording import digest_of, pictures_unknown_in
from recordings_gov.audit.text import plain
from recordings_gov.workflow import transition

DRAFT = EditionStatus.DRAFT
LONGEST_PART = 8_000
MOST_PARTS = 40
SHARING = "R-234"


class EditionWriting:
    """Verbs that change the words; a translation that changes is no longer approved as one."""

    if TYPE_CHECKING:
        title: Any
        sections: Any
        translation_checked_by: Any
        translation_approved_by: Any
        translation_approved_on: Any

    @transition(source=[DRAFT], target=DRAFT, allowed="policy.draft")
    def retitle(self, *, by: Any, title: str) -> None:
        """Give it another title, in its own language."""
        if not title.strip():
            raise ValidationError({"title": "Enter the title"})
        self.title = title.strip()
        self._translation_is_new()

    @transition(source=[DRAFT], target=DRAFT, allowed="policy.draft")
    def write_part(self, *, by: Any, place: int, seen: str = "", **given: Any) -> None:
        """Change the words of one part; ``seen`` is the digest of what the writer had before them."""
        part = self._part(place)
        if seen and seen != digest_of(part):
            raise ValidationError(
                "Somebody else changed this part while you wrote. Copy your words, open it again and "
                "put them in."
            )
        parts = list(self.sections)
        parts[place - 1] = part | _part_from(part, **given)
        self.sections = parts
        self._translation_is_new()

    @transition(source=[DRAFT], target=DRAFT, allowed="policy.draft")
    def add_part(self, *, by: Any, **given: Any) -> None:
        """A further part, at the end."""
        if len(self.sections) >= MOST_PARTS:
            raise ValidationError(f"A leaflet has at most {MOST_PARTS} parts")
        self.sections = [*self.sections, _part_from({"rules": []}, **given)]
        self._translation_is_new()

    @transition(source=[DRAFT], target=DRAFT, allowed="policy.draft")
    def move_part(self, *, by: Any, place: int, to: int) -> None:
        """Put a part in another place; the others close up."""
        part = self._part(place)
        parts = [each for number, each in enumerate(self.sections, 1) if number != place]
        parts.insert(max(0, min(to, len(self.sections)) - 1), part)
        self.sections = parts

    @transition(source=[DRAFT], target=DRAFT, allowed="policy.draft")
    def drop_part(self, *, by: Any, place: int) -> None:
        """Leave a part out; the history keeps its words."""
        self._part(place)
        self.sections = [each for number, each in enumerate(self.sections, 1) if number != place]
        self._translation_is_new()

    def _part(self, place: int) -> dict[str, Any]:
        if not 1 <= place <= len(self.sections):
            raise ValidationError("That part is not there any more.")
        return dict(self.sections[place - 1])

    def _translation_is_new(self) -> None:
        self.translation_checked_by = ""
        self.translation_approved_by = self.translation_approved_on = None


def _part_from(
    before: dict[str, Any],
    *,
    title: str,
    body: str,
    is_boxed: bool = False,
    starts_back: bool = False,
    warns_about_sharing: bool | None = None,
) -> dict[str, Any]:
    """A part as it is kept: words without hidden characters, at most so many. Rules: R-234."""
    words = body.replace("\r\n", "\n").strip()
    if not words:
        raise ValidationError({"body": "Enter the words of this part"})
    if len(words) > LONGEST_PART:
        raise ValidationError({"body": f"Use {LONGEST_PART:,} characters or fewer"})
    unknown = pictures_unknown_in(words)
    if unknown:
        raise ValidationError({"body": f"There is no picture called {', '.join(unknown)}"})
    rules = [rule for rule in before.get("rules", []) if rule != SHARING]
    keeps = SHARING in before.get("rules", []) if warns_about_sharing is None else warns_about_sharing
    return {
        "title": plain(title.strip()),
        "body": plain(words),
        "rules": sorted([*rules, SHARING]) if keeps else rules,
        "is_boxed": is_boxed,
        "starts_back": starts_back,
    }
