"""A sound recording for somebody deaf, a team picture, a parent at the screen, a video not supported."""

import re

import pytest

from policies.stances import Row
from policies.starter import loading
from recordings_gov import clock
from recordings_gov.accounts.models import Department, Membership, User
from recordings_gov.accounts.roles import Role
from recordings_gov.audit.acting import acting_as
from recordings_gov.notes.models import HealthRecordNote
from recordings_gov.patients.models import Patient
from requests_app.models import RecordingRequest, StaffObjection
from tests.journeys.test_a_patient_asks_to_record import AtTheScanner

KEEPSAKE_VIDEO = Row(
    id="RTK",
    stance="not_supported",
    setting=("treatment",),
    modality=("radiotherapy",),
    medium=("video",),
    purposes=("keepsake",),
    staff_words="The treatment room is shared and its doors open without warning. Offer a picture instead.",
    patient_words="We ask you not to film in the treatment room. We can offer a picture with the team.",
    alternatives=("team_picture", "room_picture"),
    rules=("R-051",),
    reason="Other patients were filmed twice last year",
)


@pytest.mark.only_on_sqlite
class Asked(AtTheScanner):
    """What these stories share."""

    __test__ = False

    def and_the_page_is_accessible(self) -> None:
        """Once every answer is in: one that swaps meanwhile would copy what axe does to the page."""
        self.page.wait_for_load_state("networkidle")
        super().and_the_page_is_accessible()

    def kept(self) -> RecordingRequest:
        self.page.wait_for_url(re.compile(r"/requests/REQ-"))
        found: RecordingRequest = RecordingRequest.objects.latest("pk")
        return found

    def when_saved_as(self, outcome: str) -> RecordingRequest:
        self.tap("checkbox", "I said all four of these")
        self.tap("radio", outcome)
        self.and_the_page_is_accessible()
        self.tap("button", "Save request")
        return self.kept()

    def given_a_place(self, modality: str, setting: str) -> None:
        self.when_opened("requests:log")
        self.page.get_by_label("Kind of exam", exact=True).select_option(modality)
        self.page.get_by_label("Setting", exact=True).select_option(setting)

    def given_radiotherapy_has_a_policy(self) -> None:
        """It supports no keepsake video in the treatment room, and says why."""
        people = {person.username: person for person in User.objects.all()}
        department = Department.objects.get(slug="radiotherapy")
        drafter = people["communications"]
        version = loading.draft_starter_policy(by=drafter, department=department)
        version.add_stance(by=people["governance_lead"], row=KEEPSAKE_VIDEO)
        signers = ("ig_manager", "caldicott_guardian", "ig_manager", "governance_lead")
        hands = [people[name] for name in (*signers, "dpo", "executive_sponsor")]
        loading.bring_into_force(version, loading.People(drafter, *hands))


class TestADeafPatient(Asked):
    """The need is known from before; nobody has to tap it."""

    __test__ = True

    @pytest.mark.rule("R-017", "R")
    @pytest.mark.rule("R-021", "R")
    def test_the_explanation_is_recorded_for_somebody_who_is_deaf(self) -> None:
        self.given_signed_in("radiographer")
        self.given_a_place("ct", "examination")
        self.when_the_number_is_scanned("9990001073", "Test, Marigold")
        self.tap("checkbox", "Sound")
        self.tap("radio", "The explanation")
        self.then_the_page_says("We know of a need: Hearing")
        self.then_the_page_says("Go ahead and help")
        self.page.get_by_text("How it came up: they asked before").click()
        self.tap("radio", "Hearing device")
        self.fill("Why, in their own words", "I listen again at home with my daughter")
        request = self.when_saved_as("Agreed")
        assert (request.known_needs, request.device, request.asked_first) == (
            ["hearing"],
            "hearing_device",
            "yes",
        )
        assert "a hearing loss" in HealthRecordNote.objects.about(request).get().text
        self.then_the_page_says("The patient’s own, to keep and to share. None of it is ours")
        self.then_the_page_says("I listen again at home with my daughter")
        self.and_the_page_is_accessible()


class TestATeamPicture(Asked):
    """One objects, one says nothing: neither is in it, and the patient learns neither who nor why."""

    __test__ = True

    @pytest.mark.rule("R-165", "E")
    @pytest.mark.rule("R-012", "R")
    def test_a_team_picture_at_the_end_of_treatment(self) -> None:
        self.given_radiotherapy_has_a_policy()
        self.given_an_objector_and_a_student()
        self.given_signed_in("therapeutic_radiographer")
        self.given_a_place("radiotherapy", "treatment")
        self.when_the_number_is_scanned("NM104417", "Instance, Zofia")
        self.when_these_are_here("Ollie Other", "Stevie Specimen")
        self.tap("checkbox", "Photo")
        self.tap("radio", "The room or team")
        self.tap("checkbox", "To show others")
        self.tap("checkbox", "The team")
        self.then_the_page_says("Nobody of the team has said yes yet")
        self.page.get_by_text(re.compile(r"^\d here")).click()
        mine = self.page.get_by_role("radiogroup", name=re.compile("Toni Template"))
        mine.get_by_role("radio", name="Yes").check()
        self.then_the_page_says("1 of the team may be in it; 2 step out of the picture.")
        for place in ("#answer", "#panel-team"):
            said = self.page.locator(place).text_content() or ""
            assert not [name for name in ("Ollie", "Stevie") if name in said]
        request = self.when_saved_as("Agreed with conditions")
        answers = dict(request.answers.values_list("person__username", "answer"))
        assert answers == {
            "therapeutic_radiographer": "yes",
            "other_radiographer": "no",
            "student": "not_asked",
        }
        assert request.pictured == ["team"]
        note = HealthRecordNote.objects.about(request).get().text
        assert not [name for name in ("Ollie", "Stevie") if name in note]

    def given_an_objector_and_a_student(self) -> None:
        objector, student = (User.objects.get(username=name) for name in ("other_radiographer", "student"))
        StaffObjection.register(by=objector, covers="image")
        with acting_as(None, job="arranging a story"):
            Membership(
                user=student, role=Role.STUDENT, department=Department.objects.get(slug="radiotherapy")
            ).save()

    def when_these_are_here(self, *names: str) -> None:
        self.page.get_by_text(re.compile(r"^\d here")).click()
        self.page.get_by_text("Add or remove a colleague").click()
        for name in names:
            self.page.get_by_role("checkbox", name=name).check()


class TestAParentAtTheScreen(Asked):
    """Looked at first: the screen is cleared, the child asked, the parent's right to speak kept."""

    __test__ = True

    @pytest.mark.rule("R-033", "W")
    @pytest.mark.rule("R-033", "R")
    def test_a_parent_pictures_the_image_on_the_screen(self) -> None:
        self.given_a_child()
        self.given_signed_in("radiographer")
        self.given_a_place("plain_xray", "examination")
        self.when_the_number_is_scanned("9990003076", "Example, Barnaby")
        self.tap("checkbox", "Photo")
        self.tap("radio", "The screen")
        self.tap("radio", "Parent")
        self.page.locator("#id_permission").check()
        self.then_the_page_says("Does the child understand what it means?")
        self.page.locator("#id_understands-2").check()
        self.tap("radio", "Somebody with parental responsibility")
        self.fill("Who is it, and what have you seen?", "Mother, says she has it")
        self.tap("radio", "Yes, they can be read")
        self.then_the_page_says("Not here: other people's details are in view")
        assert not self.page.get_by_role("radio", name="Agreed with conditions", exact=True).count()
        self.and_the_page_is_accessible()
        self.tap("radio", "They were, and we cleared the screen")
        self.then_the_page_says("Advise against it")
        self.then_the_page_says("Say before they start: Think before you share it.")
        self.page.get_by_role("radio", name="Agreed with conditions", exact=True).wait_for()
        request = self.when_saved_as("Agreed with conditions")
        assert (request.others_in_view, request.speaks) == ("cleared", "parental_responsibility")
        self.then_the_page_says("They were, and we cleared the screen")
        self.then_the_page_says("The child does not understand it yet")
        self.and_the_page_is_accessible()

    def given_a_child(self) -> None:
        child = Patient.objects.get(nhs_number="9990003076")
        child.birth_date = child.birth_date.replace(year=clock.today().year - 6)
        with acting_as(None, job="arranging a story"):
            child.save()


class TestAKeepsakeVideo(Asked):
    """Policy does not support it: asked not to, with the reason and something better."""

    __test__ = True

    @pytest.mark.rule("R-021", "E")
    def test_a_keepsake_video_that_policy_does_not_support(self) -> None:
        self.given_radiotherapy_has_a_policy()
        self.given_signed_in("therapeutic_radiographer")
        self.given_a_place("radiotherapy", "treatment")
        self.when_the_number_is_scanned("NM104417", "Instance, Zofia")
        self.tap("checkbox", "Video")
        self.tap("radio", "The room or team")
        self.tap("checkbox", "To show others")
        self.tap("checkbox", "The machine")
        self.then_the_page_says("Ask them not to, and offer something better")
        self.then_the_page_says("Other patients were filmed twice last year")
        self.then_the_page_does_not_say("refuse")
        assert not self.page.get_by_role("radio", name="Agreed", exact=True).count()
        self.tap("checkbox", "A picture with the team")
        self.tap("radio", re.compile("^Asked not to"), exact=False)
        self.and_the_page_is_accessible()
        self.tap("button", "Save request")
        request = self.kept()
        assert (request.outcome, request.recording_made) == ("asked_not_to", "no")
        assert (request.offered, request.purpose) == (["team_picture"], "keepsake")
        self.then_the_page_says("Other patients were filmed twice last year")
        self.and_the_page_is_accessible()
