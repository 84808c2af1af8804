"""The Celery application and its one beat schedule: the database is the truth, the broker a wake-up."""

import os
import signal
import threading
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init, worker_shutting_down

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recordings_gov.settings.local")

app = Celery("recordings_gov", task_cls="recordings_gov.jobs.running:Job")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Days and hours are London's (CELERY_TIMEZONE). What is swept often goes stale before the next sweep,
# so that a worker coming back finds one message and not a pile. A second beat does no harm: every
# job is idempotent by constraint.
app.conf.beat_schedule = {
    # Messages whose wake-up was lost, whose worker died, or whose next attempt is due.
    "send the outbox": {
        "task": "notifications.send_outbox",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    # Notes that are due for the health record, receipts that came back, notes that nobody answered.
    "send notes": {"task": "notes.send", "schedule": 30.0, "options": {"expires": 25}},
    # Scanned forms whose wake-up was lost, whose worker died, or whose disk was full.
    "read scans": {"task": "consent.read_scans", "schedule": 60.0, "options": {"expires": 55}},
    # Exports of the image library whose wake-up was lost, or whose worker died: first checked, then taken.
    "check library exports": {
        "task": "consent.check_library_exports",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "take library exports": {
        "task": "consent.take_library_exports",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # What differs between the image library and the register, as far as it changed since last night.
    "reconcile the library": {"task": "consent.reconcile_library", "schedule": crontab(hour=4, minute=30)},
    # Secret recordings whose authorisation has lapsed.
    "stop what has lapsed": {
        "task": "consent.stop_lapsed_covert",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    # Signed consent forms whose PDF could not be made at once.
    "make signed papers": {
        "task": "consent.make_signed_papers",
        "schedule": 120.0,
        "options": {"expires": 110},
    },
    # The sign of life that home and `manage.py jobs_alive` look for.
    "heartbeat": {"task": "jobs.heartbeat", "schedule": 60.0, "options": {"expires": 55}},
    # Drafts past their shift, idempotency keys past their day, sessions past their end, old runs.
    "forget what has expired": {"task": "jobs.forget_expired", "schedule": crontab(hour=3, minute=15)},
    # Policies, leaflets and risk assessments due for review or overdue: told before the day begins.
    "flag policies for review": {"task": "policies.flag_reviews", "schedule": crontab(hour=6, minute=0)},
    # Revisions that a review or an incident opened: 30 and 7 days before, on the day, weekly when late.
    "remind of revisions": {"task": "policies.remind_of_revisions", "schedule": crontab(hour=6, minute=5)},
    # Who is new to a policy in force, new starters among them; three reminders at most to who has not read.
    "ask staff to read policies": {"task": "policies.ask_to_read", "schedule": crontab(hour=6, minute=20)},
    # Codes from home whose seven days are over.
    "forget home codes": {"task": "requests.forget_home_codes", "schedule": crontab(hour=3, minute=20)},
    # Notes that should be in the health record by now.
    "flag notes not filed": {"task": "notes.flag_unfiled", "schedule": crontab(hour=6, minute=10)},
    # Signed forms that stay at one station for too long: one task each.
    "chase signed forms": {"task": "consent.chase_forms", "schedule": crontab(hour=6, minute=15)},
    # Recordings that nobody could be asked about first, once the day to look again has come.
    "chase held recordings": {"task": "consent.chase_held", "schedule": crontab(hour=6, minute=30)},
    # Copies that were called back; and a checklist for each account that ended.
    "chase copies": {"task": "consent.chase_copies", "schedule": crontab(hour=6, minute=40)},
    "raise leavers": {"task": "consent.raise_leavers", "schedule": crontab(hour=0, minute=20)},
    # At the end of the day: recordings still on a camera, or not in the library.
    "tell who recorded": {"task": "consent.tell_who_recorded", "schedule": crontab(hour=17, minute=30)},
    # Filming whose permission ended the day before.
    "stop lapsed filming": {"task": "consent.stop_lapsed_filming", "schedule": crontab(hour=0, minute=5)},
    # Registrations past their last day end; those that end soon, and training that is due, are told.
    "end registrations": {"task": "consent.end_registrations", "schedule": crontab(hour=0, minute=10)},
    # Research projects past their last day.
    "end research": {"task": "consent.end_research", "schedule": crontab(hour=0, minute=15)},
    # Whether each original in the library is still the one that was made; off while none is connected.
    "compare originals": {"task": "consent.compare_originals", "schedule": crontab(hour=2, minute=30)},
    # Incidents and complaints: day 5 and day 7 without a first real answer.
    "remind of incidents": {"task": "incidents.remind_of_answers", "schedule": crontab(hour=6, minute=20)},
    # The evaluation of the head of Media Studio with IG and Caldicott, a month ahead.
    "remind of the evaluation": {
        "task": "incidents.remind_of_evaluation",
        "schedule": crontab(hour=6, minute=25),
    },
}

PATIENCE_SECONDS = 4.0


@worker_process_init.connect
def warm_renderer(**_: Any) -> None:
    """Each worker process owns a render process; nobody's first document waits for it to start."""
    from recordings_gov import documents

    documents.warm()


@worker_shutting_down.connect
def stop_in_time(how: str, **_: Any) -> None:
    """A polite stop waits for running jobs, but not for ever: then their messages go back to the broker."""
    if how == "Warm":
        patience = threading.Timer(PATIENCE_SECONDS, os.kill, (os.getpid(), signal.SIGQUIT))
        patience.daemon = True
        patience.start()
