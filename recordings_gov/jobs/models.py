"""A row for each run of a job: what started how often, what ended, what failed."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Max

from recordings_gov import clock

MOST_STARTS = 3
KEPT = timedelta(days=30)


class JobRunQuerySet(models.QuerySet):
    """Runs by how they went."""

    def old(self) -> "JobRunQuerySet":
        """Those nobody will ask about any more."""
        return self.filter(began_at__lt=clock.now() - KEPT)

    def last_sign_of_life(self) -> datetime | None:
        """When a worker last ended any job; None when none ever did."""
        moment: datetime | None = self.aggregate(last=Max("ended_at"))["last"]
        return moment


class JobRun(models.Model):
    """One message of the broker and what became of it."""

    message = models.CharField(max_length=64, unique=True)
    job = models.CharField(max_length=100)
    starts = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=100, blank=True)

    objects: ClassVar[Any] = JobRunQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["job", "began_at"], name="run_of_job"),
            models.Index(fields=["ended_at"], name="run_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.job} of {self.began_at:%Y-%m-%d %H:%M}"

    @classmethod
    def begin(cls, message: str, job: str) -> "JobRun | None":
        """The run of this message; None once it was started three times and its worker died each time."""
        begun = {"job": job, "began_at": clock.now()}
        run, _ = cls.objects.get_or_create(message=message, defaults=begun)
        may_start = cls.objects.filter(pk=run.pk, ended_at=None, starts__lt=MOST_STARTS)
        return run if may_start.update(starts=F("starts") + 1) else None

    def end(self, error: str = "") -> None:
        """It came to its end, well or with the error of this name."""
        type(self).objects.filter(pk=self.pk).update(ended_at=clock.now(), error=error[:100])
