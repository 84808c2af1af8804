"""The shapes of an answer of the stance matrix: what is said, wanted, offered and kept safe."""

from dataclasses import dataclass

from recordings_gov.decisions import Decision, Reason


@dataclass(frozen=True)
class Wanted(Reason):
    """A condition: ``says`` is for staff, ``patient`` for the patient; ``media`` ask for it."""

    id: str = ""
    patient: str = ""
    media: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """Something better, or as good, that staff can offer."""

    id: str
    staff: str
    patient: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Safety:
    """A zone of this modality; ``is_here`` when the device would be in it now."""

    id: str
    name: str
    when: str
    staff: str
    patient: str
    why: str
    device_may_be: tuple[str, ...] = ()
    is_here: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class MediumAnswer:
    """What the winning row says about one medium, before zones."""

    medium: str
    verdict: str
    row: str
    says: Reason
    patient_words: str
    conditions: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    local_reason: str = ""


@dataclass(frozen=True)
class StanceAnswer(Decision):
    """What the scanner shows. ``verdict`` is one of facilitate, conditions, discourage, not_supported,
    not_safe, no_answer.

    ``conditions`` are ``Wanted``. ``ends_as`` lists the outcomes that are honest under this stance.
    ``route`` is "staff_workflow" when an employee would record, "out_of_scope" when the department's
    own picture service is meant, else empty.
    """

    headline: str = ""
    patient_headline: str = ""
    patient_words: tuple[str, ...] = ()
    alternatives: tuple[Offer, ...] = ()
    by_medium: tuple[MediumAnswer, ...] = ()
    safety: tuple[Safety, ...] = ()
    ends_as: tuple[str, ...] = ()
    route: str = ""
    drop_telling: tuple[str, ...] = ()

    @property
    def row_ids(self) -> tuple[str, ...]:
        """The rows that answered, to be kept with the request."""
        return tuple(dict.fromkeys(one.row for one in self.by_medium if one.row))
