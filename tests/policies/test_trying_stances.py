"""The pages of the matrix: read, edited with and without JavaScript, tried beside the version in force."""

from typing import Any

import pytest

from policies.models import PolicyVersion
from policies.next_version import start_next_version

FILLED = {
    "code": "L1",
    "setting": ["examination"],
    "modality": ["dexa"],
    "medium": ["screen"],
    "stance": "not_supported",
    "purposes": ["keepsake"],
    "staff_words": "Ask them not to",
    "patient_words": "Please do not",
    "alternatives": ["copy_of_images"],
    "reason": "Names are on every display",
}
ASKED = {
    "setting": "examination",
    "modality": "dexa",
    "media": "screen",
    "recorder": "patient",
    "purpose": "keepsake",
}


def page(version: PolicyVersion, path: str) -> str:
    return f"{version.get_absolute_url()}{path}"


def test_the_matrix_is_a_grid_a_list_and_a_spreadsheet(
    signed_in: Any, draft: PolicyVersion, governance_lead: Any, at_most_queries: Any
) -> None:
    client = signed_in(governance_lead)
    with at_most_queries(12):
        shown = client.get(page(draft, "stances/")).content.decode()
    assert 'href="#row-OB2"' in shown
    assert "No gaps and no contradictions." in shown
    assert "Add a row" in shown
    some = client.get(page(draft, "stances/"), {"modality": "obstetric_ultrasound", "stance": "discourage"})
    assert 'id="row-OB2"' in some.content.decode()
    assert 'id="row-RT2"' not in some.content.decode()
    lines = client.get(page(draft, "stances/"), {"format": "csv"}).content.decode().splitlines()
    assert lines[0].startswith("Row,Setting,Exam")
    assert any(line.startswith("OB2,") for line in lines)


@pytest.mark.rule("R-021", "E")
def test_the_form_says_what_is_wrong_while_it_is_typed_and_takes_a_row(
    signed_in: Any, draft: PolicyVersion, communications: Any
) -> None:
    client, url = signed_in(communications), page(draft, "stances/add/")
    assert client.get(url).status_code == 200
    typed = client.post(url, FILLED | {"check": "1", "medium": ["audio"], "purposes": []})
    assert typed.status_code == 200
    assert "Sound alone is how people keep a note" in typed.content.decode()
    assert not draft.stances.filter(code="L1").exists()
    refused = client.post(url, FILLED | {"medium": ["audio"]})
    assert refused.status_code == 422
    assert "Sound alone" in refused.content.decode()
    assert client.post(url, FILLED).status_code == 302
    copy = client.get(url, {"from": "L1"}).content.decode()
    assert "Ask them not to" in copy
    assert "Names are on every display" not in copy
    changed = client.post(page(draft, "stances/L1/change/"), FILLED | {"staff_words": "Ask kindly"})
    assert changed.status_code == 302
    assert draft.stances.get(code="L1").staff_words == "Ask kindly"
    assert client.post(page(draft, "stances/L1/out/"), {"why": "Not needed"}).status_code == 302
    assert not draft.stances.filter(code="L1").exists()
    assert client.get(page(draft, "stances/NONE/change/")).status_code == 404


def test_a_zone_is_written_on_its_page(signed_in: Any, draft: PolicyVersion, communications: Any) -> None:
    client, url = signed_in(communications), page(draft, "zones/mr_room/")
    assert "No personal device goes past the line" in client.get(url).content.decode()
    given = {
        "name": "MR room",
        "kind": "safety",
        "effect": "warn",
        "applies_to": ["mri"],
        "when": "always",
        "device_may_be": "locker",
        "why": "The magnet",
        "staff_words": "Lock it away",
        "patient_words": "We lock it away",
        "offer": ["audio_of_talk"],
    }
    assert "no policy changes that" in client.post(url, given).content.decode()
    assert client.post(url, given | {"effect": "block_device_here"}).status_code == 302
    added = client.post(page(draft, "zones/add/"), given | {"code": "day-ward", "applies_to": ["any"]})
    draft.refresh_from_db()
    assert added.status_code == 302
    assert draft.matrix["zone"][-1]["id"] == "day_ward"
    assert client.get(page(draft, "zones/nowhere/")).status_code == 404


def test_a_situation_is_tried_on_a_draft_beside_the_version_in_force(
    signed_in: Any, in_force: PolicyVersion, communications: Any
) -> None:
    later = start_next_version(in_force, by=communications)
    client = signed_in(communications)
    client.post(page(later, "stances/add/"), FILLED)
    assert "Say how, what and who" in client.get(page(later, "tryout/")).content.decode()
    asked = client.get(page(later, "tryout/"), ASKED).content.decode()
    assert "Ask them not to, and offer something better" in asked
    assert "Asked not to" in asked
    assert f"Version {in_force.number}, in force" in asked
    assert "Advise against it" in asked
    need = client.get(page(later, "tryout/"), ASKED | {"has_need": "on"}).content.decode()
    assert "Ask them not to, and offer something better" not in need
    nothing = client.get(page(later, "tryout/"), {"setting": "examination"}).content.decode()
    assert "Choose at least one way of recording" in nothing
    zone = client.get(page(later, "tryout/"), ASKED | {"zones": "mr_room"}).content.decode()
    assert "Not here: it is not safe" in zone


def test_who_may_not_set_stances_reads_them_only(
    signed_in: Any, in_force: PolicyVersion, radiographer: Any, outsider: Any
) -> None:
    client = signed_in(radiographer)
    assert "Add a row" not in client.get(page(in_force, "stances/")).content.decode()
    assert client.get(page(in_force, "stances/add/")).status_code == 403
    assert signed_in(outsider).get(page(in_force, "stances/")).status_code == 403
