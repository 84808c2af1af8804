"""What a form follows from: a recording that is there already, a form it replaces, another approved form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.form_choices import FormStatus, MadeFor
from consent.models.form_signer import JUDGED
from consent.models.local_form import LocalForm
from consent.models.particulars import Particulars
from consent.models.permission import Asked, PermissionStatus
from consent.models.signing_answer import SigningAnswer
from recordings_gov import clock
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department
    from recordings_gov.patients.models import Patient

TO_CHANGE = (FormStatus.DRAFT, FormStatus.AWAITING_SIGNATURES, FormStatus.SIGNED)
CARRIED = ("question", "outcome", "facts", "words", "version", "look_again_on", "by", "at")


class LinkedForm(models.Model):
    """What was printed or signed never changes: a change makes a new form. Rules: R-118, R-129, R-220."""

    further_to = models.ForeignKey(
        "consent.Recording",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="further_forms",
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="replaced_by"
    )
    changed_because = models.CharField("why it was changed", max_length=300, blank=True)
    local_form = models.ForeignKey(
        LocalForm,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="consent_forms",
    )

    if TYPE_CHECKING:
        pk: int
        patient: Patient
        patient_id: int
        department: Department
        made_for: str
        further_to_id: int | None
        research: Any
        permissions: Any
        signing_answers: Any
        others_answers: Any
        recordings: Any

        def hand_over_held(self, made: Any, by: Any) -> None: ...

    class Meta:
        abstract = True

    @transition(source=TO_CHANGE, target=FormStatus.VOID, allowed="consent.record")
    def change(self, *, by: Any, because: str, permissions: Sequence[Asked], **words: Any) -> None:
        """Void this form and start one that carries everything over, with these words instead.

        What was signed is void from now on, and says so; everybody signs again. Judgements are made anew
        where the recording or its uses change. Refused once something was recorded. Rules: R-118, R-127.
        """
        if not because.strip():
            raise ValidationError({"because": "Say what is changed, and why"})
        if self.recordings.exclude(status="held").exists():
            raise ValidationError(
                "Something was recorded under this form, so it stays. Ask for another use on a further form."
            )
        self.changed_because = because.strip()
        for row in self.permissions.all():
            if row.status == PermissionStatus.GIVEN:
                row.supersede(by=by, at=clock.now())
        made = type(self).start(  # type: ignore[attr-defined]
            by=by,
            department=self.department,
            patient=self.patient,
            permissions=permissions,
            further_to=self.further_to,
            local_form=self.local_form,
            replaces=self,
            **({"research": self.research} | words),
        )
        self._carry_over(made, by)
        self.hand_over_held(made, by)

    def _carry_over(self, made: Any, by: Any) -> None:
        is_same = made.asks_for == self.asks_for
        for row in self.signing_answers.all():
            if is_same or row.question not in JUDGED:
                SigningAnswer(form=made, **{name: getattr(row, name) for name in CARRIED}).save()
        care: Any = getattr(self, "particulars", None)
        if care:
            Particulars(form=made, is_of_child=care.is_of_child, by=care.by, **care.said()).save()
        for heard in self.others_answers.all():
            said = {
                name: getattr(heard, name) for name in ("name", "standing", "answer", "words", "by", "at")
            }
            type(heard)(form=made, **said).save()
        made.find_signer(by=by)

    @property
    def asks_for(self) -> tuple[Any, ...]:
        """The recording and its uses: what a judgement is about."""
        rows: Any = self
        uses = sorted((row.kind, row.name) for row in self.permissions.all())
        return rows.kinds, rows.subject, rows.purpose, rows.made_for, uses

    def refuse_wrong_links(self, uses: Sequence[str]) -> None:
        """Raise ValidationError unless what it follows from fits. Rules: R-129, R-197, R-220."""
        recording: Any = self.further_to
        if recording is not None:
            if recording.patient_id != self.patient_id:
                raise ValidationError("That recording is of another patient.")
            if self.made_for != MadeFor.SECONDARY:
                raise ValidationError({"made_for": "A further form asks for another use, not for the chart"})
            if recording.status == "quarantined":
                raise ValidationError("That recording is not available.")
            if recording.is_of_an_app:
                raise ValidationError("It was taken with the app, so it is for the health record alone.")
        if self.local_form is not None:
            self.local_form.refuse_uses(uses)


LINK_CONSTRAINTS = [
    models.CheckConstraint(
        name="consent_form_further_is_for_another_use",
        condition=Q(further_to=None) | Q(made_for=MadeFor.SECONDARY),
    ),
    models.CheckConstraint(
        name="consent_form_void_says_why",
        condition=Q(~Q(status=FormStatus.VOID), changed_because="")
        | Q(~Q(changed_because=""), status=FormStatus.VOID),
    ),
]
