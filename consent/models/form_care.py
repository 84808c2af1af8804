"""A consent form and the care its recording needs."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from consent import caring
from consent.models.form_choices import FormStatus
from consent.models.particulars import Particulars
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from recordings_gov.patients.models import Patient

ABLE = (Route.ADULT, Route.YOUNG_PERSON)


class CaringForm(models.Model):
    """What needs care is said of a draft, and stays as it was when somebody signs. Rules: R-099, R-132."""

    if TYPE_CHECKING:
        patient: Patient
        signer: str

    class Meta:
        abstract = True

    @transition(source=[FormStatus.DRAFT], target=FormStatus.DRAFT, allowed="consent.record")
    def say_care(self, *, by: Any, **said: Any) -> None:
        """What needs special care, and what the patient asked for; said again it replaces what was said.

        Raises ValidationError beside each answer that is missing. Rules: R-098, R-099, R-132, R-148, R-149,
        R-150, R-151.
        """
        row = Particulars.objects.filter(form_id=self.pk).first() or Particulars(form_id=self.pk)
        for name, value in said.items():
            setattr(row, name, value.strip() if isinstance(value, str) else value)
        care = self._care_of(row)
        gaps = caring.missing(care)
        if gaps:
            raise ValidationError({name: reason.says for name, reason in gaps})
        row.by, row.is_of_child = by, care.is_child
        row.save()

    @property
    def said_care(self) -> Particulars | None:
        """What was said of it; None while nothing was."""
        return getattr(self, "particulars", None)

    def care(self) -> caring.Care:
        """What is known of the care it needs: at least the patient's age."""
        row = self.said_care
        return self._care_of(row) if row else caring.Care(self._age(), may_not_decide=self._may_not_decide())

    def refuse_careless(self) -> None:
        """Raise ValidationError while it is not said what a child's recording shows. Rules: R-148."""
        if self.said_care is None and self.care().is_child:
            raise ValidationError("They are under 18. Say first what needs care: what is recorded, and why.")

    def access_for_recordings(self) -> dict[str, str]:
        """The access class of what is recorded under it, and why. Rules: R-099, R-150."""
        access, because = caring.access_of(self.care())
        return {"access": access, "restricted_because": because}

    def _care_of(self, row: Particulars) -> caring.Care:
        return row.care(self._age(), may_not_decide=self._may_not_decide())

    def _age(self) -> int:
        return self.patient.age_on(clock.today())

    def _may_not_decide(self) -> bool:
        return bool(self.signer) and self.signer not in ABLE
