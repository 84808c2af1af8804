"""Which consent forms somebody may see, and what they wait for."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from consent.models.custody import CustodyEvent, CustodyStep
from consent.models.form_choices import FormStatus
from consent.models.signing_answer import SigningAnswer
from recordings_gov.audit.models import GovernedQuerySet


class ConsentFormQuerySet(GovernedQuerySet):
    """Forms by whose they are and what they wait for."""

    def visible_to(self, user: Any) -> "ConsentFormQuerySet":
        """The only door to forms; it fails shut."""
        rows: ConsentFormQuerySet = user.reach("consent.open").rows(self)
        return rows

    def not_received(self) -> "ConsentFormQuerySet":
        """Signed, and not with Media Studio yet."""
        received = CustodyEvent.objects.filter(form=OuterRef("pk"), step=CustodyStep.RECEIVED)
        return self.filter(~Exists(received), status=FormStatus.SIGNED)

    def awaiting_signatures_of(self, taker: Any) -> "ConsentFormQuerySet":
        """Explained by this person, and not signed by everybody yet."""
        return self.filter(status=FormStatus.AWAITING_SIGNATURES, consent_taker=taker)

    def to_look_again_at(self, day: date) -> "ConsentFormQuerySet":
        """Drafts whose newest judgement of its kind has come to its date, with ``look_again_on``.

        Rules: R-139.
        """
        same = SigningAnswer.objects.filter(form=OuterRef("form"), question=OuterRef("question"))
        newer = same.filter(pk__gt=OuterRef("pk"))
        due = SigningAnswer.objects.filter(~Exists(newer), form=OuterRef("pk"), look_again_on__lte=day)
        drafts = self.filter(Exists(due), status=FormStatus.DRAFT)
        first = due.order_by("look_again_on").values("look_again_on")[:1]
        return drafts.annotate(look_again_on=Subquery(first)).order_by("look_again_on", "pk")
