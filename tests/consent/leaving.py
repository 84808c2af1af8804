"""Situations of what leaves: a publication planned, released and out; a print asked for."""

from typing import Any

from consent.models import Permission, PrintOrder, Publication, Recording, UseCheck


def article_of(recording: Recording) -> Permission:
    """The one named use of its form."""
    found: Permission = recording.form.permissions.get(kind="named_purpose")  # type: ignore[union-attr]
    return found


def planned(recording: Recording, by: Any, **words: Any) -> Publication:
    """On the list; nobody has read the contract."""
    said: dict[str, Any] = {
        "medium": "print",
        "where": "British Journal of Imaging, June 2027",
        "publisher": "Example Press",
        "publisher_address": "1 Example Street, London",
    }
    if "permission" not in words:
        said["permission"] = article_of(recording)
    return Publication.plan(by=by, recording=recording, **(said | words))


def cleared(recording: Recording, by: Any) -> Publication:
    """The contract is read, and the copyright stays here."""
    row = planned(recording, by)
    row.read_contract(by=by, clause="struck_out", contract_reference="EP-17")
    return row


def released(recording: Recording, by: Any) -> Publication:
    """With the publisher."""
    row = cleared(recording, by)
    row.release(by=by)
    return row


def ordered(recording: Recording, by: Any, **words: Any) -> PrintOrder:
    """A print for care, asked for."""
    said = {"aim": "record", "reason": "For theatre, where no screen is sterile"}
    return PrintOrder.order(by=by, recording=recording, **(said | words))


def disclosed(recording: Recording, by: Any, **words: Any) -> UseCheck:
    """Passed on to a court."""
    said = {"use": "disclose", "basis": "court", "basis_reference": "Order 12/2026"}
    check = UseCheck.ask(by=by, recording=recording, **(said | words))
    check.carry_out(by=by, done_with="The County Court")
    return check
