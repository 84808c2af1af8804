"""What the page of a filming shows: may they film, each gate, everybody who takes part, concerns."""

from typing import Any

from django.urls import reverse

from consent.filming import may_film, may_take_part
from consent.models import Filming, FilmingAssurance, FilmingContract, FilmingPerson, FilmingStatus
from consent.models.filming_words import Agrees, MadeBy
from consent.models.release_use import said
from consent.models.release_words import PersonIs, ReleaseStatus
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, long_date
from recordings_gov.workflow import may

FILMING_COLOURS = {
    FilmingStatus.ASKED: "yellow",
    FilmingStatus.PERMITTED: "blue",
    FilmingStatus.REFUSED: "grey",
    FilmingStatus.OPEN: "green",
    FilmingStatus.PAUSED: "orange",
    FilmingStatus.STOPPED: "red",
    FilmingStatus.FINISHED: "grey",
}
STEPS = {
    "permit": "permit",
    "refuse": "refuse",
    "take_permission_back": "take-back",
    "add_person": "person",
    "be_in_doubt": "doubt",
    "advise": "advice",
    "open": "open",
    "film": "film",
    "raise_concern": "concern",
    "stop": "stop",
    "finish": "finish",
}


def page_of(record: Filming, user: Any) -> dict[str, Any]:
    """Whether they may film now and why not, the gates, people and concerns, and what may be done."""
    everybody = record.everybody()
    facts = record.facts(everybody)
    answer = may_film(facts, clock.today())
    taking_part = iter(facts.people)
    assures = may(record, "assure", user)
    return {
        "answer": answer,
        "is_over": record.status in (FilmingStatus.STOPPED, FilmingStatus.REFUSED, FilmingStatus.FINISHED),
        "facts": _facts(record),
        "gates": _gates(record, user),
        "people": [_person(record, row, None if row.left_at else next(taking_part)) for row in everybody],
        "concerns": [
            (row, row.by_id == user.pk or user.holds("filming.advise"))
            for row in record.concerns.select_related("by", "settled_by")
        ],
        "open_concerns": facts.concerns,
        "takes": record.takes.select_related("by"),
        "may": {verb: may(record, verb, user) for verb in STEPS},
        "may_ask_release": may(record, "ask_for_release", user),
        "may_give_form": assures,
        "may_hear_no": may(record, "hear_no", user),
        "use": said(record.use),
    }


def _facts(record: Filming) -> list[tuple[str, Any]]:
    facts = [
        ("Who wants to film", record.requester),
        ("Who films", record.get_made_by_display()),
        ("Exactly for", said(record.use)),
        ("Where", f"{record.department}, {record.place}"),
        ("Days asked for", f"{long_date(record.from_on)} to {long_date(record.until_on)}"),
        ("Asked by", str(record.asked_by)),
    ]
    if record.decided_at:
        words = "Permitted" if record.permitted_until else "Not permitted"
        facts.append((words, f"{record.scope} {record.decided_by}, {date_and_time(record.decided_at)}"))
    if record.permitted_from and record.permitted_until:
        days = f"{long_date(record.permitted_from)} to {long_date(record.permitted_until)}"
        facts.append(("Days permitted", days))
    if record.doubt:
        facts.append(("In doubt about", record.doubt))
    if record.advice:
        facts.append(
            (
                "Caldicott Guardian",
                f"{record.get_advice_display()}. {record.advice_says} {record.advised_by}",
            )
        )
    if record.ended_at:
        ended = f"{record.ended_because} {record.ended_by or ''}, {date_and_time(record.ended_at)}"
        facts.append((str(record.get_status_display()), ended.strip(" ,")))
    return facts


def _gates(record: Filming, user: Any) -> list[dict[str, Any]]:
    agreed = {row.agrees: row for row in record.agreements.select_related("by")}
    arranges = may(record, "keep_agreement", user)
    gates = [
        _gate("The employing or contracting body agrees", agreed.get(Agrees.EMPLOYER), arranges, "agreement")
    ]
    if record.treating_is_another:
        gates.append(_gate("The treating body agrees", agreed.get(Agrees.TREATING), arranges, "agreement"))
    if record.made_by != MadeBy.STUDIO:
        row: Any = FilmingAssurance.objects.filter(filming=record).select_related("by").first()
        says = f"{row}, read by {row.by}, {date_and_time(row.at)}" if row else None
        gates.append(
            _gate("Their own consent is good enough", says, may(record, "assure", user), "assurance")
        )
    if record.made_by == MadeBy.COMMISSIONED:
        row = FilmingContract.objects.filter(filming=record).select_related("commissioner").first()
        says = f"{row}, commissioned by {row.commissioner}" if row else None
        gates.append(
            _gate("The contract was gone through", says, may(record, "check_contract", user), "contract")
        )
    for gate in gates:
        gate["url"] = reverse(f"consent:filming-{gate['step']}", kwargs={"reference": record.reference})
    return gates


def _gate(title: str, says: Any, is_open: bool, step: str) -> dict[str, Any]:
    return {"title": title, "says": str(says or ""), "may": is_open and not says, "step": step}


def _person(record: Filming, row: FilmingPerson, facts: Any) -> dict[str, Any]:
    """Somebody, what is missing of them, and what would mend it."""
    answer = may_take_part(facts, record.use) if facts else None
    is_missing = bool(answer and answer.verdict != "yes")
    newest = row.newest_release() if row.release else None
    is_unsigned = newest is not None and newest.status == ReleaseStatus.PREPARED
    return {
        "row": row,
        "answer": answer,
        "to_sign": newest if is_unsigned else None,
        "needs_form": is_missing and row.kind != PersonIs.ADULT,
        "needs_release": is_missing,
        "urls": {
            step: reverse(
                f"consent:filming-person-{step}", kwargs={"reference": record.reference, "number": row.pk}
            )
            for step in ("ask", "release", "form", "no")
        },
    }
