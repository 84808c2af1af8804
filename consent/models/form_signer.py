"""Who signs a form, and on what evidence: answered question by question while the form is a draft."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from consent.models.form_choices import FormStatus
from consent.models.permission import PermissionStatus
from consent.models.signature import SigningRole
from consent.models.signing_answer import CANNOT_DECIDE, SigningAnswer
from consent.signing import Ask, Route, Signing, SigningCase, who_must_sign
from consent.signing.answering import SIGNERS
from consent.signing.reading import facts_of
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department
    from recordings_gov.patients.models import Patient

ROUTES = [(each.value, each.value.replace("_", " ").capitalize()) for each in Route]
JUDGED = (Ask.COMPETENCE, Ask.CAPACITY, Ask.BEST_INTERESTS)


class SignerOfForm(models.Model):
    """The signer of a consent form; ``signer`` is empty while it is not known who signs.

    Rules: R-074, R-078, R-079, R-139, R-143.
    """

    can_decide = models.BooleanField("said that they can decide", null=True, blank=True)
    signer = models.CharField(max_length=30, choices=ROUTES, default=Route.ADULT, blank=True)

    if TYPE_CHECKING:
        patient: Patient
        department: Department
        permissions: Any
        signing_answers: Any
        signatures: Any
        is_for_research_alone: bool
        research_evidence: Any

        def refuse_conflict(self) -> None: ...

    class Meta:
        abstract = True

    @transition(source=[FormStatus.DRAFT], target=FormStatus.DRAFT, allowed="consent.record")
    def say_who_signs(
        self, *, by: Any, question: str, given: Mapping[str, Any], words: Mapping[str, str]
    ) -> None:
        """An answer, or a judgement by somebody who may make it; who signs is decided anew.

        Raises PermissionDenied for a judgement by somebody without that right, ValidationError for a
        question that does not matter here. Rules: R-074, R-078, R-139.
        """
        if question in JUDGED and not by.can("consent.assess", self):
            raise PermissionDenied("Judging whether somebody can decide is not part of your role.")
        if question not in self.questions_open():
            raise ValidationError("That question does not matter for this form.")
        facts = facts_of(question, given)
        SigningAnswer(
            form_id=self.pk,
            question=question,
            outcome=_outcome(question, facts),
            facts=facts,
            words=dict(words),
            version=wording().version,
            look_again_on=given.get("look_again_on"),
            by=by,
            at=clock.now(),
        ).save()
        self._sign_anew(by)

    @transition(source=[FormStatus.DRAFT], target=FormStatus.DRAFT, allowed="consent.record")
    def find_signer(self, *, by: Any) -> None:
        """Who signs, decided anew from everything that is known."""
        self._sign_anew(by)

    def _sign_anew(self, by: Any) -> None:
        answer = self.who_signs(clock.today())
        self.signer = answer.verdict if answer.is_settled else ""
        self._open_only(answer, by)

    def signer_at_first(self, uses: Iterable[str]) -> str:
        """Of a form that is not saved yet: who signs, if age and word make that plain; else empty."""
        answer = who_must_sign(self._case(clock.today(), uses, {}))
        return answer.verdict if answer.is_settled else ""

    def signing_case(self, day: date) -> SigningCase:
        """Everything that is known of who signs, as it counts on that day."""
        newest = {row.question: row for row in self.signing_answers.order_by("pk")}
        uses = (row.kind for row in self.permissions.all())
        return self._case(day, uses, dict(row.evidence for row in newest.values()))

    def _case(self, day: date, uses: Iterable[str], facts: dict[str, Any]) -> SigningCase:
        return SigningCase(
            age=self.patient.age_on(day),
            today=day,
            nation=self.department.site.nation,
            uses=frozenset(uses),
            has_died=bool(self.patient.death_date and self.patient.death_date <= day),
            can_decide=self.can_decide,
            research_only=self.is_for_research_alone,
            research=self.research_evidence,
            **facts,
        )

    def who_signs(self, day: date) -> Signing:
        """The decision, for that day."""
        return who_must_sign(self.signing_case(day))

    def questions_open(self) -> frozenset[str]:
        """What may be answered now: what is missing, what was answered, and what can always change."""
        case = self.signing_case(clock.today())
        if case.can_decide is not False and not case.is_child and not case.has_died:
            return frozenset()
        answered = self.signing_answers.values_list("question", flat=True)
        always = {Ask.CIRCUMSTANCE, *([Ask.CHILD] if case.is_child else [])}
        later = {Ask.CAPACITY, Ask.TOLD} if case.circumstance == "unconscious" else set()
        if case.is_child and later:
            later = {Ask.TOLD}
        return frozenset({*who_must_sign(case).to_ask, *answered, *always, *later})

    def refuse_others(self, day: date) -> None:
        """Raise ValidationError unless who was found to sign is still who must, on that day.

        Rules: R-074, R-139, R-143, R-146. Conflict: C-25.
        """
        answer = self.who_signs(day)
        if not answer.is_settled:
            raise ValidationError([reason.says for reason in answer.obstacles], code="not_covered")
        if answer.verdict != self.signer:
            raise ValidationError("Who must sign is another person now. Make a new form.", code="not_covered")
        if not answer.signers or answer.signers[-1] != SigningRole.TAKER:
            raise ValidationError([reason.says for reason in answer.reasons], code="not_covered")
        self.refuse_conflict()

    @property
    def signing_role(self) -> str:
        """In what role whoever agrees signs."""
        roles = SIGNERS[Route(self.signer)] if self.signer else ()
        return roles[0] if roles else SigningRole.PATIENT

    @property
    def is_ready_to_explain(self) -> bool:
        """Whether somebody is found who signs this form beside whoever explains it."""
        return bool(self.signer) and len(SIGNERS[Route(self.signer)]) > 1

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases of the wording that ask for a point of their own. Rules: R-078, R-163."""
        young = ("under_16",) if self.signer == Route.YOUNG_PERSON else ()
        return (*young, "research") if self.is_for_research_alone else young

    def open_permissions(self) -> list[Any]:
        """The permissions that whoever signs can answer."""
        return [row for row in self.permissions.all() if row.status != PermissionStatus.CLOSED]

    def signed_times(self) -> dict[str, datetime]:
        """By role, when its last signature was put down."""
        return {row.role: row.signed_at for row in self.signatures.order_by("signed_at")}

    def _open_only(self, answer: Signing, by: Any) -> None:
        for row in self.permissions.all():
            is_open = not answer.permissions or row.kind in answer.permissions
            if row.status == PermissionStatus.OFFERED and not is_open:
                row.close(by=by)
            elif row.status == PermissionStatus.CLOSED and is_open:
                row.reopen(by=by)


def _outcome(question: str, facts: Mapping[str, Any]) -> str:
    if question == Ask.CAPACITY:
        return "can" if facts.get("can_decide") else CANNOT_DECIDE
    return str(facts.get("outcome", "")) if question == Ask.COMPETENCE else ""
