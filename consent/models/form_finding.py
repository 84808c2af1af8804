"""Which consent forms somebody may see, and what they wait for."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from consent.models.form_choices import FormStatus
from consent.models.form_custody import TRAVELS
from consent.models.signing_answer import SigningAnswer
from recordings_gov import clock
from recordings_gov.audit.models import GovernedQuerySet


class ConsentFormQuerySet(GovernedQuerySet):
    """Forms by whose they are and what they wait for."""

    def visible_to(self, user: Any) -> "ConsentFormQuerySet":
        """The only door to forms; it fails shut."""
        rows: ConsentFormQuerySet = user.reach("consent.open").rows(self)
        return rows

    def not_received(self) -> "ConsentFormQuerySet":
        """Signed, and not with Media Studio yet."""
        return self.filter(status__in=TRAVELS, station="")

    def paper_at(self, station: str) -> "ConsentFormQuerySet":
        """Those whose paper has reached this station and no further."""
        return self.not_received() if station == "not_received" else self.filter(station=station)

    def at_station(self, station: str, before: date | None = None) -> "ConsentFormQuerySet":
        """Signed forms whose paper is there, longest first; ``before``: only since that day or earlier."""
        since = "station_since" if station else "signed_at"
        rows = self.filter(status__in=TRAVELS, station=station).select_related(
            "department__site", "consent_taker"
        )
        if before is not None:
            end = datetime.combine(before + timedelta(days=1), time.min, tzinfo=clock.LONDON)
            rows = rows.filter(**{f"{since}__lt": end})
        return rows.order_by(since, "pk")

    def not_quiet(self, day: date) -> "ConsentFormQuerySet":
        """Without those about which nobody is reminded: the patient died, or a baby is dying or stillborn.

        Rules: R-153, R-156.
        """
        told = SigningAnswer.objects.filter(form=OuterRef("pk"), question="circumstance")
        newer = SigningAnswer.objects.filter(
            form=OuterRef("form"), question=OuterRef("question"), pk__gt=OuterRef("pk")
        )
        baby = told.filter(~Exists(newer), facts__circumstance="baby")
        return self.filter(~Exists(baby)).exclude(patient__death_date__lte=day)

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
