"""What is so, and who offers to sign: one short form for each group of questions."""

from typing import Any

from consent.forms.answering import SigningForm, line, one_of, yes_no
from consent.forms.exceptions import EXCEPTIONS
from consent.forms.judging import JUDGING
from consent.signing import Ask, Circumstance
from consent.signing.nations import AuthorityKind
from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField

ADULT = (
    (Circumstance.USUAL, "Awake, but I doubt that they can decide"),
    (Circumstance.UNCONSCIOUS, "Unconscious, under anaesthetic or too ill to be asked"),
    (Circumstance.ABUSE, "Neglect or abuse is suspected, and they cannot say yes or no"),
)
CHILD = (
    (Circumstance.USUAL, "Nothing special: the child and a parent can be asked"),
    (Circumstance.UNCONSCIOUS, "Unconscious, under anaesthetic or too ill to be asked"),
    (Circumstance.CHILD_PROTECTION, "Child protection, and no parent or guardian is there"),
    (Circumstance.INJURY, "An injury may be no accident, and a parent is unlikely to agree"),
)
WITHOUT_CONSENT = (
    (Circumstance.VITAL_INTERESTS, "No consent can be had, and their vital interests call for it"),
    (Circumstance.LITIGATION, "No consent can be had, and it may protect the Trust in a claim"),
)
DEAD = (
    (Circumstance.USUAL, "Something new, or not asked for in life"),
    (Circumstance.POST_MORTEM, "At a post-mortem"),
)
BABY = (Circumstance.BABY, "A baby who is dying or was stillborn")
EVERY = (*CHILD, *ADULT, *WITHOUT_CONSENT, *DEAD, BABY, (Circumstance.USUAL, "Nothing special"))
"""Each in the words of an answer that was given; the form itself offers fewer."""
BASES = (
    ("mother", "Mother"),
    ("father", "Father, married to the mother or on the birth certificate"),
    ("order", "By court order or agreement, or by adoption"),
    ("guardian", "Guardian"),
    ("authority", "Local authority with a care order"),
    ("none", "They do not: a grandparent, carer or other"),
)
AUTHORITIES = (
    (AuthorityKind.ATTORNEY, "Attorney under a registered health and welfare LPA"),
    (AuthorityKind.DEPUTY, "Deputy appointed by the court, with that power"),
    (AuthorityKind.WELFARE_ATTORNEY, "Welfare attorney (Scotland)"),
    (AuthorityKind.WELFARE_GUARDIAN, "Welfare guardian (Scotland)"),
    (AuthorityKind.NEXT_OF_KIN, "Next of kin"),
    (AuthorityKind.CARER, "A carer"),
    (AuthorityKind.ADVOCATE, "An advocate (IMCA)"),
    (AuthorityKind.PARENT_OF_ADULT, "A parent"),
    ("nobody", "Nobody holds authority"),
    ("urgent", "There is no time to ask"),
)


class CircumstanceForm(SigningForm):
    """What is so; only what fits the person's age and life is offered."""

    heading = "Is something special about this case?"
    circumstance = one_of("What is so?", EVERY)

    def arrange(self) -> None:
        """Of a child, an adult or somebody who has died."""
        case = self.case
        rows: tuple[Any, ...] = DEAD
        if not case.has_died:
            rows = (*(CHILD if case.is_child else ADULT), *WITHOUT_CONSENT)
        baby = (BABY,) if case.age == 0 else ()
        self.fields["circumstance"].choices = [*rows, *baby]  # type: ignore[attr-defined]


class ChildForm(SigningForm):
    """The child's own view, heard before a parent's."""

    heading = "What does the child say?"
    lead = "A no, or being upset, ends it. Only child protection can change that."
    words = ("in_their_words",)

    said = one_of(
        "What do they say?",
        (
            ("agrees", "Yes"),
            ("no", "No"),
            ("upset", "They are upset by it"),
            ("cannot_say", "They cannot say: too young or too ill"),
        ),
        columns=2,
    )
    in_their_words = line("In their own words", required=False, limit=500)
    harm_likely = yes_no("Is harm or upset likely, from making it or from its use?")


class ParentForm(SigningForm):
    """Who declares parental responsibility."""

    heading = "Who has parental responsibility?"
    words = ("view",)

    name = line("Their name", limit=120)
    relation = line("What are they to the child?", "For example mother", limit=60)
    basis = one_of("How do they hold parental responsibility?", BASES)
    view = line("What they said, if they cannot sign", required=False, limit=500)


class AuthorityForm(SigningForm):
    """Who holds lawful authority, and the paper itself."""

    heading = "Who can decide for them?"
    lead = (
        "Only a lawful authority over health and welfare signs. Next of kin, a carer or an advocate does not."
    )

    kind = one_of("Who is there?", AUTHORITIES, columns=2)
    name = line("Their name", required=False, limit=120)
    paper = line("Number or reference of the paper", required=False, limit=120)
    seen_by = line("Who saw the paper?", required=False, limit=120)
    seen_on = DateField(label="When was it seen?", name="Date it was seen", required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever has authority is named, with the paper seen."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind = given.get("kind", "")
        if kind and self.case.law.lets_sign(kind, self.case.age):
            self.need(given, "name", "paper", "seen_by", "seen_on")
        if given.get("seen_on") and given["seen_on"] > clock.today():
            self.add_error("seen_on", "That is in the future. Check the date")
        return given

    def given(self) -> dict[str, Any]:
        """Nobody, and no time, are no kind of authority."""
        facts = super().given()
        if facts["kind"] in ("nobody", "urgent"):
            return {"without": facts["kind"]}
        return facts


class CareForm(SigningForm):
    """Part of the care itself, and which clinician says so."""

    heading = "Is it part of their care?"
    lead = (
        "Nobody with authority can be asked. The responsible clinician signs, and you as second professional."
    )

    integral = yes_no("Is the recording a needed part of this person's care?")
    clinician = line("Which clinician says so, and signs?", limit=120)


FORMS: dict[Ask, type[SigningForm]] = {
    Ask.CIRCUMSTANCE: CircumstanceForm,
    Ask.CHILD: ChildForm,
    Ask.PARENT: ParentForm,
    Ask.AUTHORITY: AuthorityForm,
    Ask.CARE: CareForm,
    **JUDGING,
    **EXCEPTIONS,
}
