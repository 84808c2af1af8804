"""Signing on the screen: the patient's part drawn or typed, a witnessed mark, the taker's own sign-in."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from consent.models import ConsentForm, Signature
from consent.models.form_signing import HowSigned
from consent.models.signature import SigningMeans
from consent.strokes import drawing, read_strokes
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.pages.models import Draft, IdempotencyKey
from tests.consent.conftest import born
from tests.consent.situations import RECORD, explained, patients_part, started, this_minute
from tests.consent.test_saying_who_signs import HEARD, NOT_ABLE, PARENT, say

pytestmark = pytest.mark.django_db
STROKES = "M20 120L60 40L120 160L300 70L560 60M40 20L80 30"
PASSWORD = "four quiet words here"


HOSTILE = [
    "",
    "M1 1",
    "M10 10L20 20",
    "M601 1L0 0L90 90",
    "M1 201L0 0L90 90",
    "M-1 1L90 90",
    "M1.5 1L90 90",
    "m1 1l90 90",
    "L1 1L90 90",
    "M1 1L90 90Z",
    "M1 1 L90 90",
    "M1 1L90 90\n",
    "M١ ١L٩٠ ٩٠",
    'M1 1L90 90"/><script>alert(1)</script>',
    "M1 1C1 1 1 1 90 90",
    "M0 0" + "L90 90L0 0" * 6_100,
]


def test_strokes_are_lines_between_whole_numbers_on_the_pad_and_nothing_else():
    for wrong in HOSTILE:
        with pytest.raises(ValidationError):
            read_strokes(wrong)
    assert read_strokes(STROKES) == STROKES
    assert f'<path d="{STROKES}"' in drawing(STROKES)


def on_screen(form: ConsentForm, **changes: str) -> dict[str, str]:
    """What the page posts when everything is said yes to, and drawn."""
    rows = form.open_permissions()
    asked = {f"answer_{row.pk}": "yes" for row in rows} | {f"drawn_{row.pk}": STROKES for row in rows}
    words = {"name": "Marigold Test", "means": "drawn", "initials": "MT", "copy_of_form": "taken"}
    return asked | words | changes


def address(form: ConsentForm, step: str) -> str:
    return f"{form.get_absolute_url()}sign/{step}/"


@pytest.fixture
def taker(consultant):
    """Who explained the form, with a password to sign with."""
    cache.clear()
    consultant.set_password(PASSWORD)
    with acting_as(None, job="arranging a test"):
        consultant.save()
    return consultant


@pytest.mark.rule("R-127")
@pytest.mark.rule("R-118")
@pytest.mark.rule("R-110", "E")
def test_the_patient_signs_on_the_screen_and_the_taker_with_their_own_sign_in(signed_in, taker, form):
    client, before = signed_in(taker), this_minute()
    page = client.get(address(form, "here")).content.decode()
    assert "If you change your mind" in page
    assert "Hands in contrast" in page
    answer = client.post(address(form, "here"), on_screen(form))
    assert answer["Location"] == address(form, "confirm")
    form.refresh_from_db()
    assert form.status == "awaiting_signatures"
    rows = list(form.signatures.all())
    assert {(row.means, row.drawn, row.name) for row in rows} == {("drawn", STROKES, "Marigold Test")}
    assert len(rows) == 3
    assert all(before <= row.signed_at <= clock.now() for row in rows)

    refused = client.post(address(form, "confirm"), {"secret": "not mine"})
    assert refused.status_code == 422
    assert "That is not your password" in refused.content.decode()
    assert "not mine" not in refused.content.decode()
    form.refresh_from_db()
    assert form.status == "awaiting_signatures"

    client.post(address(form, "confirm"), {"secret": PASSWORD})
    form.refresh_from_db()
    assert form.status == "signed"
    last = form.signatures.get(role="taker")
    assert (last.means, last.name) == ("sign_in", str(taker))
    assert form.signed_at == last.signed_at
    page = client.get(form.get_absolute_url()).content.decode()
    assert "Signed on the screen" in page
    assert page.count(f'<path d="{STROKES}"') == 3
    assert "Confirmed with their own sign-in" in page


def test_without_a_pen_or_javascript_the_name_is_typed_and_ticked(signed_in, taker, form):
    client = signed_in(taker)
    typed = on_screen(form, means="typed") | {f"drawn_{row.pk}": "" for row in form.open_permissions()}
    page = client.post(address(form, "here"), typed)
    assert page.status_code == 422
    assert "Tick that the typed name is their signature" in page.content.decode()
    client.post(address(form, "here"), typed | {"typed": "on"})
    assert {(row.means, row.drawn) for row in form.signatures.all()} == {("typed", "")}


MISSING = [
    ({"name": ""}, "full name of who signs"),
    ({"means": ""}, "Choose how they sign"),
    ({"means": "paper"}, "Choose how they sign"),
    ({"means": "sign_in"}, "Choose how they sign"),
    ({"initials": ""}, "initials"),
    ({"copy_of_form": ""}, "copy"),
    ({"is_mark": "on"}, "Name who saw the mark made"),
    ({"is_mark": "on", "witness": "Sam Witness"}, "Say their role"),
    ({"is_mark": "on", "witness": " consultant ", "witness_role": "Nurse"}, "Somebody else sees"),
    ({"is_mark": "on", "witness": "marigold  TEST", "witness_role": "Patient"}, "Somebody else sees"),
]


@pytest.mark.rule("R-127")
def test_what_is_missing_comes_back_beside_its_field_and_nobody_has_signed(signed_in, consultant, form):
    client, first = signed_in(consultant), f"drawn_{form.open_permissions()[0].pk}"
    hostile = 'M1 1L90 90"/><script>alert(1)</script>'
    drawn = [({first: wrong}, "Sign in the box") for wrong in ("", "M1 1L9999 1", hostile)]
    for changes, says in [*MISSING, ({first: "M1 1"}, "too short"), *drawn]:
        page = client.post(address(form, "here"), on_screen(form, **changes))
        assert page.status_code == 422, changes
        html = page.content.decode()
        assert says in html, changes
        assert STROKES in html
        assert "<script>alert" not in html
    assert not form.signatures.exists()


def test_a_no_on_the_screen_is_signed_by_nobody(signed_in, consultant, form):
    noes = {f"answer_{row.pk}": "no" for row in form.open_permissions()}
    page = on_screen(form, **noes, name="", means="", initials="")
    signed_in(consultant).post(address(form, "here"), page)
    form.refresh_from_db()
    assert form.status == "declined"
    assert not form.signatures.exists()


@pytest.mark.rule("R-127")
@pytest.mark.parametrize("means", [SigningMeans.DRAWN, SigningMeans.PAPER])
def test_a_mark_names_who_saw_it_made(form, consultant, means):
    drawn = {row.pk: STROKES for row in form.open_permissions()} if means == SigningMeans.DRAWN else {}
    part = patients_part(form) | {"signing": HowSigned(means, drawn, "Sam Witness", "Ward clerk")}
    form.answer(by=consultant, **part)
    row = form.signatures.first()
    assert (row.is_mark, row.witness, row.witness_role) == (True, "Sam Witness", "Ward clerk")
    assert row.said == "A mark, seen by Sam Witness, Ward clerk"


def test_a_mark_on_paper_is_written_down_with_its_witness(signed_in, consultant, form):
    from tests.consent.test_filling_in_a_consent_form import to_sign

    client, page = signed_in(consultant), to_sign(form, is_mark="on", witness="Sam Witness")
    assert client.post(f"{form.get_absolute_url()}sign/", page).status_code == 422
    client.post(f"{form.get_absolute_url()}sign/", page | {"witness_role": "Ward clerk"})
    form.refresh_from_db()
    assert form.status == "signed"
    assert {row.witness for row in form.signatures.exclude(role="taker")} == {"Sam Witness"}


BROKEN = {
    "signature_drawn_on_screen_has_its_strokes": "means = 'drawn', drawn = ''",
    "signature_of_the_taker_is_on_paper_or_by_sign_in": "means = 'sign_in'",
    "signature_by_mark_names_who_saw_it": "is_mark = TRUE, witness = 'Sam Witness'",
}


@pytest.mark.both
@pytest.mark.rule("R-127")
def test_the_database_keeps_what_a_signature_promises(signed_form):
    table, row = Signature._meta.db_table, signed_form.signatures.exclude(role="taker").first()
    for name, wrong in BROKEN.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {wrong} WHERE id = %s", [row.pk])  # noqa: S608
    taker = signed_form.signatures.get(role="taker")
    for wrong in ("means = 'typed'", "is_mark = TRUE, witness = 'x', witness_role = 'x'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {wrong} WHERE id = %s", [taker.pk])  # noqa: S608


def test_strokes_that_are_no_numbers_are_refused_whoever_saves_them(signed_form, setting_up):
    row = signed_form.signatures.exclude(role="taker").first()
    row.means, row.drawn = "drawn", 'M1 1L90 90"/><image href="x"/>'
    with pytest.raises((ValidationError, IntegrityError)):
        row.save()


def test_nobody_else_confirms_and_too_many_tries_are_refused(signed_in, taker, radiographer, form):
    form.answer(by=taker, **patients_part(form))
    radiographer.set_password(PASSWORD)
    with acting_as(None, job="arranging a test"):
        radiographer.save()
    other = signed_in(radiographer)
    assert "You have nothing to sign here" in other.get(address(form, "confirm")).content.decode()
    page = other.post(address(form, "confirm"), {"secret": PASSWORD})
    assert "who explained it, signs for that" in page.content.decode()

    client = signed_in(taker)
    for _ in range(10):
        assert client.post(address(form, "confirm"), {"secret": "wrong"}).status_code == 422
    page = client.post(address(form, "confirm"), {"secret": PASSWORD})
    assert "Too many tries" in page.content.decode()
    assert not form.signatures.filter(role="taker").exists()


def test_the_pin_of_this_tablet_signs_too_and_another_tablets_does_not(signed_in, taker, form):
    form.answer(by=taker, **patients_part(form))
    client = signed_in(taker)
    assert client.post("/accounts/pin/", {"pin": "482913", "again": "482913"}).status_code == 302
    elsewhere = Client()
    elsewhere.force_login(taker, backend="recordings_gov.accounts.backends.RolesBackend")
    assert elsewhere.post(address(form, "confirm"), {"secret": "482913"}).status_code == 422
    assert "PIN for this tablet" in client.get(address(form, "confirm")).content.decode()
    client.post(address(form, "confirm"), {"secret": "482913"})
    form.refresh_from_db()
    assert form.status == "signed"


def test_what_staff_sign_with_is_kept_nowhere(signed_in, taker, form):
    form.answer(by=taker, **patients_part(form))
    client = signed_in(taker)
    client.post(address(form, "confirm"), {"secret": PASSWORD, "idempotency_key": "k1"})
    # The same key with another secret is the same deed: the secret is no part of what is remembered.
    again = client.post(address(form, "confirm"), {"secret": PASSWORD, "idempotency_key": "k1"})
    assert again.status_code == 302
    from recordings_gov.pages.models.idempotency import digest_of

    bare = Client().post("/", {"idempotency_key": "k1"}).wsgi_request.POST
    assert IdempotencyKey.objects.get().digest == digest_of(bare)
    assert not Draft.objects.exists()


def parents_form(consultant, department, patient):
    """Explained to a parent of a child who cannot decide yet."""
    form = started(consultant, department, patient, RECORD)
    for question, given in (("competence", NOT_ABLE), ("child", HEARD), ("parent", PARENT)):
        say(form, consultant, question, given)
    return explained(form, consultant)


@pytest.mark.rule("R-127")
def test_a_child_who_turns_16_between_the_signatures_is_signed_for_by_nobody(
    signed_in, consultant, department, monkeypatch
):
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-10T10:00")
    form = parents_form(consultant, department, born(2010, 3, 11))
    other = parents_form(consultant, department, form.patient)
    form.answer(by=consultant, **patients_part(form))
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-11T10:00")
    with pytest.raises(ValidationError, match="another person now"):
        form.countersign(by=consultant, means="sign_in")
    assert form.status == "awaiting_signatures"
    page = signed_in(consultant).get(address(other, "here")).content.decode()
    assert "Who must sign is another person now" in page
    assert "Save answers" not in page


def test_somebody_who_turns_18_between_the_signatures_has_signed_for_themselves_all_the_same(
    consultant, department, monkeypatch
):
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-10T10:00")
    form = explained(started(consultant, department, born(2008, 3, 11), RECORD, can_decide=True), consultant)
    form.answer(by=consultant, **patients_part(form))
    monkeypatch.setenv("RECORDINGS_GOV_NOW", "2026-03-11T10:00")
    form.countersign(by=consultant, means="sign_in")
    assert form.status == "signed"


def test_a_page_for_signing_says_when_there_is_nothing_to_sign(signed_in, consultant, signed_form):
    client = signed_in(consultant)
    assert "Nobody signs this now" in client.get(address(signed_form, "here")).content.decode()
    assert "You have nothing to sign here" in client.get(address(signed_form, "confirm")).content.decode()
    page = client.post(address(signed_form, "here"), {"copy_of_form": "taken"}, follow=True)
    assert "signed now" in page.content.decode() or "answered already" in page.content.decode()
