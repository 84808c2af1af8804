"""What needs special care before a recording: what must be said first, and what is warned of. Pure."""

from dataclasses import dataclass

from recordings_gov.decisions import Reason

PHOTOGRAPHER, STAFF = "photographer", "staff"
PRESENT, DECLINED, NOBODY = "present", "declined", "nobody"
NOT_NEEDED, THERE, MISSING = "not_needed", "there", "missing"
CHILD_UNTIL = 18

Gap = tuple[str, Reason]

VALUE = Reason("A child is recorded only for a clinical feature or for teaching. Say which.", ("R-148",))
WHOLE = Reason("The whole body only if it is essential. Say why.", ("R-149",))
COLPOSCOPY = Reason(
    "Whoever makes a picture by colposcope is named, with their training and registration.", ("R-151",)
)
WITH_CHAPERONE = Reason(
    "An intimate picture is made with a chaperone there, unless the patient wants none (C-30).", ("R-099",)
)
WHY_NOBODY = Reason("Say why no chaperone is there.", ("R-099",))
WHO = Reason("Name the chaperone.", ("R-099",))
WHY_SELF = Reason("Say why it is not made by a clinical photographer.", ("R-098",))
WHY_NOT_NOTED = Reason("Say where in the notes the reason stands, or why it does not.", ("R-150",))
INTERPRETER = Reason("Name the interpreter, with service and job number.", ("R-069",))

TAKE_CARE = Reason(
    "Take special care: a child, somebody who may not be able to decide, or an intimate picture.", ("R-099",)
)
NO_CHAPERONE = Reason("No chaperone is there. The reason is kept.", ("R-099",))
SELF = Reason(
    "Where possible, send patients to Media Studio's registered clinical photographers.", ("R-098",)
)
STRONGLY = Reason(
    "Pictures of a child's genital or anal area: a registered clinical photographer is strongly advised.",
    ("R-151",),
)
NOT_NOTED = Reason(
    "The notes hold no reason for this picture yet. Only an important finding or a worry about abuse is one.",
    ("R-150",),
)
MENTAL_HEALTH = Reason(
    "Mental health: take particular care. Read the guidance that Media Studio holds.", ("R-141",)
)
NO_INTERPRETER = Reason("No interpreter is there. Check that they understand.", ("R-069",))


@dataclass(frozen=True)
class Care:
    """What is known of one recording. ``age`` is in completed years; "" is not said."""

    age: int
    may_not_decide: bool = False
    is_intimate: bool = False
    is_whole_body: bool = False
    is_colposcopy: bool = False
    is_mental_health: bool = False
    value: str = ""
    whole_body_because: str = ""
    noted_at: str = ""
    not_noted_because: str = ""
    operator: str = ""
    why_no_photographer: str = ""
    operator_name: str = ""
    operator_training: str = ""
    operator_registration: str = ""
    chaperone: str = ""
    chaperone_name: str = ""
    no_chaperone_because: str = ""
    interpreter: str = NOT_NEEDED
    interpreter_name: str = ""

    @property
    def is_child(self) -> bool:
        """Under 18: the stricter of the ages the sources use."""
        return self.age < CHILD_UNTIL

    @property
    def is_private(self) -> bool:
        """Intimate, in whichever way it is made."""
        return self.is_intimate or self.is_colposcopy

    @property
    def is_private_of_child(self) -> bool:
        """What the two pieces of national guidance are about."""
        return self.is_child and self.is_private


def missing(care: Care) -> tuple[Gap, ...]:
    """What must be said before anybody is asked to sign: the answer's name, and why.

    Rules: R-098, R-099, R-148, R-149, R-150, R-151. Conflict: C-30.
    """
    by_staff = care.operator != PHOTOGRAPHER
    noted = care.noted_at or care.not_noted_because
    wanted = (
        (care.is_child and not care.value, ("value", VALUE)),
        (care.is_whole_body and not care.whole_body_because, ("whole_body_because", WHOLE)),
        (care.is_private_of_child and not noted, ("not_noted_because", WHY_NOT_NOTED)),
        (by_staff and not care.why_no_photographer, ("why_no_photographer", WHY_SELF)),
        *(
            (care.is_colposcopy and not said, (name, COLPOSCOPY))
            for name, said in (
                ("operator_name", care.operator_name),
                ("operator_training", care.operator_training),
                ("operator_registration", care.operator_registration),
            )
        ),
        (care.is_private and care.chaperone == NOBODY, ("chaperone", WITH_CHAPERONE)),
        (care.chaperone == PRESENT and not care.chaperone_name, ("chaperone_name", WHO)),
        (care.chaperone == NOBODY and not care.no_chaperone_because, ("no_chaperone_because", WHY_NOBODY)),
        (care.interpreter == THERE and not care.interpreter_name, ("interpreter_name", INTERPRETER)),
    )
    return tuple(gap for is_missing, gap in wanted if is_missing)


def warnings(care: Care) -> tuple[Reason, ...]:
    """What stays allowed and is said plainly, with its reason kept.

    Rules: R-098, R-099, R-141, R-150, R-151. Conflict: C-30.
    """
    by_staff = care.operator != PHOTOGRAPHER
    said = (
        (care.is_child or care.may_not_decide or care.is_private, TAKE_CARE),
        (care.chaperone == NOBODY, NO_CHAPERONE),
        (by_staff and not care.is_private_of_child, SELF),
        (by_staff and care.is_private_of_child, STRONGLY),
        (care.is_private_of_child and not care.noted_at, NOT_NOTED),
        (care.is_mental_health, MENTAL_HEALTH),
        (care.interpreter == MISSING, NO_INTERPRETER),
    )
    return tuple(reason for holds, reason in said if holds)


def access_of(care: Care) -> tuple[str, str]:
    """The access class of what is recorded, and why: never wider with more care. Rules: R-099, R-150."""
    if care.is_private_of_child:
        return "restricted", "Intimate picture of a child"
    is_sensitive = care.is_private or care.is_whole_body or care.is_mental_health
    return ("sensitive" if is_sensitive else "ordinary"), ""


@dataclass(frozen=True)
class Guidance:
    """A text that is shown: what it is called, who issued it and when."""

    title: str
    issuer: str
    year: str
    rules: tuple[str, ...]
    when: str = "If it is intimate"


INTIMATE_OF_A_CHILD = (
    Guidance(
        "Physical Signs of Child Sexual Abuse",
        "Royal College of Paediatrics and Child Health",
        "2015",
        ("R-150",),
    ),
    Guidance(
        "Guidance for the best practice for the management of intimate images that may become"
        " evidence in court",
        "Royal College of Paediatrics and Child Health",
        "2010",
        ("R-150",),
    ),
)
OF_MENTAL_HEALTH = Guidance(
    "Guidelines on recording mental health patients, held in Media Studio",
    "Institute of Medical Illustrators",
    "",
    ("R-141",),
    "In mental health care",
)


def guidance_for(care: Care) -> tuple[Guidance, ...]:
    """The texts to follow here. Rules: R-141, R-150."""
    of_child = INTIMATE_OF_A_CHILD if care.is_private_of_child else ()
    return (*of_child, *((OF_MENTAL_HEALTH,) if care.is_mental_health else ()))
