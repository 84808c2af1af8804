"""Forms of quarantine: in by hand, open on a ground, looked at, out to be held."""

from typing import Any

from django import forms

from consent.forms.answering import line, one_of, yes_no
from consent.forms.keeping import NO_NAME
from consent.forms.registration_course import reason_field
from consent.models import ConsentForm, OpeningGround, ReleaseGround
from consent.models.quarantine import NO_HARM, NO_NEW_FORM
from recordings_gov import references
from recordings_gov.accounts.models import User
from recordings_gov.pages.nhsuk.forms import PlainErrors


class PlaceForm(PlainErrors, forms.Form):
    """Why it goes into quarantine. Rules: R-155."""

    reason = line("Why does it go into quarantine?", NO_NAME)


class OpenForm(PlainErrors, forms.Form):
    """One ground, its reference, and the reason in words. Conflict: C-12."""

    ground = one_of("On what ground do you open it?", OpeningGround.choices)
    ground_reference = line("Reference of the request, order or case", NO_NAME, limit=100)
    reason = reason_field(
        "Why do you need to see this one?",
        "Say why",
        help_text="At least 20 characters. Another person reads it",
    )


class ReviewOpeningForm(PlainErrors, forms.Form):
    """Another person looks at it. Conflict: C-12."""

    was_right = yes_no("Was it right to open it?")
    review_says = reason_field("What did you find?", "Say what you found", help_text=NO_NAME)


class ProposeReleaseForm(PlainErrors, forms.Form):
    """By a new form, or by a clinician's reason of harm. Rules: R-155, R-171."""

    ground = one_of("Why may it leave quarantine?", ReleaseGround.choices)
    form = line("Reference of the new form", "Where a new form was signed", required=False, limit=20)
    clinician = line(
        "Sign-in name of the clinician",
        "Where a clinician says that it harms care",
        required=False,
        limit=150,
    )
    because = reason_field("What is the reason?", "Say what the reason is", help_text=NO_NAME)

    def clean(self) -> dict[str, Any]:
        """The form, or the clinician, that is meant; the other is left out."""
        given: dict[str, Any] = super().clean() or {}
        typed_form, typed_name = given.pop("form", ""), given.pop("clinician", "")
        if given.get("ground") == ReleaseGround.NEW_FORM:
            given["form"] = self._form(typed_form)
        elif given.get("ground") == ReleaseGround.HARM:
            given["clinician"] = User.objects.filter(username=typed_name.strip(), is_active=True).first()
            if given["clinician"] is None:
                self.add_error("clinician", NO_HARM)
        return given

    def _form(self, typed: str) -> ConsentForm | None:
        try:
            found = ConsentForm.objects.filter(reference=references.read(typed)).first()
        except references.BadReference as error:
            self.add_error("form", str(error))
            return None
        if found is None:
            self.add_error("form", NO_NEW_FORM)
        return found
