"""What the pages say of what leaves: publications, prints, disclosures, and what a death shut."""

from datetime import date
from typing import Any

from django.urls import reverse

from consent import print_watch
from consent.models import (
    Copy,
    Disclosure,
    PrintOrder,
    PrintStatus,
    Publication,
    PublicationStatus,
    Recording,
)
from consent.models.publication_words import CLEARED
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, long_date, short_date
from recordings_gov.workflow import may

COLOURS: dict[str, str] = {
    PublicationStatus.PLANNED: "blue",
    PublicationStatus.RELEASED: "yellow",
    PublicationStatus.OUT: "purple",
    PublicationStatus.STOPPED: "red",
    PrintStatus.ASKED: "blue",
    PrintStatus.PRINTED: "green",
    PrintStatus.DECLINED: "grey",
}
SHOWN = 20
Facts = list[tuple[str, Any]]


def publication_page(row: Publication, user: Any) -> dict[str, Any]:
    """What to do next with it, and the facts."""
    is_open = row.status in (PublicationStatus.PLANNED, PublicationStatus.RELEASED)
    return {
        "colour": COLOURS[row.status],
        "obstacles": row.obstacles_for(user) if is_open else [],
        "next": _next(row, user),
        "facts": _publication_facts(row),
        "recording_url": _entry(row.recording, user),
        "over": _over(row),
        "may_write": row.notice_is_owed and bool(user.can("publication.release", row)),
        "may_write_again": row.told_on is not None and bool(user.can("publication.release", row)),
    }


def _over(row: Publication) -> tuple[str, str] | None:
    """That it is not to be published any more, and what the publisher knows of it. Rules: R-135."""
    if row.ended_at is None:
        return None
    publisher = "The publisher never had it."
    if row.released_at:
        told = row.told_on is not None
        publisher = "The publisher has been told." if told else "The publisher has it, and is to be told."
    why = "Consent has ended" if row.consent_has_ended else "It may no longer be published"
    if row.cannot_be_recalled:
        return f"{why}, and this is out", f"It cannot be called back. No new use is made of it. {publisher}"
    if row.status == PublicationStatus.OUT:
        return "It came out although it was stopped", f"It cannot be called back. {publisher}"
    return f"{why if row.taken_back_at else 'Stopped'}: this does not come out", publisher


def _next(row: Publication, user: Any) -> list[tuple[str, str]]:
    """The steps that may be taken now, the first one first."""
    is_cleared = row.clause in CLEARED
    steps = (
        ("tell_publisher", "The publisher was told", "told", row.notice_is_owed),
        ("read_contract", "Read the contract", "contract", not is_cleared),
        ("release", "Give it to the publisher", "release", is_cleared),
        (
            "come_out",
            "It has come out all the same" if row.ended_at else "It has come out",
            "out",
            bool(row.released_at),
        ),
        ("read_contract", "Read the contract again", "contract", is_cleared),
        ("stop", "Stop it", "stop", True),
    )
    return [
        (label, reverse(f"consent:publication-{name}", kwargs={"reference": row.reference}))
        for verb, label, name, is_meant in steps
        if is_meant and may(row, verb, user)
    ]


def _publication_facts(row: Publication) -> Facts:
    contract = row.get_clause_display() if row.clause else "Nobody has read it yet"
    facts: Facts = [
        ("Recording", row.recording.reference),
        ("Named use", row.permission.name if row.permission else "None"),
        ("How", row.get_medium_display()),
        ("Publisher", f"{row.publisher}, {row.publisher_address}"),
        ("Planned", f"{short_date(row.created_at)}, by {row.planned_by}"),
        ("Copyright", contract),
        ("Contract", row.contract_reference),
        ("Contract read", _done(row.contract_read_on, row.contract_read_by)),
        ("Given to the publisher", _done(row.released_at, row.released_by)),
        ("Came out", f"{long_date(row.came_out_on)}, {row.came_out_where}" if row.came_out_on else ""),
        (
            "Consent ended" if row.consent_has_ended else "May no longer be published since",
            date_and_time(row.taken_back_at) if row.taken_back_at else "",
        ),
        ("Stopped", f"{date_and_time(row.stopped_at)}: {row.stopped_because}" if row.stopped_at else ""),
        ("Publisher told", _done(row.told_on, row.told_by)),
    ]
    return [(label, value) for label, value in facts if value]


def print_page(row: PrintOrder, user: Any) -> dict[str, Any]:
    """What to do next with an order, and the facts."""
    named = f" ({row.permission.name})" if row.permission else ""
    facts: Facts = [
        ("Recording", row.recording.reference),
        ("For", f"{row.get_aim_display()}{named}"),
        ("Copies", row.copies),
        ("Why not on a screen", row.reason),
        ("Ordered", _done(row.asked_on, row.ordered_by)),
        ("Printed", _done(row.printed_at, row.printed_by)),
        ("Checked", "Colour and NHS identity" if row.printed_at else ""),
        ("Not printed because", row.not_printed_because),
    ]
    return {
        "colour": COLOURS.get(row.status, "red"),
        "facts": [(label, value) for label, value in facts if value],
        "may_make": may(row, "make", user),
        "obstacles": row.obstacles_for(user) if row.status == PrintStatus.ASKED else [],
        "recording_url": _entry(row.recording, user),
    }


def disclosure_facts(row: Disclosure) -> Facts:
    """One line of the log, as it was kept."""
    facts: Facts = [
        ("Recording", row.recording.reference),
        ("To whom", row.to),
        ("Ground", row.get_basis_display()),
        ("Reference", row.basis_reference),
        ("Consent", f"{row.permission.name}, form {row.permission.form.reference}" if row.permission else ""),
        ("Approved by", str(row.approver) if row.approver else ""),
        ("Passed on", f"{date_and_time(row.disclosed_at)}, by {row.disclosed_by}"),
        ("Question and answer", row.check_asked.reference),
    ]
    return [(label, value) for label, value in facts if value]


def leaving_page(recording: Recording, user: Any) -> dict[str, Any]:
    """What a register entry says of what left, and what this person may start."""
    publications = list(recording.publications.order_by("-pk")[:SHOWN])
    prints = list(recording.print_orders.select_related("ordered_by").order_by("-pk")[:SHOWN])
    may_publish = not recording.publish_locked and bool(user.can("publication.plan", recording))
    return {
        "publications": [(row, COLOURS[row.status], _short(row)) for row in publications],
        "prints": [(row, COLOURS.get(row.status, "red")) for row in prints],
        "may_publish": may_publish,
        "may_order_print": bool(user.can("print.order", recording)),
    }


def after_death(user: Any, today: date) -> dict[str, Any]:
    """What has not left yet of patients who have died since: asked again today. Rules: R-136."""
    related = ("recording__patient", "recording__form", "permission__form")
    kinds = (
        ("A copy", Copy.objects.visible_to(user).after_death(today)),
        ("A print", PrintOrder.objects.visible_to(user).after_death(today)),
        ("", Publication.objects.visible_to(user).after_death(today)),
    )
    shut: list[dict[str, Any]] = []
    still: list[dict[str, Any]] = []
    is_cut = False
    for what, rows in kinds:
        found = list(rows.select_related(*related).order_by("-pk")[: SHOWN + 1])
        is_cut = is_cut or len(found) > SHOWN
        for row in found[:SHOWN]:
            obstacles = row.obstacles_for(user)
            said = {"row": row, "what": what or row.where, "died": row.recording.patient.death_date}
            (shut if obstacles else still).append(said | {"obstacles": obstacles})
    return {"shut": shut, "still": still, "most": SHOWN if is_cut else 0}


def ordered_this_month(user: Any, department: Any) -> dict[str, Any]:
    """How many this person has ordered, beside the number from which somebody asks. Rules: R-209."""
    ordered, most = print_watch.of_person(user, department)
    return {"ordered": ordered, "most": most, "is_too_many": ordered + 1 >= most}


def prints_by_month(asked: str) -> dict[str, Any]:
    """One month by person, and a year by month. Rules: R-209."""
    months = print_watch.months_up_to(clock.today())
    chosen = next((month for month in months if f"{month:%Y-%m}" == asked), months[0])
    rows = print_watch.ordered_in(chosen)
    return {
        "month": f"{chosen:%B %Y}",
        "chosen": f"{chosen:%Y-%m}",
        "months": [(f"{month:%Y-%m}", f"{month:%B %Y}") for month in months],
        "rows": rows,
        "too_many": sum(row.is_too_many for row in rows),
        "trend": [(f"{month:%b %Y}", count) for month, count in print_watch.counted(months)],
    }


def _short(row: Publication) -> str:
    return "Cannot be called back" if row.cannot_be_recalled else row.get_status_display()


def _done(day: Any, by: Any) -> str:
    return f"{short_date(day)}, by {by}" if day else ""


def _entry(recording: Recording, user: Any) -> str:
    """The entry's address, for who may see it."""
    seen = Recording.objects.visible_to(user).filter(pk=recording.pk).exists()
    return recording.get_absolute_url() if seen else ""
