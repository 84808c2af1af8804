"""Chasing the answer to what is held: once the day to look again has come, then every week."""

from datetime import date
from typing import cast

from django.conf import settings
from django.db.models import Q

from consent.in_parts import in_parts
from consent.models import ConsentForm, Recording
from consent.models.form_held import TELL
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import outbox, tasks_due
from recordings_gov.notifications.models import Message

WEEK = 7


def chase_held(today: date) -> int:
    """Remind whoever takes consent, and ask Media Studio to ask after it; how many are due.

    A second run of the same week posts the same keys, so nothing. After a death, or about a baby who is
    dying or was stillborn, nobody is reminded: Media Studio is asked once to speak with the clinician.
    Rules: R-138, R-153, R-154, R-156.
    """
    due = Recording.objects.held().filter(look_again_on__lte=today)
    loud = ConsentForm.objects.not_quiet(today)
    chased = due.filter(form__in=loud).select_related("form__consent_taker")
    count = 0
    for rows in in_parts(chased):
        outbox.post_set(_reminder(row, today) for row in rows)
        for row in rows:
            _ask_after(row)
        count += len(rows)
    return count + _speak_with_the_clinician(today)


def _ask_after(row: Recording) -> None:
    tasks_due.ask(
        key=f"held-chase:{row.reference}:{row.look_again_on}",
        what=f"Ask after the missing answer to the recording {row.reference}, which is held",
        about=row,
        role=Role.MEDIA_STUDIO,
        due_on=row.look_again_on,
        rule="R-138",
    )


def _reminder(row: Recording, today: date) -> Message:
    form, due = cast("ConsentForm", row.form), cast("date", row.look_again_on)
    weeks = (today - due).days // WEEK
    page = f"{settings.PUBLIC_BASE_URL}{form.get_absolute_url()}"
    return Message(
        key=f"{TELL}{row.reference}:{due}:{weeks}",
        to=form.consent_taker,
        subject=f"A recording under {form.reference} is held and waits for an answer",
        body=(
            f"The day to look again was {due:%-d %B %Y}. Tell the patient first, then ask, "
            f"or give another day:\n\n{page}\n"
        ),
    )


def _speak_with_the_clinician(today: date) -> int:
    died = Q(patient__death_date__lte=today)
    rows = [row for part in in_parts(Recording.objects.held().filter(died)) for row in part]
    for row in rows:
        tasks_due.ask(
            key=f"held-after-death:{row.reference}",
            what=f"Agree with the clinician who speaks to the family what becomes of {row.reference}",
            about=row,
            role=Role.MEDIA_STUDIO,
            rule="R-156",
        )
    return len(rows)
