"""For whom it is, and what is not a patient's recording at all."""

from django.db import models
from django.db.models import CheckConstraint, Q

from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import HELD_SERVICES, Route, Service, UsedBy, YesNo


class Scope(models.Model):
    """Whether it goes elsewhere, and by which procedure of ours. Rules: R-009, R-010, R-164."""

    used_by = models.CharField("for whom", max_length=12, choices=UsedBy, blank=True)
    employee = models.CharField("works here and records as such", max_length=3, choices=YesNo, blank=True)
    service = models.CharField("a picture that we make", max_length=16, choices=Service, blank=True)
    route = models.CharField("goes to", max_length=16, choices=Route, blank=True)
    route_reference = models.CharField("procedure or contract", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def goes_to(self) -> str:
        """In words where it goes, with our reference; empty for a patient's recording."""
        where = self.get_route_display() if self.route else ""
        return f"{where}: {self.route_reference}" if self.route_reference else where


CONSTRAINTS = [
    CheckConstraint(
        name="request_that_goes_elsewhere_is_never_agreed_here",
        condition=Q(route="") | ~Q(outcome__in=AGREEMENTS),
        violation_error_message="This goes elsewhere, so it is not agreed here",
    ),
    CheckConstraint(
        name="request_goes_to_a_service_that_is_held",
        condition=~Q(route__in=HELD_SERVICES) | ~Q(route_reference=""),
        violation_error_message="We hold no agreed procedure or contract for that",
    ),
]
