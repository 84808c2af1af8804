"""What the anonymous staff survey asks. Nothing in it says who answers: no role, age, team or years."""

from dataclasses import dataclass

WISHES = (
    ("yes", "Yes, I do not mind"),
    ("ask", "Only if I am asked first"),
    ("no", "I would rather not"),
)


@dataclass(frozen=True)
class Question:
    """One question; without choices it is answered in words."""

    code: str
    says: str
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


QUESTIONS = (
    Question("voice", "A patient records the sound of what you explain. Is that all right with you?", WISHES),
    Question(
        "image", "A patient takes a picture or film with you in it. Is that all right with you?", WISHES
    ),
    Question(
        "procedure",
        "Somebody films while you examine or treat. Is that all right with you?",
        WISHES,
    ),
    Question("live", "Somebody shows the room live, in a call. Is that all right with you?", WISHES),
    Question(
        "sure",
        "A patient asks to record. Do you know what to say?",
        (("yes", "Yes"), ("partly", "Partly"), ("no", "No")),
    ),
    Question(
        "troubled",
        "Has a recording at work troubled you in the last 12 months?",
        (("no", "No"), ("told", "Yes, and I told somebody"), ("untold", "Yes, and I told nobody")),
    ),
    Question(
        "words",
        "What should our policy say, or say differently?",
        hint="Leave out names and anything that only you could know. It is read as you write it.",
    ),
)
