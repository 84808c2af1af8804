"""Whoever runs the application reads of each job when it runs."""

import re
from pathlib import Path

from celery.schedules import crontab

from recordings_gov.celery import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations" / "jobs.md"
ROW = re.compile(r"^\| `([a-z_.]+)` \| (every (?:(\d+) )?(seconds|minutes?)|(\d\d):(\d\d))", re.MULTILINE)
SECONDS = {"seconds": 1, "minute": 60, "minutes": 60}


def written(schedule: float | crontab) -> str:
    """As the page says it, in a form that can be compared."""
    if isinstance(schedule, crontab):
        [hour], [minute] = schedule.hour, schedule.minute
        return f"{hour:02}:{minute:02}"
    return f"{schedule:g} seconds"


def test_the_page_of_operations_names_each_job_of_the_schedule_with_its_time() -> None:
    told = {}
    for job, _, count, unit, hour, minute in ROW.findall(PAGE.read_text()):
        told[job] = f"{hour}:{minute}" if hour else f"{int(count or 1) * SECONDS[unit]} seconds"
    assert told == {line["task"]: written(line["schedule"]) for line in app.conf.beat_schedule.values()}
