"""One question: what is wanted of which recording, and everything that counts for the answer."""

from dataclasses import dataclass

from consent.using.words import FOR_AN_AIM, RESTS_ON, Aim, DisclosureBasis, Said, Use


@dataclass(frozen=True)
class UseCase:
    """``named`` is what was said to the one named use that is asked about; another one was not asked.

    ``anonymised`` means done by one person and read by a second. ``path`` is the answer of the way for an
    adult who cannot decide ("yes", "no", "ask"), empty for everybody else. ``by_office`` says that the
    Caldicott Guardian or the information governance manager asks. ``research_lacks`` names what the research
    project behind the named use has not got yet: no copy, print or publication of it waits for less.
    Conflict: C-05.
    """

    use: Use
    aim: Aim = Aim.RECORD
    state: str = "captured"
    is_restricted: bool = False
    is_for_care: bool = True
    is_without_form: bool = False
    record: Said = Said.GIVEN
    teaching: Said = Said.NOT_ASKED
    named: Said = Said.NOT_ASKED
    named_was_published: bool = False
    has_died: bool = False
    is_from_before_1997: bool = False
    anonymised: bool = False
    anonymised_is_enough: bool = False
    path: str = ""
    basis: DisclosureBasis = DisclosureBasis.NONE
    basis_reference: str = ""
    by_office: bool = False
    is_outside_register: bool = False
    is_never_published: bool = False
    research_lacks: tuple[str, ...] = ()
    is_of_an_app: bool = False

    @property
    def rests_on(self) -> Aim:
        """The permission that opens this use."""
        return self.aim if self.use in FOR_AN_AIM else RESTS_ON[self.use]

    @property
    def said(self) -> Said:
        """What was said to that permission."""
        answers = {Aim.RECORD: self.record, Aim.TEACHING: self.teaching, Aim.NAMED_PURPOSE: self.named}
        return answers[self.rests_on]
