"""What the department, or else the Trust, has set for this room, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from recordings_gov.accounts.known_settings import CHOICE, PAIRS, Known
from recordings_gov.accounts.models import Department, Setting
from requests_app.vocabulary import Choices, Word, words

ROOM = "Patients record us"
LISTS = {
    "medium": "request-media",
    "device": "request-devices",
    "subject": "request-subjects",
    "modality": "request-modalities",
}
HELD = {"picture_service": "request-picture-procedure", "image_copies": "request-copy-contract"}
EXAM_RULE = "request-exam-rule"
SHARING = "scenario-child-words"
AS_A_TALK = "as_a_talk"
ONE_A_LINE = "One a line: a short name, =, and the words on the page, such as {}."

SETTINGS = (
    Known(
        "request-media",
        "Ways of recording that this department adds",
        ROOM,
        "R-012",
        PAIRS,
        {},
        ONE_A_LINE.format("captions = Live captions"),
    ),
    Known(
        "request-devices",
        "Devices that this department adds",
        ROOM,
        "R-012",
        PAIRS,
        {},
        ONE_A_LINE.format("pen = Recording pen"),
    ),
    Known(
        "request-subjects",
        "Things to record that this department adds",
        ROOM,
        "R-012",
        PAIRS,
        {},
        ONE_A_LINE.format("bell = Ringing the bell"),
    ),
    Known(
        "request-modalities",
        "Kinds of exam that this department adds",
        ROOM,
        "R-012",
        PAIRS,
        {},
        ONE_A_LINE.format("proton = Proton therapy"),
    ),
    Known(
        HELD["picture_service"],
        "Our agreed procedure for pictures that we make or sell",
        ROOM,
        "R-009",
        says="Its name or number, and where the fee is advertised. While this is empty, such a request is "
        "a patient's request like any other.",
    ),
    Known(
        HELD["image_copies"],
        "Our contract for supplying image copies",
        ROOM,
        "R-010",
        says="Its name or number, and with whom. While this is empty, such a request is a patient's request "
        "like any other.",
    ),
    Known(
        EXAM_RULE,
        "Recording an exam to keep",
        ROOM,
        "R-021",
        CHOICE,
        "by_purpose",
        "The Society thinks it likely that nobody needs leave to record their own exam. Decide here.",
        choices=(
            ("by_purpose", "As our policy says for a keepsake"),
            (AS_A_TALK, "Like a talk: never asked not to"),
        ),
    ),
)


@dataclass(frozen=True)
class Chosen:
    """A value and why it was chosen."""

    value: Any
    reason: str = ""


@dataclass(frozen=True)
class Local:
    """The settings of one department."""

    chosen: Mapping[str, Chosen] = field(default_factory=dict)

    def value(self, name: str, default: Any = "") -> Any:
        """What is set, else the default."""
        return self.chosen[name].value if name in self.chosen else default

    def words(self, kind: str) -> dict[str, Word]:
        """The known words of a kind and what the department adds. Rules: R-012."""
        added = self.value(LISTS[kind], {})
        return {
            **words(kind),
            **{code: {"label": label, "phrase": label.lower()} for code, label in added.items()},
        }

    def choices(self, kind: str) -> Choices:
        """Code and label of those words."""
        return [(code, word["label"]) for code, word in self.words(kind).items()]

    @property
    def held(self) -> dict[str, str]:
        """By service, the reference of the procedure or contract that the site holds. Rules: R-009, R-010."""
        return {service: str(self.value(name)) for service, name in HELD.items()}

    @property
    def exam_rule_reason(self) -> str:
        """Why an exam is answered like a talk here; empty where that was not decided. Rules: R-021."""
        rule = self.chosen.get(EXAM_RULE, Chosen(""))
        return rule.reason if rule.value == AS_A_TALK else ""


def local_of(department: Department | None) -> Local:
    """The department's own choices before the Trust's. One query. Rules: R-007."""
    names = [*LISTS.values(), *HELD.values(), EXAM_RULE, SHARING]
    rows = Setting.objects.filter(Q(department=department) | Q(department=None), name__in=names)
    kept: Any = rows.values_list("department_id", "name", "value", "reason")
    found: dict[str, Chosen] = {}
    for own, name, value, reason in kept:
        if own is not None or name not in found:
            found[name] = Chosen(value, reason)
    return Local(found)
