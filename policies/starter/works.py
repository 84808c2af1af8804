"""The register of sources as it starts: each work once, with what replaces it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from policies.models import Source
from policies.models.dates import Precision
from policies.starter.files import read
from recordings_gov.audit.acting import acting_as


def load_sources(by: Any) -> list[Source]:
    """Every work of the starter register; those that are listed already stay as they are.

    Rules: R-219, R-253.
    """
    works = read("sources")["source"]
    # What replaces another is listed before it.
    ordered = sorted(works, key=lambda each: "replaced_by" in each)
    known: dict[str, Source] = {}
    listed = {(row.title, row.issuer, row.edition): row for row in Source.objects.all()}
    with transaction.atomic(), acting_as(by):
        for each in ordered:
            named = (each["title"], each["issuer"], each.get("edition", ""))
            source = listed.get(named) or Source.list_work(by=by, **_facts(each, known))
            listed[named] = source
            known[each.get("key", "")] = source
    return [listed[each["title"], each["issuer"], each.get("edition", "")] for each in works]


def _facts(each: Mapping[str, Any], known: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "title": each["title"],
        "issuer": each["issuer"],
        "edition": each.get("edition", ""),
        "dated_on": each.get("dated_on"),
        "dated_precision": each["precision"],
        "updated_on": each.get("updated_on"),
        "date_note": each.get("date_note", ""),
        "review_due_on": each.get("review_due_on"),
        "review_due_precision": each.get("review_precision", Precision.UNDATED),
        "standing": each["standing"],
        "standing_note": each.get("standing_note", ""),
        "is_text_held": each.get("held", False),
        "replaced_by": known.get(each["replaced_by"]) if "replaced_by" in each else None,
        "relied_on_in": each.get("relied_on_in", ""),
        "review_trigger": each.get("review_trigger", ""),
        "cited_as": each.get("cited_as", []),
        "url": each.get("url", ""),
    }
