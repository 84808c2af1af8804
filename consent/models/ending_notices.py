"""Who hears of an ending: tasks, messages and incidents, in the transaction of the ending."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from consent.models.ending_choices import WhyInvalid
from recordings_gov import clock
from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents.models import Incident
from recordings_gov.incidents.models.words import Kind
from recordings_gov.incidents.offices import holding
from recordings_gov.notifications import outbox, tasks_due

MOST_NAMED = 60


def ask_for_what_is_owed(withdrawal: Any, form: Any, by: Any) -> None:
    """An answer to whoever took it back; and of a child's, the way back to the clinician.

    Rules: R-133, R-144.
    """
    due = next_day(form)
    if withdrawal.status == "owed":
        tasks_due.ask(
            key=withdrawal.answer_key,
            what=f"Answer {withdrawal.reference}: consent was taken back",
            about=withdrawal,
            role=Role.MEDIA_STUDIO,
            due_on=due,
            rule="R-133",
        )
    if not withdrawal.is_of_a_child:
        return
    tasks_due.ask(
        key=withdrawal.clinician_key,
        what=f"Go back to the clinician who asked: a child took back consent, {withdrawal.reference}",
        about=withdrawal,
        person=who_recorded(form),
        department=form.department,
        due_on=due,
        rule="R-144",
    )
    clinician = clinician_of(form)
    if clinician is not None:
        outbox.post(
            key=f"withdrawal-clinician:{withdrawal.reference}",
            to=clinician,
            subject=f"{form.reference}: a child has taken back consent",
            body=(
                "You asked for this recording. Its use has stopped. Please talk with the child, and with the "
                f"parents if the child agrees.\n\n{settings.PUBLIC_BASE_URL}{form.get_absolute_url()}\n"
            ),
        )


def who_recorded(form: Any) -> Any:
    """Whoever made the newest recording under the form, else whoever took the consent."""
    newest = form.recordings.select_related("captured_by").order_by("-captured_at").first()
    return newest.captured_by if newest else form.consent_taker


def clinician_of(form: Any) -> Any:
    """The one person of that name who may open the form; None when nobody or several are called so."""
    named = User.objects.filter(name__iexact=form.requested_by.strip(), is_active=True)[:3]
    found = [person for person in named if person.can("consent.open", form)]
    return found[0] if len(found) == 1 else None


def next_day(form: Any) -> date:
    """The next working day of the form's site."""
    day: date = form.department.site.same_working_day(clock.today() + timedelta(days=1))
    return day


def uses_of(form: Any, made: Sequence[Any]) -> list[str]:
    """What was done with what was made under this form, then each use that was allowed, or came out."""
    from consent.models.past_uses import checks_under, deeds_with  # it says days as this file does

    said = [
        f"{check.question}, {check.recording.reference}, {day_of(check.asked_at)}"
        f"{': done' if check.status == 'done' else ''}"
        for _, check in sorted(checks_under(form, made).items())
    ]
    out = form.permissions.filter(came_out_on__isnull=False).order_by("pk")
    return [*deeds_with(form, made), *said, *(f"{row.name}: came out, {row.came_out_where}" for row in out)]


def report_invalid(
    form: Any, by: Any, found: tuple[WhyInvalid, str], made: Sequence[Any], uses: Sequence[str]
) -> str:
    """What was made and done under a form that never counted is an incident; its reference. Rules: R-155."""
    why, words = found
    says = f"Consent form {form.reference} never counted: {str(why.label).lower()}. {words}"
    if made:
        says += f"\n\nMade under it, now in quarantine: {named(made)}."
    if uses:
        rest = len(uses) - MOST_NAMED
        more = f"\nand {rest} more" if rest > 0 else ""
        says += "\n\nUses that were made of it, or allowed under it:\n" + "\n".join(uses[:MOST_NAMED]) + more
    day = clock.local(made[0].captured_at).date() if made else None
    return report(form, by, Kind.USED if made or uses else Kind.OTHER, day, says)


def day_of(moment: Any) -> str:
    """A day, or the day of a moment in London, as this room says it."""
    here = clock.local(moment) if isinstance(moment, datetime) else moment
    return f"{here.day} {here:%B %Y}"


def report(form: Any, by: Any, kind: Kind, happened_on: date | None, words: str) -> str:
    """An incident about the form, in the words of this room."""
    incident = Incident.report(
        by=by,
        kind=kind,
        department=form.department,
        patient=form.patient,
        happened_on=happened_on,
        relates_to_policy=True,
        what_happened=words[:4000],
        about_type=form._meta.label_lower,
        about_reference=form.reference,
    )
    return incident.reference


def named(recordings: Sequence[Any]) -> str:
    """Their references, and how many more there are."""
    rest = len(recordings) - MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return ", ".join(row.reference for row in recordings[:MOST_NAMED]) + more


def tell_of_invalid(invalidation: Any, form: Any, by: Any) -> None:
    """The other offices hear of it, and Media Studio tells the patient."""
    for role in (Role.HEAD_OF_MEDIA_STUDIO, Role.IG_MANAGER, Role.CALDICOTT_GUARDIAN):
        for person in holding(role):
            if person.pk == by.pk:
                continue
            outbox.post(
                key=f"invalidation:{invalidation.reference}:{person.pk}",
                to=person,
                subject=f"{form.reference}: a consent form never counted",
                body=(
                    f"What was recorded under it is in quarantine ({invalidation.recordings}).\n\n"
                    f"{settings.PUBLIC_BASE_URL}{invalidation.get_absolute_url()}\n"
                ),
            )
    tasks_due.ask(
        key=invalidation.answer_key,
        what=f"Tell the patient that a form never counted: {invalidation.reference}",
        about=invalidation,
        role=Role.MEDIA_STUDIO,
        due_on=next_day(form),
        rule="R-155",
    )
