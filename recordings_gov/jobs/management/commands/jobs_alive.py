"""``manage.py jobs_alive``: for a healthcheck or an alarm outside the application."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recordings_gov import clock
from recordings_gov.jobs.models import JobRun
from recordings_gov.jobs.silence import silent_since


class Command(BaseCommand):
    """Ends with 1 when no job has ended for two and a half minutes, or ever."""

    help = "Say when a background job last ended; exit 1 when that is too long ago"

    def handle(self, *args: Any, **options: Any) -> None:
        last = JobRun.objects.last_sign_of_life()
        if last is None:
            raise CommandError("No background job has ended yet.")
        if silent_since():
            raise CommandError(f"No background job has ended since {clock.local(last):%Y-%m-%d %H:%M:%S}.")
        self.stdout.write(f"A background job ended at {clock.local(last):%Y-%m-%d %H:%M:%S}.")
