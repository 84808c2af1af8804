"""Which registrations somebody may see, and which wait for whom."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import RAN, RegistrationStatus
from recordings_gov import clock
from recordings_gov.audit.models import GovernedQuerySet

LATELY = timedelta(days=14)
"""How long after its end a recording that it covered may be registered under it."""


class RegistrationQuerySet(GovernedQuerySet):
    """Registrations by whose they are and what they wait for."""

    def visible_to(self, user: Any) -> "RegistrationQuerySet":
        """The only door to registrations; it fails shut."""
        rows: RegistrationQuerySet = user.reach("registration.view").rows(self, own=Q(applicant=user))
        return rows

    def waiting_for(self, office: Office) -> "RegistrationQuerySet":
        """Submitted, and this office has not approved what they say now. Rules: R-115."""
        approved = Approval.objects.standing().filter(registration=OuterRef("pk"), office=office)
        return self.filter(~Exists(approved), status=RegistrationStatus.SUBMITTED)

    def in_force_on(self, day: date, applicant: Any) -> "RegistrationQuerySet":
        """This person's registrations that are good on that day."""
        return self.filter(applicant=applicant, status=RegistrationStatus.ACTIVE, expires_on__gte=day)

    def in_state(self, status: str, today: date) -> "RegistrationQuerySet":
        """Those in that state today: what is past its last day has ended before a job has said so."""
        runs = [RegistrationStatus.ACTIVE, RegistrationStatus.SUSPENDED]
        past = Q(status__in=runs, expires_on__lt=today)
        if status == RegistrationStatus.EXPIRED:
            return self.filter(Q(status=status) | past)
        return self.exclude(past).filter(status=status)

    def lately_in_force(self, now: datetime, applicant: Any) -> "RegistrationQuerySet":
        """Theirs that are good, and those that were until lately: what was made then is registered still."""
        since = now - LATELY
        runs = Q(ended_at=None, expires_on__gte=clock.local(since).date()) | Q(ended_at__gt=since)
        return self.filter(runs, applicant=applicant, status__in=RAN)
