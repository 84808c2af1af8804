"""What anyone may read, and that nobody is known while they read it."""

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from policies.leaflet_person import SERVICE_USER, SETTING
from policies.leaflet_words import sections_of
from policies.models import LeafletEdition, PolicyVersion
from policies.models.leaflet_status import EditionStatus
from policies.starter import loading
from policies.starter.loading_leaflets import (
    FIRST_LEAFLET,
    draft_starter_leaflet,
    draft_starter_leaflets,
    publish_leaflet,
)
from policies.text import html
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.documents.models import Document

LEAFLET = reverse("public:leaflet", kwargs={"slug": FIRST_LEAFLET})
LEAFLET_PDF = reverse("public:leaflet-pdf", kwargs={"slug": FIRST_LEAFLET})


@pytest.fixture
def all_public(leaflet: LeafletEdition, in_force: PolicyVersion, trust_policy: PolicyVersion) -> list[str]:
    """The address of every public page there is, the missing one included."""
    policies = [
        reverse("public:policy", kwargs={"slug": one.policy.slug}) for one in (in_force, trust_policy)
    ]
    return [reverse("public:index"), LEAFLET, LEAFLET_PDF, *policies, "/public/nothing/here/"]


@pytest.mark.rule("R-042")
def test_everything_public_opens_without_signing_in(all_public: list[str], client: Client) -> None:
    assert [client.get(url).status_code for url in all_public] == [200, 200, 200, 200, 200, 404]


def test_public_pages_set_no_cookie_and_touch_no_session(
    all_public: list[str], client: Client, governance_lead: Any
) -> None:
    for reader in (Client(), client):
        if reader is client:
            reader.force_login(governance_lead, backend="recordings_gov.accounts.backends.RolesBackend")
        before = list(Session.objects.values_list("session_key", "session_data"))
        for url in all_public:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = reader.get(url)
            assert not answer.cookies
            assert "Vary" not in answer.headers
            assert not [query for query in asked if "django_session" in query["sql"]]
            kept = "public, max-age=300" if answer.status_code == 200 else "no-store"
            assert answer.headers["Cache-Control"] == kept
        assert list(Session.objects.values_list("session_key", "session_data")) == before


def test_a_public_page_shows_no_sign_of_the_member_of_staff_who_opens_it(
    all_public: list[str], signed_in: Any, governance_lead: Any
) -> None:
    page = signed_in(governance_lead).get(LEAFLET).content.decode()
    assert governance_lead.name not in page
    assert "Sign out" not in page


def test_public_pages_are_for_reading_alone(all_public: list[str], client: Client) -> None:
    assert [client.post(url).status_code for url in all_public] == [405] * len(all_public)


@pytest.mark.rule("R-002", "E")
def test_a_draft_is_never_shown(
    edition: LeafletEdition, draft: PolicyVersion, client: Client, people: Any
) -> None:
    policy = reverse("public:policy", kwargs={"slug": draft.policy.slug})
    assert [client.get(url).status_code for url in (LEAFLET, LEAFLET_PDF, policy)] == [404, 404, 404]
    edition.approve(by=people.approver, review_due_on=clock.today() + timedelta(days=300))
    assert client.get(LEAFLET).status_code == 404
    edition.publish(by=people.publisher)
    assert client.get(LEAFLET).status_code == 200
    edition.replace(by=people.publisher)
    assert client.get(LEAFLET).status_code == 404


@pytest.mark.rule("R-002", "P")
def test_the_leaflet_carries_its_review_date_on_the_page_and_on_paper(
    leaflet: LeafletEdition, client: Client
) -> None:
    due = f"{leaflet.review_due_on.day} {leaflet.review_due_on:%B %Y}"
    assert f"Next review {due}" in client.get(LEAFLET).content.decode()
    assert due in " ".join(_text_of(client.get(LEAFLET_PDF).content).split())


def _text_of(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.rule("R-042")
def test_the_leaflet_is_a_tagged_a5_pdf_that_says_its_language(
    leaflet: LeafletEdition, client: Client
) -> None:
    answer = client.get(LEAFLET_PDF)
    assert answer.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.docinfo["/Title"] == leaflet.leaflet.title
        width, height = (round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:])
    assert (width, height) == (148, 210)


def test_the_qr_code_of_a_leaflet_is_its_public_address(leaflet: LeafletEdition, client: Client) -> None:
    import pypdfium2
    import zxingcpp

    with pypdfium2.PdfDocument(client.get(LEAFLET_PDF).content) as pdf:
        found = [code.text for page in pdf for code in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    assert [text for text in found if text.endswith(LEAFLET)] == found
    assert len(found) == 1


def test_the_same_leaflet_is_printed_once(leaflet: LeafletEdition, client: Client) -> None:
    assert client.get(LEAFLET_PDF).content == client.get(LEAFLET_PDF).content
    assert Document.objects.about(leaflet).count() == 1


def test_the_demonstration_is_marked_on_page_and_paper(
    leaflet: LeafletEdition, client: Client, settings: Any
) -> None:
    assert "Demonstration" in _text_of(client.get(LEAFLET_PDF).content)
    assert "Demonstration" in client.get(LEAFLET).content.decode()
    settings.DEMONSTRATION = False
    assert "Demonstration." not in client.get(LEAFLET).content.decode()
    assert "not for use with real patients" not in _text_of(client.get(LEAFLET_PDF).content)


def test_a_leaflet_with_a_place_left_open_is_not_put_on_show(people: Any, department: Any) -> None:
    edition = draft_starter_leaflet(people.drafter, department)
    edition.approve(by=people.approver, review_due_on=clock.today() + timedelta(days=300))
    with pytest.raises(ValidationError, match="pals phone"):
        edition.publish(by=people.publisher)


def test_a_changed_phone_number_is_shown_at_once(
    leaflet: LeafletEdition, client: Client, people: Any
) -> None:
    row = Setting.objects.get(name="pals_phone")
    row.value = "01632 960 999"
    with acting_as(people.publisher):
        row.save()
    assert "01632 960 999" in client.get(LEAFLET).content.decode()
    assert "01632 960 999" in _text_of(client.get(LEAFLET_PDF).content)


@pytest.mark.rule("R-002", "E")
def test_no_edition_is_approved_without_a_day_to_look_at_it_again(
    edition: LeafletEdition, people: Any
) -> None:
    for day in (clock.today(), clock.today() + timedelta(days=3 * 366)):
        with pytest.raises(ValidationError, match="after today and within three years"):
            edition.approve(by=people.approver, review_due_on=day)
    edition.status, edition.moving, edition.approved_by = EditionStatus.PUBLISHED, True, people.approver
    edition.approved_on = clock.today()
    with (
        acting_as(people.approver),
        pytest.raises(IntegrityError, match="edition_published_with_approval_and_review"),
    ):
        edition.save()


def test_nobody_approves_or_publishes_the_edition_they_drafted(
    department: Any, governance_lead: Any, people: Any
) -> None:
    loading.set_contacts(governance_lead, department)
    mine = draft_starter_leaflet(governance_lead, department)
    due = clock.today() + timedelta(days=300)
    with pytest.raises(IntegrityError, match="edition_is_approved_by_another_person_than_its_drafter"):
        mine.approve(by=governance_lead, review_due_on=due)
    mine.approve(by=people.approver, review_due_on=due)
    with pytest.raises(IntegrityError, match="edition_is_published_by_another_person_than_its_drafter"):
        mine.publish(by=governance_lead)


def test_approved_words_do_not_change(leaflet: LeafletEdition, people: Any) -> None:
    leaflet.sections = [{"title": "Something else", "body": "Something else", "rules": []}]
    with acting_as(people.drafter), pytest.raises(ValidationError, match="do not change"):
        leaflet.save()


@pytest.mark.rule("R-217")
def test_an_overdue_policy_is_shown_as_in_force_and_late(trust_policy: PolicyVersion, client: Client) -> None:
    page = client.get(reverse("public:policy", kwargs={"slug": trust_policy.policy.slug})).content.decode()
    assert "In force" in page
    assert "July 2022" in page
    assert "It stays in force until the next version" in page
    assert "31 July 2022" not in page


def test_no_place_is_left_open_on_a_public_page(all_public: list[str], client: Client) -> None:
    for url in all_public:
        if not url.endswith(".pdf"):
            page = client.get(url).content.decode()
            assert "{{" not in page
            assert "not filled in yet" not in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("a <b onclick=x>b</b>", "&lt;b onclick=x&gt;"),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("![x](http://elsewhere/y.png)", "!<a"),
        ("- one\n- two", '<ul class="nhsuk-list nhsuk-list--bullet">'),
    ],
)
def test_text_brings_no_html_of_its_own(typed: str, shown: str) -> None:
    written = html(typed)
    assert shown in written
    assert "<script" not in written
    assert "<img" not in written
    assert 'href="javascript' not in written


def test_aligned_tables_bring_no_style_attribute() -> None:
    assert "style=" not in html("| a | b |\n|:--|--:|\n| 1 | 2 |")


def test_a_wide_table_has_a_frame_that_the_keyboard_reaches() -> None:
    written = html("| a |\n|---|\n| 1 |\n\nAfter")
    assert written.index('tabindex="0"') < written.index("<table") < written.index("</div>")


def test_what_a_reader_has_already_is_not_sent_again(all_public: list[str], client: Client) -> None:
    for url in all_public[:-1]:
        first = client.get(url)
        again = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == "public, max-age=300"
        assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_reader_chooses_the_language_and_the_form(
    edition: LeafletEdition, people: Any, department: Any, client: Client, at_most_queries: Any
) -> None:
    for draft in draft_starter_leaflets(people.drafter, department):
        if draft.language == "ur":
            draft.approve_translation(by=people.approver, checked_by="A. Khan, translator")
        if draft.leaflet == edition.leaflet and draft.language in ("en-GB", "ur"):
            publish_leaflet(draft, people)
    english, urdu = client.get(LEAFLET).content.decode(), client.get(f"{LEAFLET}ur/").content.decode()
    for page in (english, urdu):
        assert f'hreflang="ur" href="http://127.0.0.1:8000{LEAFLET}ur/"' in page
        assert f'hreflang="en-GB" href="http://127.0.0.1:8000{LEAFLET}"' in page
        assert f"{LEAFLET}pl/" not in page
    assert '<html lang="ur" dir="rtl">' in urdu
    assert '<html lang="en-GB" dir="ltr">' in english
    assert "یہ قانونی مشورہ نہیں ہے" in urdu
    assert f"{LEAFLET}en-GB/easy-read/" in english
    assert client.get(f"{LEAFLET}en-GB/large-print/").status_code == 200
    assert client.get(f"{LEAFLET}en-GB/easy-read/").content.decode().count("app-idea__picture") == 14
    for missing in ("pl/", "xx/", "en-GB/braille/", "ur/easy-read/", "en-GB/standard/a3.pdf"):
        answer = client.get(f"{LEAFLET}{missing}")
        assert answer.status_code == 404
        assert "may not be out in that language yet" in answer.content.decode()
    with at_most_queries(3):
        index = client.get(reverse("public:index")).content.decode()
    assert 'lang="ur" dir="rtl"' in index
    with at_most_queries(1):
        shelf = client.get(reverse("public:language", kwargs={"language": "ur"})).content.decode()
    assert "اپنے سکین" in shelf
    assert "اس زبان میں" not in shelf
    assert client.get(reverse("public:language", kwargs={"language": "xx"})).status_code == 404


@pytest.mark.rule("R-011", "P")
def test_public_pages_say_that_they_are_no_legal_advice(all_public: list[str], client: Client) -> None:
    assert "not legal advice" in client.get(LEAFLET).content.decode()
    assert "not legal advice" in client.get(reverse("public:index")).content.decode()


def test_a_leaflet_says_service_user_where_the_department_does(
    leaflet: LeafletEdition, client: Client, people: Any, department: Any
) -> None:
    leaflet.leaflet.draft_edition(
        by=people.drafter, sections=[{"title": "", "body": "Each patient.", "rules": []}]
    )
    with acting_as(people.publisher):
        Setting(
            name=SETTING,
            department=department,
            value=SERVICE_USER,
            reason="Screening",
            set_by=people.publisher,
        ).save()
    draft = leaflet.leaflet.editions.get(status="draft")
    assert "Each service user." in sections_of(draft)[0]["ideas"][0]["html"]
    assert "Patient Advice and Liaison Service" in client.get(LEAFLET).content.decode()
