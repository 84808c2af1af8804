"""Forms of a filming: asking, deciding, each gate, who takes part, concerns and stops."""

from typing import Any

from django import forms

from consent.forms.answering import line, one_of, yes_no
from consent.forms.registration_course import reason_field
from consent.forms.release_uses import StaffField
from consent.models import ConsentForm
from consent.models.filming_words import KEEPSAKE, Advice, Agrees, MadeBy
from consent.models.release_words import PersonIs, ReleasePurpose
from consent.purposes import named_purpose
from recordings_gov import references
from recordings_gov.accounts.models import Department
from recordings_gov.pages.nhsuk.dates import DateField
from recordings_gov.pages.nhsuk.forms import PlainErrors
from recordings_gov.pages.nhsuk.widgets import TickList

NO_NAMES = "No patient's name"


class AskFilmingForm(PlainErrors, forms.Form):
    """For whom it is, first: their own keepsake is a patient's request. Rules: R-170. Conflict: C-28."""

    purpose = one_of("What is it for?", (KEEPSAKE, *ReleasePurpose.choices))
    made_by = one_of("Who films?", MadeBy.choices, error_messages={"required": "Say who films"})
    requester = line("Who wants to film?", "A person or body, for example Northmere Television", limit=200)
    agency = line(
        "Which body outside the Trust gets it?", "Leave empty if only the Trust uses it", False, 120
    )
    title = line(
        "Exactly which use?",
        "Its name and date, for example Open day film 2027. Every release names the same words",
        limit=200,
    )
    subject = line("What is filmed?", NO_NAMES, limit=300)
    department = forms.ModelChoiceField(
        label="Which department?", queryset=Department.objects.none(), empty_label="Choose"
    )
    place = line("Where there?", "For example the waiting room", limit=200)
    from_on = DateField(label="From which day?", name="First day")
    until_on = DateField(label="Until which day?", name="Last day")
    treating_is_another = yes_no("Does another organisation treat the patients there?")
    shows_people = yes_no("Can anybody be recognised in it?", "Staff count too")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments: Any = self.fields["department"]
        departments.queryset = Department.objects.order_by("name")

    def clean_purpose(self) -> str:
        """Somebody's own keepsake is not asked for here."""
        purpose = str(self.cleaned_data["purpose"])
        if purpose == KEEPSAKE[0]:
            raise forms.ValidationError(
                "That is a patient's own request, and needs no permission from communications. Log it under"
                " Requests instead"
            )
        return purpose

    def clean_title(self) -> str:
        """One definite use. Rules: R-169."""
        title = str(self.cleaned_data["title"])
        answer = named_purpose(title)
        if answer.verdict != "accepted":
            raise forms.ValidationError(answer.obstacles[0].says)
        return title

    def clean(self) -> dict[str, Any]:
        """A body that films for itself is named; the last day is not before the first."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("made_by") == MadeBy.OTHERS and not given.get("agency"):
            self.add_error("agency", "Say which body films")
        if given.get("from_on") and given.get("until_on") and given["until_on"] < given["from_on"]:
            self.add_error("until_on", "The last day is before the first")
        return given


class PermitForm(PlainErrors, forms.Form):
    """How far the permission goes, and its days. Rules: R-170."""

    scope = reason_field("What is permitted?", "Say what is permitted", help_text="What, where, and what not")
    permitted_from = DateField(label="From which day?", name="First day")
    permitted_until = DateField(label="Until which day?", name="Last day")

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("permitted_from"), given.get("permitted_until")
        if first and last and last < first:
            self.add_error("permitted_until", "The last day is before the first")
        return given


class RefuseForm(PlainErrors, forms.Form):
    """Why not."""

    scope = reason_field("Why is it not permitted?", "Say why it is not permitted")


class StopFilmingForm(PlainErrors, forms.Form):
    """Why nothing more is filmed."""

    because = reason_field("Why is it stopped?", "Say why it is stopped", help_text=NO_NAMES)


class AgreementForm(PlainErrors, forms.Form):
    """One body's agreement. Rules: R-085."""

    agrees = one_of("Which body agrees?", Agrees.choices)
    body = line("Its name", limit=200)
    says = line("Reference of its agreement", "Its letter or e-mail: each body has its own", limit=120)
    agreed_on = DateField(label="When did it agree?", name="Day of the agreement")


class DoubtForm(PlainErrors, forms.Form):
    """What somebody is not sure about. Rules: R-085."""

    doubt = reason_field(
        "What are you in doubt about?", "Say what you are in doubt about", help_text=NO_NAMES
    )


class AdviseForm(PlainErrors, forms.Form):
    """The Caldicott Guardian's advice. Rules: R-085."""

    advice = one_of("What do you advise?", Advice.choices, 2)
    advice_says = reason_field("Why?", "Say why")


class AssureForm(PlainErrors, forms.Form):
    """Which consent was seen, and that it is good enough. Rules: R-086."""

    consent_seen = line(
        "Which consent of theirs have you read?", "Its name and version, for example Contributor form, v4"
    )
    meets_standard = forms.BooleanField(
        label="Their consent meets the standard that the GMC sets for doctors",
        error_messages={"required": "If it does not meet the standard, nobody is filmed on it"},
    )


POINTS = (
    ("waives_copyright", "They waive copyright: it is the Trust's"),
    ("waives_moral_rights", "They waive their moral rights"),
    ("is_fit", "I commission it, and answer for fitness for its purpose and for keeping to our policy"),
    ("goes_to_studio", "All images, consents and releases go to Media Studio"),
)


class ContractForm(PlainErrors, forms.Form):
    """Each point of the contract with somebody from outside. Rules: R-173."""

    photographer = line("Whom is the contract with?", limit=200)
    contract = line("Reference of the contract", limit=120)
    points = forms.MultipleChoiceField(
        label="What the contract says",
        choices=POINTS,
        widget=TickList(),
        error_messages={"required": "Every point must be in the contract before they film"},
    )
    may_reproduce = yes_no("Do they keep the right to reproduce the pictures?")

    def clean_points(self) -> list[str]:
        """All of them."""
        ticked: list[str] = self.cleaned_data["points"]
        if len(ticked) < len(POINTS):
            raise forms.ValidationError("Every point must be in the contract before they film")
        return ticked

    def clean(self) -> dict[str, Any]:
        """As the verb names them."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        return given | dict.fromkeys(given.pop("points", []), True)


class FilmedPersonForm(PlainErrors, forms.Form):
    """Who takes part, and whether they decide for themselves. Rules: R-167, R-246."""

    kind = one_of("Who is it?", PersonIs.choices, error_messages={"required": "Say who it is"})
    name = line("Their name", "Of a patient or a member of the public, as on their release", False, 120)
    staff = StaffField(label="User name, if they work here", required=False)

    def clean(self) -> dict[str, Any]:
        """Staff by user name, everybody else by name."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("name") and not given.get("staff") and "staff" not in self.errors:
            self.add_error("name", "Enter their name, or the user name of a member of staff")
        return given


class GiveFormForm(PlainErrors, forms.Form):
    """Their consent form, by its reference. Rules: R-246."""

    form = line("Reference of their consent form", "It stands at the foot of the paper", limit=40)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_form(self) -> ConsentForm:
        """The form, or a sentence."""
        try:
            reference = references.read(self.cleaned_data["form"])
        except references.BadReference as error:
            raise forms.ValidationError(str(error)) from error
        rows = ConsentForm.objects.visible_to(self.user).select_related("patient")
        found: ConsentForm | None = rows.filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError("There is no consent form with that reference")
        return found


class TakeForm(PlainErrors, forms.Form):
    """What was filmed."""

    says = line("What was filmed?", NO_NAMES, limit=300)


class ConcernForm(PlainErrors, forms.Form):
    """What is of concern. Rules: R-088."""

    says = reason_field("What is your concern?", "Say what is of concern", help_text=NO_NAMES)


class SettleForm(PlainErrors, forms.Form):
    """Whether it is resolved, and what was done. Rules: R-088."""

    is_resolved = yes_no("Is your concern resolved?", "If not, our staff stop working with them")
    outcome = reason_field("What was done about it?", "Say what was done about it", help_text=NO_NAMES)


class HearNoForm(PlainErrors, forms.Form):
    """What they said, or showed. Rules: R-080."""

    says = line("What did they say or show?", "For example: she turned away and cried. " + NO_NAMES)
