"""Registrations on the page: apply, correct, submit, approve in place, reject with the reason."""

from datetime import timedelta

import pytest

from consent.models import Approval, Registration
from consent.wording import wording
from recordings_gov import clock
from recordings_gov.audit.models import Event
from tests.consent.situations import active, applied, ready

pytestmark = pytest.mark.django_db
INBOX = "/consent/registrations/inbox/"
HTMX = {"HTTP_HX_REQUEST": "true"}


def words(**changes):
    asked = {
        "make": "Canon",
        "model": "EOS R50",
        "serial": "NM-4471",
        "owned_by": "own",
        "kept_at": "Cupboard, CT",
        "profession": "doctor",
        "purpose": "Positioning, for teaching",
        "why_not_studio": "Out of hours.",
        "checks": [check.id for check in wording().checks],
    }
    day = clock.today() - timedelta(days=40)
    days = ("trained_on", "storing_trained_on", "access_approved_on")
    parts = {f"{name}_{part}": getattr(day, part) for name in days for part in ("day", "month", "year")}
    return asked | parts | changes


def approving(registration, office="media_studio", **changes):
    return {"office": office, "seen": registration.digest} | changes


def act(registration, verb):
    return f"{registration.get_absolute_url()}{verb}/"


@pytest.mark.rule("R-115")
@pytest.mark.rule("R-114")
def test_an_application_goes_from_draft_to_active_in_the_browser(
    signed_in, radiographer, head_of_media_studio, ig_manager
):
    client = signed_in(radiographer)
    client.post("/consent/registrations/apply/", words())
    registration = Registration.objects.get()
    assert registration.applicant == radiographer
    client.post(act(registration, "submit"), {"declared": "on"})
    studio = signed_in(head_of_media_studio)
    assert ">Check<" in studio.get(INBOX).content.decode()
    studio.post(act(registration, "assess"), {"is_fit": "yes", "samples_seen": "on"})
    studio.post(act(registration, "approve"), approving(registration))
    signed_in(ig_manager).post(
        act(registration, "approve"), approving(registration, "information_governance")
    )
    registration.refresh_from_db()
    assert registration.status == "active"
    page = signed_in(radiographer).get(registration.get_absolute_url()).content.decode()
    assert "Head Of Media Studio" in page
    assert "Approved for information governance" in page


def test_without_the_declaration_nothing_is_ready(signed_in, radiographer):
    registration = applied(radiographer)
    page = signed_in(radiographer).post(act(registration, "submit"), {})
    assert page.status_code == 422
    registration.refresh_from_db()
    assert registration.status == "draft"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"make": ""}, "make"),
        ({"serial": "x\u202e"}, "hidden characters"),
        ({"trained_on_month": "13"}, "real date"),
    ],
)
def test_an_application_out_of_form_comes_back(signed_in, radiographer, changes, says):
    page = signed_in(radiographer).post("/consent/registrations/apply/", words(**changes))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Registration.objects.exists()


@pytest.mark.rule("R-115")
def test_where_approval_is_not_possible_the_reason_stands_instead_of_the_button(
    signed_in, radiographer, both_offices, head_of_media_studio
):
    own = ready(both_offices)
    other = ready(radiographer)
    unready = ready(radiographer, checks=[], trained_on=None)
    page = signed_in(both_offices).get(INBOX).content.decode()
    assert page.count(">Approve<") == 1
    assert "You applied for it" in page
    assert "18 checks are not made" in page
    assert "training is not done" in page
    other.approve(by=both_offices, office="media_studio", seen=other.digest)
    second = signed_in(both_offices).get(f"{INBOX}?office=information_governance").content.decode()
    assert "Another person approves here" in second
    assert "disabled" not in second.replace("hx-disabled", "")
    assert {own.status, unready.status} == {"submitted"}


@pytest.mark.rule("R-115")
@pytest.mark.parametrize("who", ["both_offices", "head_of_media_studio"])
def test_nobody_approves_their_own_application_by_posting_it(request, signed_in, who):
    somebody = request.getfixturevalue(who)
    registration = ready(somebody)
    page = signed_in(somebody).post(act(registration, "approve"), approving(registration))
    assert page.status_code == 409
    assert "You applied for it" in page.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.rule("R-115")
def test_an_office_that_is_not_theirs_is_refused(signed_in, radiographer, head_of_media_studio):
    registration = ready(radiographer)
    client = signed_in(head_of_media_studio)
    page = client.post(act(registration, "approve"), approving(registration, "information_governance"))
    assert page.status_code == 403
    assert not Approval.objects.exists()


@pytest.mark.rule("R-115")
def test_the_second_tab_sees_the_new_state_and_makes_no_row(signed_in, radiographer, head_of_media_studio):
    registration = ready(radiographer)
    client = signed_in(head_of_media_studio)
    assert client.post(act(registration, "approve"), approving(registration)).status_code == 302
    second = client.post(act(registration, "approve"), approving(registration))
    assert second.status_code == 409
    assert "approved it already" in second.content.decode()
    assert Approval.objects.count() == 1


@pytest.mark.rule("R-115")
def test_words_that_changed_meanwhile_are_shown_first(signed_in, radiographer, head_of_media_studio):
    registration = ready(radiographer)
    seen = approving(registration)
    registration.correct(by=radiographer, purpose="Walking, for the record")
    client = signed_in(head_of_media_studio)
    page = client.post(act(registration, "approve"), seen)
    assert page.status_code == 409
    assert "changed since you opened it" in page.content.decode()
    row = client.post(act(registration, "approve"), seen, **HTMX)
    assert row.status_code == 409
    assert "Walking, for the record" in row.content.decode()
    assert registration.digest in row.content.decode()
    assert not Approval.objects.exists()


def test_in_place_the_row_becomes_one_line_and_is_counted(signed_in, radiographer, head_of_media_studio):
    registration, _ = ready(radiographer), ready(radiographer, serial="NM-2")
    row = signed_in(head_of_media_studio).post(act(registration, "approve"), approving(registration), **HTMX)
    html = row.content.decode()
    assert row.status_code == 200
    assert "app-inbox__item--done" in html
    assert "Waiting for Information governance" in html
    assert "1 decided</strong>, 1 to go" in html
    assert "<html" not in html


def test_without_script_the_inbox_comes_back_at_the_next_application(
    signed_in, radiographer, head_of_media_studio
):
    first, second = ready(radiographer), ready(radiographer, serial="NM-2")
    answer = signed_in(head_of_media_studio).post(act(first, "approve"), approving(first))
    assert answer["Location"] == f"{INBOX}?office=media_studio#reg-{second.reference}"


def test_rejecting_asks_for_the_reason_in_place_and_on_a_page(signed_in, radiographer, ig_manager):
    registration = ready(radiographer)
    client, address = signed_in(ig_manager), act(registration, "reject")
    assert "<html" in client.get(address).content.decode()
    assert "<html" not in client.get(address, **HTMX).content.decode()
    empty = client.post(address, {"reason": " "}, **HTMX)
    assert empty.status_code == 422
    assert "Say why" in empty.content.decode()
    row = client.post(address, {"reason": "The camera has no secure store."}, **HTMX)
    assert row["HX-Retarget"] == f"#reg-{registration.reference}"
    assert "Rejected by you. The camera has no secure store." in row.content.decode()
    assert "no secure store" in signed_in(radiographer).get(registration.get_absolute_url()).content.decode()


def test_rejecting_what_was_rejected_comes_back_with_its_state(signed_in, radiographer, ig_manager):
    registration = ready(radiographer)
    registration.reject(by=ig_manager, reason="No secure store.")
    page = signed_in(ig_manager).post(act(registration, "reject"), {"reason": "Again."}, follow=True)
    assert "rejected now" in page.content.decode()
    registration.refresh_from_db()
    assert registration.reason == "No secure store."


def test_correcting_says_that_approvals_are_void(signed_in, radiographer, head_of_media_studio):
    registration = ready(radiographer)
    registration.approve(by=head_of_media_studio, office="media_studio", seen=registration.digest)
    client = signed_in(radiographer)
    assert "no longer count" in client.get(act(registration, "correct")).content.decode()
    client.post(act(registration, "correct"), words(serial="NM-9999"))
    assert not Approval.objects.standing().exists()
    page = client.get(registration.get_absolute_url()).content.decode()
    assert "Earlier approvals no longer count" in page


def test_ones_own_registrations_are_seen_by_oneself_and_both_offices(
    signed_in, radiographer, colleague, ig_manager
):
    registration = ready(radiographer)
    for who, status in ((radiographer, 200), (ig_manager, 200), (colleague, 404)):
        assert signed_in(who).get(registration.get_absolute_url()).status_code == status
        listed = registration.kit in signed_in(who).get("/consent/registrations/").content.decode()
        assert listed == (status == 200)


@pytest.mark.parametrize("verb", ["approve", "reject"])
@pytest.mark.parametrize("who", ["radiographer", "outsider", "governance_lead", "media_studio"])
def test_only_the_offices_decide(request, signed_in, colleague, who, verb):
    registration = ready(colleague)
    page = signed_in(request.getfixturevalue(who)).post(act(registration, verb), approving(registration))
    assert page.status_code == 403
    registration.refresh_from_db()
    assert registration.status == "submitted"


def test_the_inbox_asks_as_few_questions_for_twenty_as_for_two(
    signed_in, radiographer, head_of_media_studio, ig_manager, django_assert_max_num_queries
):
    for number in range(20):
        registration = ready(radiographer, serial=f"NM-{number}")
        if number % 2:
            registration.approve(by=ig_manager, office="information_governance", seen=registration.digest)
    client = signed_in(head_of_media_studio)
    with django_assert_max_num_queries(18):
        page = client.get(INBOX).content.decode()
    assert page.count(">Approve<") == 20
    sorted_page = client.get(f"{INBOX}?sort=ready&show=all").content.decode()
    assert sorted_page.index("NM-1<") < sorted_page.index("NM-0<")
    assert Event.objects.filter(action="registration.listed", actor=head_of_media_studio).exists()


def test_nothing_waiting_says_so(signed_in, radiographer, head_of_media_studio, ig_manager):
    active(radiographer, head_of_media_studio, ig_manager)
    page = signed_in(head_of_media_studio).get(INBOX).content.decode()
    assert "No registrations waiting" in page
    assert "Now active" in page


def test_home_tells_the_office_and_not_the_applicant(signed_in, radiographer, both_offices, ig_manager):
    registration = ready(radiographer)
    ready(both_offices)
    page = signed_in(ig_manager).get("/").content.decode()
    assert "Robin Sample&#x27;s registration" in page
    assert registration.get_absolute_url() in page
    assert "Both Offices&#x27;s" not in signed_in(both_offices).get("/").content.decode()
