"""The way of a signed form into the record: Media Studio, medical records, scanned, in the record system."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from consent.models.custody import CustodyEvent, CustodyStep
from consent.models.form_choices import FormStatus
from consent.models.signature import SigningMeans
from recordings_gov import clock
from recordings_gov.notifications import tasks_due
from recordings_gov.workflow import transition

if TYPE_CHECKING:
    from recordings_gov.accounts.models import Department

STATIONS: tuple[str, ...] = tuple(CustodyStep.values)
TRAVELS = (FormStatus.SIGNED, FormStatus.SUPERSEDED)
"""The states of a form whose paper is on its way: what was signed goes into the record, replaced or not."""
AT_THE_START = "With whoever explained it"
VERBS: dict[str, str] = {
    CustodyStep.RECEIVED: "receive",
    CustodyStep.SENT: "send_to_records",
    CustodyStep.SCANNED: "scan",
    CustodyStep.FILED: "file",
}


class CustodyOfForm(models.Model):
    """Where the paper of a form is: the furthest station it has reached, and since when. Rules: R-110."""

    station = models.CharField("where the paper is", max_length=12, choices=CustodyStep, blank=True)
    station_since = models.DateTimeField(null=True, blank=True, editable=False)

    if TYPE_CHECKING:
        department: Department
        reference: str
        signed_at: datetime | None
        custody: Any

    class Meta:
        abstract = True

    @transition(source=TRAVELS, target=TRAVELS, allowed="consent.receive")
    def receive(self, *, by: Any) -> str:
        """Media Studio has the signed form. Rules: R-110."""
        if self.station not in ("", CustodyStep.RECEIVED):
            raise ValidationError(f"{self.reference} has moved on: {self.where}.")
        return _reached(self, CustodyStep.RECEIVED, by)

    @transition(source=TRAVELS, target=TRAVELS, allowed="consent.receive")
    def send_to_records(self, *, by: Any) -> str:
        """Media Studio sends it to medical records, before or after scanning it. Rules: R-110."""
        if not self.has_been(CustodyStep.RECEIVED):
            raise ValidationError(f"{self.reference} is not with Media Studio yet. Receive it first.")
        if self.station == CustodyStep.FILED:
            raise ValidationError(f"{self.reference} is in the record system already.")
        return _reached(self, CustodyStep.SENT, by)

    @transition(source=TRAVELS, target=TRAVELS, allowed="consent.attach_scan")
    def scan(self, *, by: Any) -> str:
        """Each page is scanned, wherever the paper is. Rules: R-110."""
        return _reached(self, CustodyStep.SCANNED, by)

    @transition(source=TRAVELS, target=TRAVELS, allowed="consent.file")
    def file(self, *, by: Any) -> str:
        """Medical records have it in the record system: the end of its way. Rules: R-110."""
        if not self.is_ready_to_file:
            raise ValidationError(f"{self.reference} is not scanned yet. Scan it first.")
        return _reached(self, CustodyStep.FILED, by)

    @property
    def is_ready_to_file(self) -> bool:
        """Whether there is a file that can go into the record system."""
        return self.station in (CustodyStep.SCANNED, CustodyStep.FILED)

    def has_been(self, step: str) -> bool:
        """Whether it reached this station."""
        return bool(self.custody.filter(step=step).exists())

    @property
    def where(self) -> str:
        """Where the paper is, in words."""
        return str(CustodyStep(self.station).label) if self.station else AT_THE_START

    @property
    def next_station(self) -> str:
        """Where the paper is to be next; empty at the end."""
        after = STATIONS[STATIONS.index(self.station) + 1 :] if self.station else STATIONS
        return after[0] if after else ""

    @property
    def there_since(self) -> datetime | None:
        """Since when it is where it is."""
        return self.station_since or self.signed_at

    def days_there(self, today: date) -> int:
        """How many days it has been where it is."""
        return (today - clock.local(self.there_since).date()).days if self.there_since else 0

    def moves_by(self, working_days: int) -> date:
        """The working day by whose end it is to move on."""
        if self.there_since is None:
            raise ValueError("A form that nobody signed goes nowhere.")
        site, day = self.department.site, clock.local(self.there_since).date()
        for _ in range(working_days):
            day = site.same_working_day(day + timedelta(days=1))
        return day


CUSTODY_CONSTRAINTS: tuple[models.CheckConstraint, ...] = (
    models.CheckConstraint(
        name="consent_form_travels_once_it_is_signed",
        condition=Q(station="", station_since=None)
        | (~Q(station="") & Q(station_since__isnull=False, signed_at__isnull=False)),
    ),
)
CUSTODY_INDEXES: tuple[models.Index, ...] = (
    models.Index(
        fields=["station", "station_since"],
        name="form_on_its_way",
        condition=Q(status__in=TRAVELS) & ~Q(station=CustodyStep.FILED),
    ),
)


def skip_paper(form: Any, by: Any) -> None:
    """A form that everybody signed on the screen has no paper to bring, send or scan."""
    if not form.signatures.filter(means=SigningMeans.PAPER).exists():
        _reached(form, CustodyStep.SCANNED, by)


def task_key(reference: str, station: str) -> str:
    """The key of the task that chases a form which stays where it is."""
    return f"custody:{reference}:{station or 'signed'}"


def _reached(form: Any, step: str, by: Any) -> str:
    """Write the station down; what chased the form so far is done."""
    CustodyEvent(form=form, step=step, by=by, at=clock.now()).save()
    tasks_due.finish(task_key(form.reference, form.station), by)
    if not form.station or STATIONS.index(step) > STATIONS.index(form.station):
        form.station = step
    form.station_since = clock.now()
    return str(form.status)
