"""What is shown before a filming opens, as verbs, and the decision over all of it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from consent.filming import FilmingFacts, may_film
from consent.models.appearance import objections_of
from consent.models.filming_people import FilmingPerson
from consent.models.filming_rows import FilmingAgreement, FilmingAssurance, FilmingContract
from consent.models.filming_words import Agrees, FilmingStatus, MadeBy
from consent.models.release_words import PersonIs, PictureKind
from recordings_gov import clock
from recordings_gov.decisions import Decision
from recordings_gov.workflow import transition

STANDS = [FilmingStatus.ASKED, FilmingStatus.PERMITTED, FilmingStatus.OPEN, FilmingStatus.PAUSED]
BEFORE = [FilmingStatus.ASKED, FilmingStatus.PERMITTED, FilmingStatus.PAUSED]


class GatesOfFilming(models.Model):
    """The gates. Rules: R-085, R-086, R-167, R-173, R-246."""

    if TYPE_CHECKING:
        pk: Any
        status: str
        made_by: str
        title: str
        subject: str
        place: str
        use: Any
        doubt: str
        advice: str
        advice_says: str
        advised_by: Any
        permitted_from: date | None
        permitted_until: date | None
        treating_is_another: bool
        shows_people: bool
        agreements: Any
        people: Any
        concerns: Any

    class Meta:
        abstract = True

    @transition(source=BEFORE, target=set(BEFORE), allowed="filming.arrange")
    def keep_agreement(self, *, by: Any, agrees: str, body: str, says: str, agreed_on: date) -> str:
        """A body agreed in writing; where another treats the patients there are two. Rules: R-085."""
        if agreed_on > clock.today():
            raise ValidationError({"agreed_on": "The date must be today or in the past"})
        if agrees == Agrees.TREATING and not self.treating_is_another:
            raise ValidationError({"agrees": "No other body treats the patients here"})
        FilmingAgreement(
            filming_id=self.pk,
            agrees=agrees,
            body=body.strip(),
            says=says.strip(),
            agreed_on=agreed_on,
            by=by,
        ).save()
        return str(self.status)

    @transition(source=BEFORE, target=set(BEFORE), allowed="filming.arrange")
    def be_in_doubt(self, *, by: Any, doubt: str) -> str:
        """Somebody is not sure: it waits until the Caldicott Guardian advises. Rules: R-085."""
        if not doubt.strip():
            raise ValidationError({"doubt": "Say what you are in doubt about"})
        self.doubt, self.advice, self.advice_says, self.advised_by = doubt.strip(), "", "", None
        return str(self.status)

    @transition(source=BEFORE, target=set(BEFORE), allowed="filming.advise")
    def advise(self, *, by: Any, advice: str, advice_says: str) -> str:
        """The Caldicott Guardian's advice on the doubt. Rules: R-085."""
        if not self.doubt:
            raise ValidationError("Nobody has said that they are in doubt")
        self.advice, self.advice_says, self.advised_by = advice, advice_says.strip(), by
        return str(self.status)

    @transition(source=BEFORE, target=set(BEFORE), allowed="filming.assure")
    def assure(self, *, by: Any, consent_seen: str, meets_standard: bool) -> str:
        """A clinician has read the crew's own consent, and it is good enough. Rules: R-086."""
        if self.made_by == MadeBy.STUDIO:
            raise ValidationError("Our own staff film, with our own consent")
        if FilmingAssurance.objects.filter(filming=self.pk).exists():
            raise ValidationError("A clinician has vouched for it already")
        FilmingAssurance(
            filming_id=self.pk,
            consent_seen=consent_seen.strip(),
            meets_standard=meets_standard,
            by=by,
            at=clock.now(),
        ).save()
        return str(self.status)

    @transition(source=BEFORE, target=set(BEFORE), allowed="filming.arrange")
    def check_contract(self, *, by: Any, photographer: str, contract: str, **points: bool) -> str:
        """Whoever commissions goes through the contract, point by point. Rules: R-173."""
        if self.made_by != MadeBy.COMMISSIONED:
            raise ValidationError("Nobody from outside films this for the Trust")
        if FilmingContract.objects.filter(filming=self.pk).exists():
            raise ValidationError("The contract was gone through already")
        FilmingContract(
            filming_id=self.pk,
            photographer=photographer.strip(),
            contract=contract.strip(),
            commissioner=by,
            at=clock.now(),
            **points,
        ).save()
        return str(self.status)

    @transition(source=STANDS, target=set(STANDS), allowed="filming.arrange")
    def add_person(self, *, by: Any, kind: str, name: str = "", staff: Any = None) -> str:
        """Somebody who takes part, and whether they can decide about it themselves. Rules: R-167, R-246."""
        FilmingPerson(
            filming_id=self.pk,
            kind=PersonIs.ADULT if staff else kind,
            name=staff.name if staff else name.strip(),
            staff=staff,
            said_by=by,
        ).save()
        return str(self.status)

    @transition(source=STANDS, target=set(STANDS), allowed="filming.arrange")
    def take_release(self, *, by: Any, person: FilmingPerson, release: Any) -> str:
        """Their own release. Rules: R-167, R-168."""
        row = self.people.select_for_update().get(pk=person.pk)
        row.take_release(release)
        row.save()
        return str(self.status)

    @transition(source=STANDS, target=set(STANDS), allowed="release.manage")
    def ask_for_release(self, *, by: Any, person: FilmingPerson) -> str:
        """Prepare their own release for exactly this use, in the same words. Rules: R-167, R-168, R-169."""
        row = self.people.select_for_update(of=("self",)).select_related("release").get(pk=person.pk)
        pictured = f"{self.subject}. {self.place}"[:300]
        row.ask_for_release(by=by, uses=[self.use], pictured=pictured, person_is=row.kind)
        row.save()
        return str(self.status)

    @transition(source=STANDS, target=set(STANDS), allowed="filming.assure")
    def give_form(self, *, by: Any, person: FilmingPerson, form: Any) -> str:
        """The consent form of a child, or of an adult who cannot decide. Rules: R-077, R-078, R-246."""
        row = self.people.select_for_update().get(pk=person.pk)
        if row.kind == PersonIs.ADULT:
            raise ValidationError("They decide for themselves: their release is enough")
        known = {
            f"{form.patient.given_name} {form.patient.family_name}".casefold(),
            form.patient.name.casefold(),
        }
        if row.name.casefold() not in known:
            raise ValidationError({"form": "That consent form is somebody else's"})
        row.form = form
        row.save()
        return str(self.status)

    def everybody(self) -> list[FilmingPerson]:
        """Who takes part, and who did, with their releases and forms at hand."""
        forms = ("form__permissions", "form__stops", "form__filmed")
        related = ("release__uses", "release__further__uses", *forms)
        return list(self.people.select_related("release", "form").prefetch_related(*related))

    def facts(self, everybody: list[FilmingPerson] | None = None) -> FilmingFacts:
        """Everything the decision looks at, as it stands now; ``everybody`` if they are at hand."""
        agreed = {row.agrees for row in self.agreements.all()}
        everybody = self.everybody() if everybody is None else everybody
        people = [row for row in everybody if row.left_at is None]
        since = objections_of([row.staff_id for row in people if row.staff_id], PictureKind.FILM)
        return FilmingFacts(
            use=self.use,
            permitted_from=self.permitted_from,
            permitted_until=self.permitted_until,
            is_over=self.status in (FilmingStatus.FINISHED, FilmingStatus.REFUSED),
            was_stopped=self.status == FilmingStatus.STOPPED,
            employer_agreed=Agrees.EMPLOYER in agreed,
            treating_is_another=self.treating_is_another,
            treating_agreed=Agrees.TREATING in agreed,
            is_in_doubt=bool(self.doubt),
            advice=self.advice,
            is_by_others=self.made_by != MadeBy.STUDIO,
            has_assurance=FilmingAssurance.objects.filter(filming=self.pk).exists(),
            is_under_contract=self.made_by == MadeBy.COMMISSIONED,
            has_contract=FilmingContract.objects.filter(filming=self.pk).exists(),
            shows_people=self.shows_people,
            people=tuple(row.takes_part(self.title, since.get(row.staff_id or 0)) for row in people),
            concerns=self.concerns.filter(is_resolved=None).count(),
        )

    def answer(self) -> Decision:
        """The decision ``may_film`` of today."""
        return may_film(self.facts(), clock.today())
