"""Leaflets of a department, their editions part by part, in languages there are words for."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from policies.models import Leaflet, LeafletEdition, PrintOverride
from policies.starter.loading_leaflets import (
    FIRST_LEAFLET,
    draft_starter_leaflet,
    draft_starter_leaflets,
)
from recordings_gov import clock
from recordings_gov.audit.models import Event

PART = {"title": "A heading", "body": "Some words."}


def test_every_starter_leaflet_is_there_as_a_draft_and_only_once(people: Any, department: Any) -> None:
    drafts = draft_starter_leaflets(people.drafter, department)
    assert len({draft.leaflet_id for draft in drafts}) == 5
    assert {draft.status for draft in drafts} == {"draft"}
    assert {draft.language for draft in drafts} == {"en-GB", "cy", "pl", "ur", "ar", "bn"}
    assert {draft.format for draft in drafts} == {"standard", "large_print", "easy_read"}
    again = draft_starter_leaflets(people.drafter, department)
    assert [draft.pk for draft in again] == [draft.pk for draft in drafts]
    first = [draft for draft in drafts if draft.leaflet.slug == FIRST_LEAFLET and draft.format == "standard"]
    assert {len(draft.sections) for draft in first} == {10}
    rules = {tuple(tuple(part["rules"]) for part in draft.sections) for draft in first}
    assert len(rules) == 1  # a translation serves the same rules, part by part
    assert not [draft for draft in first if draft.language != "en-GB" and draft.translation_checked_by]


def test_another_department_has_its_own_leaflet_at_its_own_address(
    people: Any, department: Any, other_department: Any
) -> None:
    one, other = (draft_starter_leaflet(people.drafter, each) for each in (department, other_department))
    assert one.leaflet != other.leaflet
    assert other.leaflet.slug == f"{FIRST_LEAFLET}-{other_department.slug}"
    assert other.leaflet.area == other_department.name


def test_a_leaflet_belongs_to_a_site_or_a_department_and_not_to_both(people: Any, department: Any) -> None:
    whole = Leaflet.set_up(by=people.drafter, title="Parking", sections=[PART], site=department.site)
    assert whole.area == department.site.name
    with pytest.raises(IntegrityError, match="leaflet_belongs_to_a_site_or_a_department_not_both"):
        Leaflet.set_up(
            by=people.drafter, title="Both", sections=[PART], site=department.site, department=department
        )


def test_an_unknown_language_is_refused(edition: LeafletEdition, people: Any, signed_in: Any) -> None:
    with pytest.raises(ValidationError, match="Choose a language from the list"):
        edition.leaflet.draft_edition(by=people.drafter, language="tlh", start_from=edition)
    asked = {"language": "tlh", "format": "standard"}
    answer = signed_in(people.drafter).post(f"{edition.leaflet.get_absolute_url()}draft-edition/", asked)
    assert answer.status_code == 422
    assert edition.leaflet.editions.count() == 1


def test_one_edition_of_a_kind_is_prepared_at_a_time(leaflet: LeafletEdition, people: Any) -> None:
    following = leaflet.leaflet.draft_edition(by=people.drafter, start_from=leaflet)
    assert (following.number, following.sections) == (2, leaflet.sections)
    with pytest.raises(ValidationError, match="is being prepared already"):
        leaflet.leaflet.draft_edition(by=people.drafter, start_from=leaflet)


def test_parts_are_written_added_moved_and_left_out(edition: LeafletEdition, people: Any) -> None:
    by, count = people.drafter, len(edition.sections)
    words, reading = edition.sections[1]["body"], dict(edition.reading)
    edition.write_part(by=by, place=2, **PART)
    assert (edition.sections[1]["title"], edition.sections[1]["body"]) == ("A heading", "Some words.")
    assert edition.reading != reading
    edition.add_part(by=by, title="Last", body="The last words.")
    edition.move_part(by=by, place=count + 1, to=1)
    assert [part["title"] for part in edition.sections][:3] == ["Last", "", "A heading"]
    edition.drop_part(by=by, place=1)
    assert len(edition.sections) == count
    kept = edition.history.values_list("sections", flat=True)
    assert any(words == part["body"] for parts in kept for part in parts)
    actions = set(Event.objects.filter(actor=by).values_list("action", flat=True))
    assert {f"leafletedition.{verb}_part" for verb in ("write", "add", "move", "drop")} <= actions


@pytest.mark.rule("R-234")
def test_a_part_keeps_or_loses_its_mark_as_the_warning(edition: LeafletEdition, people: Any) -> None:
    place = next(n for n, part in enumerate(edition.sections, 1) if "R-234" in part["rules"])
    edition.write_part(by=people.drafter, place=place, **PART)
    assert "R-234" in edition.sections[place - 1]["rules"]
    edition.write_part(by=people.drafter, place=place, **PART, warns_about_sharing=False)
    assert "R-234" not in edition.sections[place - 1]["rules"]
    edition.approve(by=people.approver, review_due_on=clock.today() + timedelta(days=300))
    with pytest.raises(ValidationError, match="No part warns that sharing"):
        edition.publish(by=people.publisher)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"body": "   "}, "Enter the words of this part"),
        ({"body": "x" * 30_000}, "Use 8,000 characters or fewer"),
        ({"body": "[Picture: unicorn]\n\nHello"}, "There is no picture called unicorn"),
        ({"body": "a\u202eb"}, "Take out the hidden characters"),
    ],
)
def test_words_that_do_not_belong_are_sent_back_with_a_sentence(
    edition: LeafletEdition, people: Any, signed_in: Any, typed: Any, said: str
) -> None:
    answer = signed_in(people.drafter).post(f"{edition.get_absolute_url()}parts/2/", PART | typed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)


def test_a_paste_of_five_megabytes_is_refused_before_it_is_read(
    edition: LeafletEdition, people: Any, signed_in: Any
) -> None:
    url = f"{edition.get_absolute_url()}parts/2/"
    assert signed_in(people.drafter).post(url, PART | {"body": "x" * 5_000_000}).status_code == 413


def test_a_script_is_shown_as_it_was_typed(
    edition: LeafletEdition, people: Any, signed_in: Any, client: Any
) -> None:
    part = PART | {"title": "<script>1</script>", "body": "<script>alert(1)</script>"}
    assert signed_in(people.drafter).post(f"{edition.get_absolute_url()}parts/2/", part).status_code == 302
    page = signed_in(people.drafter).get(edition.get_absolute_url()).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<script>1" not in page


def test_two_people_do_not_write_over_one_another(
    edition: LeafletEdition, people: Any, signed_in: Any
) -> None:
    client, url = signed_in(people.drafter), f"{edition.get_absolute_url()}parts/2/"
    seen = client.get(url).context["form"].initial["seen"]
    edition.write_part(by=people.drafter, place=2, title="Theirs", body="Their words.")
    answer = client.post(url, PART | {"seen": seen})
    assert answer.status_code == 422
    assert "Somebody else changed this part" in answer.content.decode()
    edition.refresh_from_db()
    assert edition.sections[1]["title"] == "Theirs"


def test_approved_words_change_only_after_the_edition_is_sent_back(
    edition: LeafletEdition, people: Any
) -> None:
    edition.approve(by=people.approver, review_due_on=clock.today() + timedelta(days=300))
    with pytest.raises(ValidationError, match="is approved now"):
        edition.write_part(by=people.drafter, place=1, **PART)
    edition.send_back(by=people.approver, reason="The second part is too long")
    edition.write_part(by=people.drafter, place=1, **PART)
    assert edition.approved_by is None


def test_a_radiographer_writes_no_leaflet(edition: LeafletEdition, radiographer: Any, signed_in: Any) -> None:
    assert signed_in(radiographer).get(f"{edition.get_absolute_url()}parts/").status_code == 403
    with pytest.raises(PermissionDenied):
        edition.write_part(by=radiographer, place=1, **PART)


def test_a_changed_part_is_shown_beside_what_it_was(
    leaflet: LeafletEdition, people: Any, signed_in: Any
) -> None:
    following = leaflet.leaflet.draft_edition(by=people.drafter, start_from=leaflet)
    body = following.sections[0]["body"].replace("visit", "stay")
    following.write_part(by=people.drafter, place=1, title="", body=body)
    page = signed_in(people.drafter).get(f"{following.get_absolute_url()}compare/").content.decode()
    assert "<del>visit</del>" in page
    assert "<ins>stay</ins>" in page
    assert "1 of 10 parts changed" in page


@pytest.mark.rule("R-004", "R")
def test_who_of_the_lay_readers_saw_it_is_kept_and_printed(edition: LeafletEdition, people: Any) -> None:
    with pytest.raises(ValidationError, match="a day that has been"):
        edition.ask_lay_readers(
            by=people.drafter, group="Panel", read_on=clock.today() + timedelta(days=1), effect="None"
        )
    edition.ask_lay_readers(by=people.drafter, group="Panel", read_on=clock.today(), effect="Shorter")
    row = edition.lay_reviews.get()
    assert (row.group, row.read_on, row.effect, row.recorded_by) == (
        "Panel",
        clock.today(),
        "Shorter",
        people.drafter,
    )


@pytest.mark.rule("R-004", "W")
def test_the_page_that_approves_says_when_nobody_has_read_it(
    edition: LeafletEdition, people: Any, signed_in: Any
) -> None:
    url = f"{edition.get_absolute_url()}approve/"
    assert "No patient or other lay person" in signed_in(people.approver).get(url).content.decode()
    edition.ask_lay_readers(by=people.drafter, group="Panel", read_on=clock.today(), effect="Shorter")
    assert "No patient or other lay person" not in signed_in(people.approver).get(url).content.decode()


@pytest.mark.rule("R-005")
def test_a_translation_is_a_draft_until_a_named_person_approves_it(people: Any, department: Any) -> None:
    drafts = draft_starter_leaflets(people.drafter, department)
    urdu = next(draft for draft in drafts if draft.language == "ur")
    due = clock.today() + timedelta(days=300)
    with pytest.raises(IntegrityError, match="edition_in_another_language_is_approved_as_a_translation"):
        urdu.approve(by=people.approver, review_due_on=due)
    urdu.approve_translation(by=people.approver, checked_by="A. Khan, translator")
    urdu.write_part(by=people.drafter, place=1, title="", body="نئے الفاظ")
    assert urdu.translation_checked_by == ""
    urdu.write_part(by=people.drafter, place=1, title="", body=urdu.translated_from.sections[0]["body"])
    with pytest.raises(ValidationError, match="Still as in English: part 1"):
        urdu.approve_translation(by=people.approver, checked_by="A. Khan, translator")


@pytest.mark.rule("R-002", "E")
def test_past_its_review_date_it_prints_for_a_recorded_reason_alone(
    leaflet: LeafletEdition, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = clock.today()
    with pytest.raises(ValidationError, match="not past due"):
        leaflet.allow_printing(by=people.publisher, reason="Busy", until=today)
    late = leaflet.review_due_on + timedelta(days=1)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", f"{late}T09:00:00+00:00")
    assert leaflet.printing(late).verdict == "no"
    with pytest.raises(ValidationError, match="within 90 days"):
        leaflet.allow_printing(by=people.publisher, reason="Busy", until=late + timedelta(days=91))
    with pytest.raises(ValidationError, match="blank"):
        leaflet.allow_printing(by=people.publisher, reason=" ", until=late)
    leaflet.allow_printing(by=people.publisher, reason="The next edition waits for the DPO", until=late)
    assert leaflet.printing(late).verdict == "clean"
    assert leaflet.printing(late + timedelta(days=1)).verdict == "no"
    assert PrintOverride.objects.get().allowed_by == people.publisher


def test_the_list_of_leaflets_asks_as_little_for_many_as_for_one(
    people: Any, department: Any, signed_in: Any, at_most_queries: Any
) -> None:
    draft_starter_leaflets(people.drafter, department)
    client = signed_in(people.drafter)
    client.get(reverse("policies:leaflets"))
    with at_most_queries(12):
        page = client.get(reverse("policies:leaflets"), {"language": "ur"}).content.decode()
    assert "Urdu" in page
    assert "Polish, " not in page


def test_a_part_of_no_edition_is_not_found(signed_in: Any, people: Any) -> None:
    answer = signed_in(people.drafter).get("/policies/leaflets/editions/LE-0000-0000-0/parts/1/")
    assert answer.status_code == 404


def test_the_owner_of_a_leaflet_is_named(leaflet: LeafletEdition, people: Any) -> None:
    leaflet.leaflet.entrust(by=people.drafter, owner=people.publisher)
    assert leaflet.leaflet.owner == people.publisher
