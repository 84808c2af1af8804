"""The gates of a filming: agreements, doubt and advice, assurance, contract, and everybody who takes part."""

from typing import Any

from django import forms
from django.http import Http404

from consent.forms.filming import (
    AdviseForm,
    AgreementForm,
    AssureForm,
    ContractForm,
    DoubtForm,
    FilmedPersonForm,
    GiveFormForm,
    HearNoForm,
)
from consent.forms.picture import TakeReleaseForm
from consent.models import FilmingPerson
from consent.views.filming import FilmingStep


class KeepAgreement(FilmingStep):
    """One body agreed. Rules: R-085."""

    action = "filming.arrange"
    form_class = AgreementForm
    step = "keep_agreement"
    heading = "Write down an agreement"
    done = "Saved."
    consequence = "Where another organisation treats the patients, both agree, each with its own reference."


class BeInDoubt(FilmingStep):
    """It waits for the Caldicott Guardian. Rules: R-085."""

    action = "filming.arrange"
    form_class = DoubtForm
    step = "be_in_doubt"
    heading = "Ask the Caldicott Guardian"
    button = "Ask"
    done = "Asked. Nothing is filmed before the Caldicott Guardian has advised."


class Advise(FilmingStep):
    """The Caldicott Guardian's advice. Rules: R-085."""

    action = "filming.advise"
    form_class = AdviseForm
    step = "advise"
    heading = "Advise on the doubt"
    button = "Save your advice"
    done = "Saved."

    def context(self) -> dict[str, Any]:
        """What the doubt is."""
        return super().context() | {"consequence": self.record.doubt}


class Assure(FilmingStep):
    """The crew's own consent is good enough. Rules: R-086."""

    action = "filming.assure"
    form_class = AssureForm
    step = "assure"
    heading = "Read the crew’s own consent"
    button = "Vouch for it"
    done = "Saved, with your name and the time."
    consequence = "You vouch for it as a clinician. If in doubt, do not: ask the Caldicott Guardian."


class CheckContract(FilmingStep):
    """Each point of the contract. Rules: R-173."""

    action = "filming.arrange"
    form_class = ContractForm
    step = "check_contract"
    heading = "Go through the contract"
    done = "Saved. You are named as who commissioned it."


class AddFilmedPerson(FilmingStep):
    """Somebody who takes part. Rules: R-167, R-246."""

    action = "filming.arrange"
    form_class = FilmedPersonForm
    step = "add_person"
    heading = "Name somebody who takes part"
    done = "Saved."
    consequence = (
        "A child, or an adult who cannot decide, also needs a consent form for this use alone. It goes"
        " through the questions about who signs for them."
    )


class OfFilmedPerson(FilmingStep):
    """A step about one person."""

    @property
    def person(self) -> FilmingPerson:
        """Who it is about; 404 for somebody of another filming."""
        found: FilmingPerson | None = self.record.people.filter(pk=self.kwargs["number"]).first()
        if found is None:
            raise Http404("Nobody of that filming.")
        return found

    def form_name(self) -> str:
        """What is typed about one is never kept for another."""
        return f"{super().form_name()}.{self.kwargs['number']}"

    def context(self) -> dict[str, Any]:
        """Their name at the head."""
        return super().context() | {"person": self.person}

    def act(self, form: forms.Form) -> str:
        """Theirs, and of nobody else."""
        getattr(self.record, self.step)(by=self.request.user, person=self.person, **form.cleaned_data)
        return self.success_url()


class AskForFilmedRelease(OfFilmedPerson):
    """A release of theirs for exactly this use. Rules: R-167, R-168."""

    action = "release.manage"
    step = "ask_for_release"
    heading = "Prepare their release"
    button = "Prepare it"
    done = "Prepared. Print it, or let them sign on the screen."
    consequence = "It names exactly this use, and they sign it themselves or say no."

    def success_url(self) -> str:
        """To their release."""
        return str(self.person.newest_release().get_absolute_url())


class TakeFilmedRelease(OfFilmedPerson):
    """Their release. Rules: R-167, R-168."""

    action = "filming.arrange"
    step = "take_release"
    heading = "Add their release"
    button = "Add it"
    done = "Added."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It looks among the releases this person may see."""
        return TakeReleaseForm(data, initial=initial, user=self.request.user)


class GiveForm(OfFilmedPerson):
    """Their consent form. Rules: R-077, R-078, R-079, R-246."""

    action = "filming.assure"
    step = "give_form"
    heading = "Add their consent form"
    button = "Add it"
    done = "Added."
    consequence = "It must be for this use alone, and name it in the same words."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """It looks among the forms this person may open."""
        return GiveFormForm(data, initial=initial, user=self.request.user)


class HearNo(OfFilmedPerson):
    """They said no, or were upset. Rules: R-080."""

    action = "filming.stop"
    form_class = HearNoForm
    step = "hear_no"
    heading = "They say no, or are upset"
    button = "Save: they are not filmed"
    done = "Saved. They are filmed no more."
    consequence = (
        "They are filmed no more. If they are a child, or cannot decide, the whole filming stops for good."
    )
