"""Which registrations somebody may see, and which wait for whom."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from consent.models.registration_approval import Approval, Office
from consent.models.registration_content import RegistrationStatus
from recordings_gov.audit.models import GovernedQuerySet


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
