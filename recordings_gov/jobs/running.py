"""What every job keeps to: it acts under its own name, and a message that kills its worker is given up."""

import logging
import uuid
from typing import Any

from celery.contrib.django.task import DjangoTask
from django.db import DatabaseError

from recordings_gov.audit.acting import acting_as

logger = logging.getLogger("recordings_gov.jobs")


class Job(DjangoTask):
    """The base of all tasks of the application (``task_cls``).

    Around each run it names the job as the actor, so that what it writes has an author, and
    keeps a ``JobRun``. The broker gives a message back when its worker dies; the third death
    is the last, and a message whose run has ended is not run again.
    """

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from recordings_gov.jobs.models import JobRun  # apps are not loaded when Celery reads this file

        with acting_as(None, job=self.name):
            run = JobRun.begin(self.request.id or uuid.uuid4().hex, self.name)
            if run is None:
                logger.error("job %s: message %s is given up or done already", self.name, self.request.id)
                return None
            try:
                answer = super().__call__(*args, **kwargs)
            except Exception as error:
                self._failed(run, error)
                raise
            run.end()
            return answer

    def _failed(self, run: Any, error: Exception) -> None:
        try:
            run.end(type(error).__name__)
        except DatabaseError:
            logger.warning("job %s: its failure could not be written down", self.name)
