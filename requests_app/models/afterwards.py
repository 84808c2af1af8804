"""All that is said of a request during and after the visit, from one door."""

from requests_app.models.care import CareKept
from requests_app.models.ending import Ending
from requests_app.models.hindrance import Hindered
from requests_app.models.impact_statement import HasImpact
from requests_app.models.raised_incident import RaisesIncidents


class Afterwards(Ending, CareKept, Hindered, RaisesIncidents, HasImpact):
    """How it ended, how care went, what got in the way, what came to light, what it did to staff."""

    class Meta:
        abstract = True
