"""The cases in which nobody, or somebody unusual, can be asked: each with its own proof."""

from typing import Any

from consent.forms.answering import SigningForm, line, one_of, yes_no
from consent.signing import Ask, Circumstance
from recordings_gov import clock
from recordings_gov.pages.nhsuk.dates import DateField


class UnconsciousForm(SigningForm):
    """Why nobody could be asked, and when they will be. Conflict: C-33."""

    heading = "They cannot be asked before"
    lead = "It is made only as part of their care. Then it is held: nobody sees it until they have answered."

    why = line("Why could they not be asked before?")
    integral = yes_no("Is the recording a needed part of their care?")
    because = line("Why is it in their best interests?", "One sentence")
    under_anaesthetic = yes_no("Are they under anaesthetic?")
    by_media_studio = yes_no(
        "Does Media Studio make it and hold it?", "Always so under anaesthetic", required=False
    )
    look_again_on = DateField(
        label="When will you look again whether they can be asked?", name="Date to look again"
    )
    returns = yes_no(
        "Is capacity expected to return?", "No only if it is judged not to be coming back", required=False
    )

    def clean(self) -> dict[str, Any]:
        """The date is to come."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("look_again_on") and given["look_again_on"] < clock.today():
            self.add_error("look_again_on", "The date to look again is in the past")
        return given


class ToldForm(SigningForm):
    """Who told the patient, and when."""

    heading = "Were they told of the recording?"
    lead = "They are told before they answer."

    on = DateField(label="When were they told?", name="Date they were told")
    by = line("Who told them?", limit=120)

    def clean(self) -> dict[str, Any]:
        """Not in the future."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("on") and given["on"] > clock.today():
            self.add_error("on", "That is in the future. Check the date")
        return given


class OfficerForm(SigningForm):
    """The officer, checked, and one ground."""

    heading = "Social worker or police officer"
    lead = (
        "Only where no parent or guardian is there to be asked. It opens the health record and nothing else."
    )

    no_parent_there = yes_no("Is no parent or guardian there to be asked?")
    kind = one_of(
        "Who agrees?", (("social_worker", "Social worker"), ("police", "Police officer")), columns=2
    )
    name = line("Their name", limit=120)
    number = line("Their number", limit=60)
    service = line("Their service", "For example the council or police force", limit=120)
    is_checked = yes_no("Have you checked who they are?")
    ground = one_of(
        "On which ground?",
        (("order", "An interim care order"), ("best_interests", "It is in the child's best interests")),
        columns=2,
    )
    says = line("The order (court, number, date), or the reason", limit=500)
    despite_no = line("If the child says no: why does protection set that aside?", required=False, limit=500)


class ConsultantForm(SigningForm):
    """The consultant's reason, and what the ground asks for."""

    heading = "The consultant in charge decides"
    lead = "Without consent, for the health record only, and only on this ground with all of its proof."

    name = line("Consultant in charge: name and number", limit=120)
    because = line("Why do the patient's vital interests call for it?", limit=500)
    why_unlikely = line("Why is the parent or guardian unlikely to agree?", limit=500)
    benefit = line("How does recording the injuries clearly help this child?", limit=500)
    abuse = one_of(
        "What is suspected?",
        (("neglect", "Neglect"), ("physical", "Physical abuse"), ("emotional", "Emotional abuse")),
        columns=3,
    )
    why_unable = line("Why can they not say yes or no?", limit=500)
    referral = line("Adult protection referral: reference and date, or the reason for none", limit=300)
    second_signature = line("Who signs as well, for information governance or legal?", limit=120)
    further = {
        Circumstance.INJURY: ("why_unlikely", "benefit"),
        Circumstance.ABUSE: ("abuse", "why_unable", "referral"),
        Circumstance.LITIGATION: ("second_signature",),
    }

    def arrange(self) -> None:
        """Only what this ground asks for."""
        wanted = self.further.get(Circumstance(self.case.circumstance or "usual"), ())
        for name in {name for names in self.further.values() for name in names} - set(wanted):
            del self.fields[name]


class RepresentativeForm(SigningForm):
    """The personal representative, known wishes, relatives and the coroner."""

    heading = "Who speaks for a patient who has died?"
    lead = "A named clinician or bereavement nurse speaks to the family. No routine reminder goes out."

    name = line("Personal representative: name", limit=120)
    proof = line("Proof seen", "Grant of probate, letters of administration or other", limit=200)
    wishes = one_of(
        "What is known of the patient's wishes?",
        (("none_known", "Nothing against it"), ("for", "They wanted it"), ("against", "They had said no")),
        columns=3,
    )
    is_relative = yes_no("Is the representative a near relative?")
    relatives_asked = line("Near relatives: asked, answer, or why not", required=False, limit=500)
    coroners_case = yes_no("Is it a coroner's case?")
    coroners_leave = line("If so: reference of the coroner's leave", required=False, limit=120)
    others_instead = yes_no("Would recordings of people who can decide do as well?")

    def arrange(self) -> None:
        """Others' recordings matter only for further uses."""
        if not self.case.further_uses:
            del self.fields["others_instead"]

    def clean(self) -> dict[str, Any]:
        """A coroner's case needs the coroner's leave."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("coroners_case"):
            self.need(given, "coroners_leave")
        return given


class PostMortemForm(SigningForm):
    """Part of the examination, or not."""

    heading = "Is it part of the post-mortem?"
    words = ("asked_for",)

    integral = yes_no("Is the recording part of the post-mortem itself?")
    asked_for = line(
        "Other uses: what was asked with the post-mortem consent, and the answer",
        "Or that nothing was asked",
        required=False,
        limit=500,
    )


class BabyForm(SigningForm):
    """The parents' own wish."""

    heading = "A picture of their baby"
    lead = "The clinician responsible asks the parents gently, in private. Either answer is right."

    asked_by = line("Who asked the parents?", limit=120)
    wanted = yes_no("Would they like a picture?")
    parent = line("If so: which parent signs?", required=False, limit=120)

    def clean(self) -> dict[str, Any]:
        """A yes names the parent."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("wanted"):
            self.need(given, "parent")
        return given


EXCEPTIONS: dict[Ask, type[SigningForm]] = {
    Ask.UNCONSCIOUS: UnconsciousForm,
    Ask.TOLD: ToldForm,
    Ask.OFFICER: OfficerForm,
    Ask.CONSULTANT: ConsultantForm,
    Ask.REPRESENTATIVE: RepresentativeForm,
    Ask.POST_MORTEM: PostMortemForm,
    Ask.BABY: BabyForm,
}
