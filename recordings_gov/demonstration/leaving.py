"""What left the Trust: published, stopped, printed, passed on, taught with; and one use taken back."""

from typing import Any

from consent.models import Asked, ConsentForm, PermissionKind, PrintOrder, Publication, Recording, UseCheck
from consent.models.form_signing import this_minute
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.patients.models import Patient

ARTICLE = Asked(
    PermissionKind.NAMED_PURPOSE,
    title="Hands of makers",
    outlet="Example Review of Imaging",
    shown="both",
    edition="Spring 2027",
)
EXHIBITION = Asked(
    PermissionKind.NAMED_PURPOSE,
    title="A hundred years of X-rays",
    outlet="Northmere City Museum",
    shown="both",
    edition="2027",
)
PRESS = {"publisher": "Example Press", "publisher_address": "1 Example Street, London"}
MUSEUM = {"publisher": "Northmere City Museum", "publisher_address": "Museum Square, Northmere"}


def load_leaving(people: dict[str, Any], department: Department) -> None:
    """One form, one photo: the article is out and was taken back; the exhibition is still to come. Once."""
    if Publication.objects.exists():
        return
    form = _signed(people["consultant"], department)
    photo = Recording.capture(
        by=people["media_studio"],
        form=form,
        captured_at=form.signed_at or clock.now(),
        kind="photograph",
        shows="Both hands, from above",
    )
    article, exhibition = form.permissions.filter(kind=PermissionKind.NAMED_PURPOSE).order_by("pk")
    _load_what_leaves_for_care_and_teaching(people, photo)
    _load_publications(people, photo, article, exhibition)
    form.withdraw(
        by=people["radiographer"],
        who="patient",
        route="phone",
        said_at=clock.now(),
        answer_by="letter",
        permissions=[article.pk],
    )


def _signed(taker: Any, department: Department) -> ConsentForm:
    """Explained and signed by both, on paper."""
    form = ConsentForm.start(
        by=taker,
        department=department,
        patient=Patient.objects.get(family_name="Prototype"),
        permissions=(Asked(PermissionKind.RECORD), Asked(PermissionKind.TEACHING), ARTICLE, EXHIBITION),
        made_for="care",
        kinds=["photograph"],
        subject="Both hands, from above",
        purpose="To see how the joints change.",
        requested_by="Dr Example",
    )
    open_ones = form.open_permissions()
    form.explain(
        by=taker,
        explained=[tick.id for tick in wording().ticks_for((row.kind for row in open_ones), form.cases)],
        other_purposes="none",
        place_kept="The clinical image library",
        retention="As long as the health record",
        discussion="Asked who sees the article, and was told.",
    )
    signed_at = this_minute()
    yes = {row.pk: True for row in open_ones}
    form.answer(
        by=taker, answers=yes, name="I Prototype", signed_at=signed_at, initials="IP", copy_of_form="taken"
    )
    form.countersign(by=taker, signed_at=signed_at)
    return form


def _load_what_leaves_for_care_and_teaching(people: dict[str, Any], photo: Recording) -> None:
    """A print that waits and one that is made, a download, a disclosure to a court."""
    studio, consultant = people["media_studio"], people["consultant"]
    made = PrintOrder.order(
        by=consultant, recording=photo, aim="record", copies=2, reason="For theatre: no screen is sterile"
    )
    made.make(by=studio, colour_checked=True, identity_checked=True)
    PrintOrder.order(
        by=people["radiographer"],
        recording=photo,
        aim="teaching",
        reason="For the wall of the skills room, which has no screen",
    )
    download = UseCheck.ask(by=consultant, recording=photo, use="download")
    kept: dict[str, Any] = {"place_kind": "trust_drive", "place": "Hand clinic, teaching folder"}
    download.carry_out(by=consultant, done_with="Second-year students, March 2027", undertakes=True, **kept)
    court = {"basis": "court", "basis_reference": "Order 12/2026"}
    asked = UseCheck.ask(by=people["ig_manager"], recording=photo, use="disclose", **court)
    asked.carry_out(by=people["ig_manager"], done_with="Northmere County Court")


def _load_publications(people: dict[str, Any], photo: Recording, article: Any, exhibition: Any) -> None:
    """One out, one stopped by hand whose publisher is to be told, one with its contract still to be read."""
    studio, consultant = people["media_studio"], people["consultant"]
    out = Publication.plan(
        by=consultant,
        recording=photo,
        permission=article,
        medium="both",
        where="Example Review of Imaging, spring 2027",
        **PRESS,
    )
    stopped = Publication.plan(
        by=consultant,
        recording=photo,
        permission=exhibition,
        medium="shown",
        where="A hundred years of X-rays, catalogue",
        **MUSEUM,
    )
    Publication.plan(
        by=consultant,
        recording=photo,
        permission=exhibition,
        medium="shown",
        where="A hundred years of X-rays, room 3",
        **MUSEUM,
    )
    for row, contract in ((out, "EP-17"), (stopped, "NCM-4")):
        row.read_contract(by=consultant, clause="struck_out", contract_reference=contract)
        row.release(by=studio)
    out.come_out(by=studio, on=clock.today(), where="Page 12, and on the journal's site")
    stopped.stop(by=consultant, reason="The catalogue is not printed after all")
