"""A Celery application with one job that takes minutes, for stopping a worker in the middle of it."""

import os
import time
from pathlib import Path

from celery import Celery

app = Celery("slow_jobs", broker=os.environ["REDIS_URL"])
app.conf.update(task_acks_late=True, task_reject_on_worker_lost=True, worker_prefetch_multiplier=1)


@app.task(name="slow")
def slow(started: str) -> None:
    """Say that it began, then stay."""
    Path(started).touch()
    time.sleep(120)
