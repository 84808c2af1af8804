"""The pages of a consent form: from the patient's number to the register, and what is refused on the way."""

import pytest
from django.urls import reverse

from consent.models import ConsentForm, Recording
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.audit.models import Event
from recordings_gov.pages.models import Draft, IdempotencyKey
from tests.consent.conftest import born
from tests.consent.situations import applied, explained, parts, signed, started

pytestmark = pytest.mark.django_db
NEW = "/consent/forms/new/"


def answers(**changes):
    asked = {
        "can_decide": "yes",
        "made_for": "care",
        "kinds": ["photograph"],
        "subject": "Left hand",
        "purpose": "To see the swelling.",
        "requested_by": "Dr Example",
        "uses": ["teaching", "named_purpose"],
        "title": "Hands in contrast",
        "outlet": "British Journal of Imaging",
        "shown": "print",
        "edition": "June 2027",
    }
    return asked | changes


def to_explain(form, **changes):
    ticks = wording().ticks_for(row.kind for row in form.permissions.all())
    asked = {
        "explained": [tick.id for tick in ticks],
        "other_purposes": "none",
        "place_kept": "The library",
        "retention": "As long as the record",
        "discussion": "Who sees it.",
    }
    return asked | changes


def to_sign(form, **changes):
    now = clock.local(clock.now())
    asked = {f"answer_{row.pk}": "yes" for row in form.permissions.all()}
    asked |= {"name": "M Test", "initials": "MT", "copy_of_form": "taken"}
    times = parts(now, f"{now:%H:%M}", "signed") | parts(now, f"{now:%H:%M}", "countersigned")
    return asked | times | changes


def to_capture(**changes):
    now = clock.local(clock.now())
    asked = {"kind": "photograph", "shows": "Left hand", "identifiable": "yes"}
    return asked | parts(now, f"{now:%H:%M}", "captured") | changes


def test_a_form_goes_from_the_patients_number_to_the_register(
    signed_in, consultant, media_studio, patient, monkeypatch
):
    client = signed_in(consultant)
    found = client.post(NEW, {"number": "999 000 1073"})
    assert found["Location"] == f"{NEW}?patient={patient.reference}"
    page = client.get(found["Location"]).content.decode()
    assert "Test, Marigold" in page
    assert "75 years" in page
    client.post(found["Location"], answers())
    form = ConsentForm.objects.get()
    client.post(f"{form.get_absolute_url()}explain/", to_explain(form))
    client.post(f"{form.get_absolute_url()}sign/", to_sign(form))
    form.refresh_from_db()
    assert form.status == "signed"

    studio = signed_in(media_studio)
    studio.post(f"{form.get_absolute_url()}receive/")
    assert form.custody.get().by == media_studio
    answer = studio.post(f"{form.get_absolute_url()}capture/", to_capture())
    assert answer["Location"] == Recording.objects.get().get_absolute_url()
    assert "Received by Media Studio" in studio.get(form.get_absolute_url()).content.decode()


@pytest.mark.rule("R-125")
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": "publication as required"}, "Name one use"),
        ({"outlet": "any journal"}, "is not one use"),
        ({"edition": "to be confirmed"}, "leaves it open"),
        ({"title": ""}, "What is the one use called?"),
        ({"shown": ""}, "How does it come out?"),
    ],
)
def test_an_open_purpose_comes_back_with_the_reason_and_everything_typed(
    signed_in, consultant, patient, changes, says
):
    page = signed_in(consultant).post(f"{NEW}?patient={patient.reference}", answers(**changes))
    assert page.status_code == 422
    html = page.content.decode()
    assert says in html
    assert "There is a problem" in html
    assert "To see the swelling." in html
    assert not ConsentForm.objects.exists()


@pytest.mark.parametrize(
    "number", ["9990001074", "9999999999", "٩٩٩٠٠٠١٠٧٣", "", "nobody", "9990001073\u0000"]
)
def test_a_number_that_is_nobodys_makes_no_form(signed_in, consultant, patient, number):
    page = signed_in(consultant).post(NEW, {"number": number})
    assert page.status_code == 422
    assert "There is a problem" in page.content.decode()


@pytest.mark.parametrize("reference", ["PAT-0000-0000-0", "CF-7K2M-9QXD-G", "x", "PAT-7K2M-9QXD-1'--"])
def test_a_forged_patient_reference_is_not_there(signed_in, consultant, reference):
    assert signed_in(consultant).get(NEW, {"patient": reference}).status_code == 404


def test_one_half_filled_form_never_turns_up_at_another_patient(signed_in, consultant, patient):
    other = born(1980)
    client = signed_in(consultant)
    name = f"consent:form-new.{patient.reference}"
    client.post("/pages/draft/", answers(subject="Only Marigold's hand") | {"draft_form": name})
    assert Draft.objects.filter(form=name).exists()
    assert "Only Marigold" in client.get(f"{NEW}?patient={patient.reference}").content.decode()
    assert "Only Marigold" not in client.get(f"{NEW}?patient={other.reference}").content.decode()


def test_a_double_tap_makes_one_form_and_other_words_under_its_key_are_refused(
    signed_in, consultant, patient
):
    client, address = signed_in(consultant), f"{NEW}?patient={patient.reference}"
    first = client.post(address, answers(idempotency_key="k1"))
    again = client.post(address, answers(idempotency_key="k1"))
    assert first["Location"] == again["Location"]
    assert client.post(address, answers(idempotency_key="k1", subject="Right hand")).status_code == 422
    assert ConsentForm.objects.count() == 1
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.rule("R-067", "E")
@pytest.mark.rule("R-068", "E")
def test_the_page_names_each_point_that_is_not_explained(signed_in, consultant, draft):
    page = signed_in(consultant).post(
        f"{draft.get_absolute_url()}explain/", to_explain(draft, explained=["what"])
    )
    assert page.status_code == 422
    html = page.content.decode()
    assert "Explain this first: Why the recording is wanted" in html
    assert "for how long" in html
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.rule("R-127")
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "as the patient signed"),
        ({"signed_time": ""}, "time the patient signed"),
        ({"signed_time": "25:00"}, "like 14:05"),
        ({"signed_time": "١٤:٠٥"}, "like 14:05"),
        ({"signed_on_year": "2031"}, "in the future"),
        ({"signed_on_day": "31", "signed_on_month": "2"}, "real date"),
        ({"signed_on_year": "2020"}, "Nobody signs before that"),
        ({"countersigned_on_year": "2020"}, "Nobody signs before that"),
        ({"initials": ""}, "initials"),
        ({"copy_of_form": ""}, "copy"),
    ],
)
def test_signatures_that_cannot_be_are_refused_beside_their_field(signed_in, consultant, form, changes, says):
    page = signed_in(consultant).post(f"{form.get_absolute_url()}sign/", to_sign(form, **changes))
    assert page.status_code == 422
    assert says in page.content.decode()
    form.refresh_from_db()
    assert form.status == "awaiting_signatures"
    assert not form.signatures.exists()


def test_saying_no_to_everything_needs_no_signature(signed_in, consultant, form):
    noes = {f"answer_{row.pk}": "no" for row in form.permissions.all()}
    page = to_sign(form, **noes, name="", initials="") | parts(clock.today(), "", "signed")
    signed_in(consultant).post(f"{form.get_absolute_url()}sign/", page)
    form.refresh_from_db()
    assert form.status == "declined"


@pytest.mark.rule("R-110", "E")
def test_somebody_else_writes_down_the_patients_part_and_the_taker_signs_later(
    signed_in, consultant, radiographer, form
):
    address = f"{form.get_absolute_url()}sign/"
    assert "countersigned" not in signed_in(radiographer).get(address).content.decode()
    signed_in(radiographer).post(address, to_sign(form))
    form.refresh_from_db()
    assert form.status == "awaiting_signatures"
    page = signed_in(consultant).get(address).content.decode()
    assert "Your signature" in page
    assert "What the patient said" not in page
    signed_in(consultant).post(address, to_sign(form))
    form.refresh_from_db()
    assert form.status == "signed"


def test_signing_a_signed_form_comes_back_with_its_state(signed_in, consultant, signed_form):
    page = signed_in(consultant).post(f"{signed_form.get_absolute_url()}sign/", {}, follow=True)
    assert "signed now" in page.content.decode()
    assert signed_form.signatures.count() == 4


@pytest.mark.rule("R-063")
@pytest.mark.rule("R-127")
@pytest.mark.parametrize("hour", ["00:00", "00:01"])
def test_the_page_refuses_a_recording_from_before_the_signatures(signed_in, media_studio, signed_form, hour):
    page = signed_in(media_studio).post(
        f"{signed_form.get_absolute_url()}capture/", to_capture(captured_time=hour, captured_on_year="2025")
    )
    assert page.status_code == 422
    assert "signed after this" in page.content.decode()
    assert not Recording.objects.exists()


@pytest.mark.rule("R-127")
def test_before_the_signatures_the_page_says_why_and_offers_no_button(signed_in, media_studio, form):
    page = signed_in(media_studio).get(f"{form.get_absolute_url()}capture/").content.decode()
    assert "has not signed" in page
    assert "Register the recording" not in page
    refused = signed_in(media_studio).post(f"{form.get_absolute_url()}capture/", to_capture())
    assert refused.status_code == 422
    assert not Recording.objects.exists()


def test_a_registration_of_somebody_else_is_no_choice(signed_in, consultant, radiographer, signed_form):
    theirs = applied(radiographer)
    page = signed_in(consultant).post(
        f"{signed_form.get_absolute_url()}capture/", to_capture(registration=theirs.pk)
    )
    assert page.status_code == 422
    assert not Recording.objects.exists()


STEPS = ("", "explain/", "sign/", "capture/", "receive/")


@pytest.mark.parametrize("step", STEPS)
def test_a_form_of_another_department_is_not_there(signed_in, other_radiographer, form, step):
    answer = signed_in(other_radiographer).get(f"{form.get_absolute_url()}{step}")
    assert answer.status_code == (403 if step == "receive/" else 404)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["outsider", "student", "communications", "governance_lead", "auditor"])
def test_roles_without_consent_open_nothing_of_it(request, signed_in, form, who, step):
    assert signed_in(request.getfixturevalue(who)).get(f"{form.get_absolute_url()}{step}").status_code == 403


@pytest.mark.parametrize("reference", ["CF-0000-0000-0", "CF-7K2M-9QXD-1", "REC-7K2M-9QXD-G", "..", "%00"])
def test_a_forged_reference_is_not_there(signed_in, consultant, reference):
    assert signed_in(consultant).get(f"/consent/forms/{reference}/").status_code == 404


def test_medical_records_read_a_form_and_change_nothing(signed_in, medical_records, form):
    client = signed_in(medical_records)
    assert client.get(form.get_absolute_url()).status_code == 200
    assert client.get(f"{form.get_absolute_url()}sign/").status_code == 403


def test_information_governance_gives_a_reason_first_and_it_is_kept(signed_in, ig_manager, form):
    client, address = signed_in(ig_manager), form.get_absolute_url()
    assert "Marigold" not in client.get(address).content.decode()
    assert client.post(address, {"reason": "because"}).status_code == 422
    client.post(address, {"reason": "Complaint 12 about this picture."})
    assert "Marigold" in client.get(address).content.decode()
    assert Event.objects.about(form).filter(action="consentform.reason_given", actor=ig_manager).exists()


def test_opening_a_form_and_a_recording_writes_readings(signed_in, media_studio, signed_form):
    client = signed_in(media_studio)
    client.get(signed_form.get_absolute_url())
    client.post(f"{signed_form.get_absolute_url()}capture/", to_capture())
    recording = Recording.objects.get()
    client.get(recording.get_absolute_url())
    for record in (signed_form, recording):
        action = f"{record._meta.model_name}.read"
        assert Event.objects.about(record).filter(action=action, actor=media_studio).exists()


@pytest.mark.parametrize(
    ("who", "sees"), [("medical_records", True), ("governance_lead", False), ("auditor", False)]
)
def test_the_register_hides_the_patient_where_the_table_masks(request, signed_in, signed_form, who, sees):
    Recording.capture(
        by=request.getfixturevalue("media_studio"),
        form=signed_form,
        captured_at=clock.now(),
        kind="film",
        shows="Hand of a weaver",
    )
    page = signed_in(request.getfixturevalue(who)).get(Recording.objects.get().get_absolute_url())
    html = page.content.decode()
    assert page.status_code == 200
    assert ("Marigold" in html) == sees


@pytest.mark.parametrize("field", ["subject", "purpose", "requested_by", "title"])
@pytest.mark.parametrize("text", ["hand\u202e", "x" * 1_000_000])
def test_hidden_or_endless_text_comes_back_as_an_error(signed_in, consultant, patient, field, text):
    page = signed_in(consultant).post(f"{NEW}?patient={patient.reference}", answers(**{field: text}))
    assert page.status_code == 422
    assert not ConsentForm.objects.exists()


def test_a_form_without_its_token_is_refused(form, consultant):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(consultant, backend="recordings_gov.accounts.backends.RolesBackend")
    assert client.post(f"{form.get_absolute_url()}sign/", to_sign(form)).status_code == 403
    assert not form.signatures.exists()


def test_the_list_shows_ones_own_department_with_few_questions_to_the_database(
    signed_in, consultant, other_radiographer, draft, django_assert_max_num_queries
):
    forms = [draft, *(started(consultant, draft.department, draft.patient) for _ in range(11))]
    client = signed_in(consultant)
    with django_assert_max_num_queries(12):
        page = client.get("/consent/forms/").content.decode()
    assert all(form.reference in page for form in forms)
    assert "Marigold" not in page
    assert forms[0].reference not in signed_in(other_radiographer).get("/consent/forms/").content.decode()


def test_a_forms_own_page_asks_the_database_few_questions(
    signed_in, media_studio, signed_form, django_assert_max_num_queries
):
    client = signed_in(media_studio)
    with django_assert_max_num_queries(30):
        client.get(signed_form.get_absolute_url())


def test_home_names_what_waits(signed_in, consultant, media_studio, department, patient):
    waiting = explained(started(consultant, department, patient), consultant)
    ready = signed(explained(started(consultant, department, patient), consultant), consultant)
    assert waiting.reference in signed_in(consultant).get("/").content.decode()
    page = signed_in(media_studio).get("/").content.decode()
    assert f"Receive the signed form {ready.reference}" in page
    room = signed_in(media_studio).get(reverse("consent:overview")).content.decode()
    assert f"Receive the signed form {ready.reference}" in room
    assert room.index("Receive the signed form") < room.index("Register of films")
    ready.receive(by=media_studio)
    assert "Receive the signed form" not in signed_in(media_studio).get("/").content.decode()


def test_the_room_has_a_page_of_its_own_for_everybody_who_is_signed_in(signed_in, outsider, client):
    assert client.get(reverse("consent:overview")).status_code == 302
    page = signed_in(outsider).get(reverse("consent:overview")).content.decode()
    assert "Registrations" in page
    assert "Consent forms" not in page
    assert "What waits for you here" not in page
