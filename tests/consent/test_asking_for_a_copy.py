"""The pages of copies: from the recording to the undertaking, the authority and the answer."""

from typing import Any

import pytest

from consent.models import Copy, Recording, UseCheck
from recordings_gov import clock
from tests.consent.endings import recorded, taken_back
from tests.consent.test_holding_copies import asked, downloaded, given

pytestmark = pytest.mark.django_db
OFFENCE = "section 170"


@pytest.fixture
def recording(signed_form: Any, media_studio: Any) -> Recording:
    return recorded(signed_form, media_studio)


@pytest.mark.rule("R-119", "E")
@pytest.mark.rule("R-176", "E")
def test_a_copy_is_asked_for_undertaken_authorised_and_given_back(
    recording: Recording,
    consultant: Any,
    media_studio: Any,
    other_radiographer: Any,
    outsider: Any,
    signed_in: Any,
) -> None:
    page = f"/consent/recordings/{recording.reference}/copy/"
    assert signed_in(outsider).get(page).status_code in (403, 404)
    assert signed_in(other_radiographer).get(page).status_code == 404
    sent = {
        "aim": "record",
        "purpose": "Ward round",
        "from_notes": "yes",
        "username": consultant.username,
        "place_kind": "trust_drive",
        "place": "Folder 3",
    }
    assert "case notes. Media Studio" in signed_in(consultant).post(page, sent).content.decode()
    undertake = signed_in(consultant).post(page, sent | {"from_notes": "no"}).url
    copy = Copy.objects.get()
    assert undertake == f"{copy.get_absolute_url()}undertake/"
    shown = signed_in(consultant).get(undertake).content.decode()
    assert "personally liable" in shown
    assert OFFENCE in shown
    assert signed_in(consultant).post(undertake, {}).status_code == 422
    assert signed_in(consultant).post(undertake, {"undertakes": "on"}).status_code == 302
    url = copy.get_absolute_url()
    assert signed_in(other_radiographer).get(url).status_code == 404
    assert signed_in(consultant).post(f"{url}release/").status_code == 403
    assert b"Decide on this copy" in signed_in(media_studio).get(url).content
    assert signed_in(media_studio).post(f"{url}release/").status_code == 302
    taken_back(recording.form, consultant)
    assert b"Destroy your copy or give it back" in signed_in(consultant).get(url).content
    today = clock.today()
    said = {"outcome": "given_back", "ended_how": "To Media Studio"}
    said |= {"ended_on_day": today.day, "ended_on_month": today.month, "ended_on_year": today.year}
    assert signed_in(consultant).post(f"{url}end/", said).status_code == 302
    assert Copy.objects.get().status == "given_back"


@pytest.mark.rule("R-250", "P")
def test_the_offence_is_shown_at_copy_at_download_and_where_a_reason_opens(
    recording: Recording,
    consultant: Any,
    media_studio: Any,
    caldicott_guardian: Any,
    ig_manager: Any,
    signed_in: Any,
) -> None:
    check = UseCheck.ask(by=consultant, recording=recording, use="download")
    copy = asked(recording, consultant)
    for who, address in (
        (consultant, f"/consent/recordings/{recording.reference}/copy/"),
        (consultant, f"{check.get_absolute_url()}done/"),
        (consultant, copy.get_absolute_url()),
        (consultant, f"{copy.get_absolute_url()}undertake/"),
        (media_studio, f"{copy.get_absolute_url()}release/"),
        (caldicott_guardian, recording.get_absolute_url()),
    ):
        assert OFFENCE in signed_in(who).get(address).content.decode(), address
    recording.quarantine(by=ig_manager, reason="Of somebody else")
    opening = f"/consent/quarantine/{recording.reference}/open/"
    assert OFFENCE in signed_in(ig_manager).get(opening).content.decode()


def test_a_download_asks_where_it_is_kept_and_for_the_undertaking(
    recording: Recording, consultant: Any, signed_in: Any
) -> None:
    check = UseCheck.ask(by=consultant, recording=recording, use="download")
    address = f"{check.get_absolute_url()}done/"
    sent = {"done_with": "Students", "place_kind": "trust_drive", "place": "Folder 4"}
    assert b"Accept the undertaking first" in signed_in(consultant).post(address, sent).content
    assert signed_in(consultant).post(address, sent | {"undertakes": "on"}).status_code == 302
    assert Copy.objects.get().place == "Folder 4"


@pytest.mark.rule("R-061", "R")
def test_originals_stand_beside_the_number_of_their_copies_and_edits_and_tissue_is_left_out(
    recording: Recording, consultant: Any, media_studio: Any, signed_in: Any, at_most_queries: Any
) -> None:
    sound = recorded(recording.form, media_studio)
    back = given(recording, consultant, media_studio)
    back.end(by=consultant, outcome="given_back", ended_on=clock.today(), ended_how="To Media Studio")
    downloaded(recording, consultant)
    address = "/consent/recordings/copied/"
    lines = signed_in(media_studio).get(f"{address}?format=csv").content.decode().splitlines()
    numbers = {line.split(",")[0]: line.split(",")[-3:] for line in lines[1:]}
    assert numbers == {recording.reference: ["1", "2", "0"], sound.reference: ["0", "0", "0"]}
    assert b"Slides of tissue are no recordings" in signed_in(media_studio).get(address).content
    only = signed_in(media_studio).get(f"{address}?show=out").content.decode()
    assert recording.reference in only
    assert sound.reference not in only
    with at_most_queries(12):
        signed_in(media_studio).get("/consent/copies/")


@pytest.mark.rule("R-176", "R")
def test_the_register_of_copies_names_every_holder_to_the_offices_and_to_others_only_their_own(
    recording: Recording, consultant: Any, media_studio: Any, ig_manager: Any, outsider: Any, signed_in: Any
) -> None:
    copy = given(recording, consultant, media_studio)
    for who, is_there in ((ig_manager, True), (media_studio, True), (consultant, True), (outsider, False)):
        page = signed_in(who).get("/consent/copies/?state=open").content.decode()
        assert (copy.reference in page) is is_there, who
    assert signed_in(outsider).get(copy.get_absolute_url()).status_code == 404


def test_the_list_of_copies_shows_what_was_chosen_and_nothing_else(
    recording: Recording, consultant: Any, media_studio: Any, signed_in: Any
) -> None:
    waits, back = asked(recording, consultant), given(recording, consultant, media_studio)
    held, download = given(recording, consultant, media_studio), downloaded(recording, consultant)
    today = clock.today()
    back.end(by=consultant, outcome="given_back", ended_on=today, ended_how="To Media Studio")
    client, known = signed_in(media_studio), {row.reference for row in (waits, back, held, download)}
    for chosen, rows in (
        ("", known),
        ("?state=open", {held.reference, download.reference}),
        ("?state=asked", {waits.reference}),
        ("?state=given_back", {back.reference}),
        ("?kind=download", {download.reference}),
        ("?state=open&kind=copy", {held.reference}),
    ):
        page = client.get(f"/consent/copies/{chosen}").content.decode()
        assert {reference for reference in known if reference in page} == rows, chosen
