"""What a colleague says the recording did to their work: never a judgement of the patient."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedRow
from requests_app.models.words_after import Effect
from requests_app.vocabulary import said_kindly


class HasImpact(models.Model):
    """The verb of a request by which somebody states what it did to their work. Rules: R-015."""

    class Meta:
        abstract = True

    def state_impact(self: Any, *, by: Any, effects: list[str], words: str = "") -> None:
        """Keep one's own statement; saying it again puts the new one in its place. Rules: R-015.

        It changes nothing of the request, whose timeline names nobody for it.
        """
        if not by.can("request.follow_up", self):
            raise PermissionDenied(f"{by} has no part in {self}.")
        if not effects or set(effects) - set(Effect.values):
            raise ValidationError({"effects": "Say what it did to your work"})
        if Effect.NONE in effects and len(effects) > 1:
            raise ValidationError({"effects": "It made no difference, or it did: choose again"})
        with transaction.atomic(), acting_as(by):
            statement = self.impacts.filter(person=by).first() or ImpactStatement(request=self, person=by)
            statement.effects, statement.words = list(effects), words
            statement.save()


class ImpactStatement(GovernedRow):
    """One person's statement about one visit, in their own words. Rules: R-015."""

    request = models.ForeignKey(
        "requests_app.RecordingRequest", on_delete=models.PROTECT, related_name="impacts"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    effects = models.JSONField(default=list)
    words = models.CharField(max_length=1000, blank=True, validators=[said_kindly])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "person"], name="impact_stated_once_a_person_and_visit"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(self.says)

    @property
    def says(self) -> list[str]:
        """The effects in the words of the page."""
        return [str(Effect(code).label) for code in self.effects]
