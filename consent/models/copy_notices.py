"""Who hears of a copy: its holder, Media Studio, the medical director, information governance."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings

from recordings_gov import clock
from recordings_gov.accounts.known_settings import NUMBER, Known
from recordings_gov.accounts.models import Setting
from recordings_gov.accounts.roles import Role
from recordings_gov.notifications import outbox, tasks_due

DAYS = 7
ANSWER_DAYS = Known(
    "copy_answer_days",
    "How long whoever holds a copy has to answer once it is called back",
    "We record patients",
    "R-176",
    NUMBER,
    DAYS,
    says="After that information governance is told.",
    least=1,
    most=28,
    unit="days",
    is_trust_wide=True,
)
STEPS = ("undertake", "authorise", "answer", "overdue", "permit")
NO_LONGER = "It may no longer be used for what the copy was given for"


def tell_holders(recording: Any, *, by: Any, reason: str = NO_LONGER) -> int:
    """Call back each copy that nothing agrees to any more; how many. Within the act that ended the consent.

    A copy whose own use still stands stays with its holder: teaching that is taken back does not touch a
    copy for care. What is in quarantine or restricted leaves none of them. One that was only asked for is
    given to nobody. Rules: R-133, R-155, R-176.
    """
    from consent.asking_use import answer_for  # it imports models that import us

    told = 0
    rows = recording.copies.filter(status__in=["asked", "out"]).select_related("holder", "permission")
    for copy in rows.order_by("pk"):
        if answer_for(recording, by, copy.wanted).verdict == "yes":
            continue
        if copy.status == "asked":
            copy.lapse(by=by, reason=reason)
        else:
            copy.call_back(by=by, reason=reason)
            told += 1
    return told


def answer_by(copy: Any) -> date:
    """The day by which the holder of a copy that is called back says what became of it."""
    days = int(Setting.objects.value_of(ANSWER_DAYS.name, None, DAYS))
    return clock.local(copy.recalled_at).date() + timedelta(days=days)


def ask_for_undertaking(copy: Any) -> None:
    """The holder accepts it; for a body outside, Media Studio brings the paper. Rules: R-176."""
    says = "Read the undertaking for your copy, and accept it before you are given it"
    _ask(copy, "undertake", says, f"Have the undertaking for {copy.reference} signed", rule="R-176")


def ask_to_authorise(copy: Any, by: Any) -> None:
    """Media Studio decides, now that the undertaking is there. Rules: R-119."""
    tasks_due.finish(task_key(copy, "undertake"), by)
    _task(copy, "authorise", f"Decide on the copy {copy.reference}", Role.MEDIA_STUDIO, rule="R-119")


def ask_for_leave_to_keep(copy: Any) -> None:
    """The medical director, or a nominee, decides. Rules: R-188."""
    says = f"Decide whether somebody who leaves may keep the copy {copy.reference} for teaching"
    _task(copy, "permit", says, Role.EXECUTIVE_SPONSOR, rule="R-188")


def ask_for_answer(copy: Any) -> None:
    """Its holder destroys it or gives it back, and says which. Rules: R-176."""
    says = "Destroy your copy, or give it back, and say so"
    theirs = f"Get {copy.reference} back from its holder, or have it destroyed, and say so"
    _ask(copy, "answer", says, theirs, due_on=answer_by(copy), rule="R-176")
    if copy.holder_id and copy.holder.is_active:
        remind(copy, 0)


def remind(copy: Any, week: int) -> None:
    """By e-mail, once a week of waiting. Rules: R-176."""
    outbox.post(
        key=f"copy:{copy.reference}:{week}",
        to=copy.holder,
        subject=f"{copy.reference}: destroy your copy, or give it back",
        body=(
            f"It may no longer be used. Say what became of it by {answer_by(copy):%-d %B %Y}:\n\n"
            f"{settings.PUBLIC_BASE_URL}{copy.get_absolute_url()}\n"
        ),
    )


def tell_information_governance(copy: Any) -> None:
    """Nobody answered in time. Rules: R-176."""
    says = f"Nobody has said what became of the copy {copy.reference}, which was called back"
    _task(copy, "overdue", says, Role.IG_MANAGER, due_on=clock.today(), rule="R-176")


def tell_who_asked(copy: Any, by: Any) -> None:
    """How it was decided, to who asked and who would hold it, save who decided. Rules: R-119, R-188."""
    finish_all(copy, by)
    for person in {copy.asked_by, copy.holder} - {None, by}:
        outbox.post(
            key=f"copy-decided:{copy.reference}:{person.pk}",
            to=person,
            subject=f"{copy.reference}: it was decided on the copy",
            body=f"{settings.PUBLIC_BASE_URL}{copy.get_absolute_url()}\n",
        )


def finish_all(copy: Any, by: Any) -> None:
    """Nothing about it waits for anybody."""
    for step in STEPS:
        tasks_due.finish(task_key(copy, step), by)


def task_key(copy: Any, step: str) -> str:
    """Under which key one task about a copy is kept."""
    return f"copy-{step}:{copy.reference}"


def _ask(copy: Any, step: str, says: str, for_studio: str, **more: Any) -> None:
    """Its holder, if they are still here; else Media Studio."""
    is_here = copy.holder_id is not None and copy.holder.is_active
    if is_here:
        tasks_due.ask(key=task_key(copy, step), what=says, about=copy, person=copy.holder, **more)
    else:
        _task(copy, step, for_studio, Role.MEDIA_STUDIO, **more)


def _task(copy: Any, step: str, what: str, role: Role, **more: Any) -> None:
    tasks_due.ask(key=task_key(copy, step), what=what, about=copy, role=role, **more)
