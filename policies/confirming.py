"""The checklist of what the starter texts ask to confirm: each item with its tick, who, when and note."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse

from policies.models import Confirmation
from policies.starter.files import read
from recordings_gov.pages.needs import Need


@dataclass(frozen=True)
class Item:
    """One thing to confirm, in the words of this release."""

    code: str
    group: str
    says: str
    where: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """An item with the confirmation that stands, and whether it was given for other words."""

    item: Item
    confirmation: Confirmation | None
    is_for_other_words: bool

    @property
    def is_done(self) -> bool:
        """Confirmed, and in the words it has now."""
        return self.confirmation is not None and not self.is_for_other_words


@cache
def items() -> dict[str, Item]:
    """Every item by its code, in the order of the file."""
    found = (
        Item(each["code"], each["group"], each["says"], tuple(each["where"]))
        for each in read("confirming")["item"]
    )
    return {item.code: item for item in found}


def checklist() -> list[tuple[str, list[Row]]]:
    """The items under the titles of their groups; one query for all. Rules: R-011, R-226."""
    standing = {row.item: row for row in Confirmation.objects.standing().select_related("recorded_by")}
    rows = [_row(item, standing.get(item.code)) for item in items().values()]
    groups: list[dict[str, Any]] = read("confirming")["group"]
    return [(group["title"], [row for row in rows if row.item.group == group["code"]]) for group in groups]


def _row(item: Item, confirmation: Confirmation | None) -> Row:
    other = confirmation is not None and confirmation.words != item.says
    return Row(item, confirmation, other)


def left() -> int:
    """How many items nobody has confirmed in their present words."""
    return sum(not row.is_done for _, rows in checklist() for row in rows)


def still_to_confirm(user: Any, today: date) -> list[Need]:
    """The checklist as one need of those who tick it, until it is done. One query. Rules: R-011, R-226."""
    count = left() if user.can("starter.confirm") else 0
    if not count:
        return []
    total = len(items())
    url, status = reverse("policies:to-confirm"), f"{count} of {total}"
    return [Need("Confirm the starter texts", url, None, "Policy, leaflets, consent, playbooks", status)]
