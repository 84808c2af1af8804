"""Journeys: recorded unconscious and asked on waking; death before the answer; and who cannot decide."""

from datetime import timedelta
from typing import ClassVar

import pytest

from consent.models import ConsentForm, Recording
from consent.models.form_held import REFUSED
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.audit.acting import acting_as
from recordings_gov.patients.models import Patient
from tests.consent.situations import RECORD, TEACHING, explained, signed, started
from tests.journeys.story import Journey

UNCONSCIOUS = {
    "why": "Found during the operation",
    "integral": "yes",
    "because": "It shows the surgeon what to repair",
    "under_anaesthetic": "yes",
    "by_media_studio": "yes",
    "look_again_on": clock.today() + timedelta(days=14),
}
AWAKE = {
    "help_given": "Time, quiet, her daughter",
    "understand": "yes",
    "retain": "yes",
    "weigh": "yes",
    "communicate": "yes",
    "can_decide": "yes",
    "because": "She says back what it is for.",
}
CANNOT = AWAKE | {
    "impairment": "Delirium after the operation",
    "retain": "no",
    "can_decide": "no",
    "because": "She does not hold it in mind.",
    "look_again_on": clock.today() + timedelta(days=14),
    "can_wait": "no",
}
BEST = {
    "wishes": "She likes to see how it heals.",
    "consulted": "Her sister agrees.",
    "necessary": "yes",
    "benefit": "yes",
    "best": "yes",
    "because": "It guides the dressing.",
    "others_instead": "no",
    "distress": "no",
}
SPEAKS = {
    "name": "Ali Example",
    "proof": "Grant of probate 12",
    "wishes": "none_known",
    "is_relative": "no",
    "relatives_asked": "",
    "coroners_case": "no",
    "others_instead": "no",
}


class Answering(Journey):
    """A form about somebody who cannot simply be asked; each page of questions is looked at once."""

    looked_at: ClassVar[set[str]] = set()

    def given_a_draft(self, can_decide: bool = False) -> None:
        self.consultant = User.objects.get(username="consultant")
        self.form: ConsentForm = started(
            self.consultant,
            Department.objects.get(slug="imaging"),
            Patient.objects.get(nhs_number="9990001073"),
            RECORD,
            TEACHING,
            can_decide=can_decide,
        )

    def answer(self, question: str, **given: object) -> None:
        """One group of questions about who signs, on its page."""
        self.page.goto(f"{self.site}/consent/forms/{self.form.reference}/signer/?question={question}")
        if question not in self.looked_at:
            self.and_the_page_is_accessible()
            self.looked_at.add(question)
        self.write(given)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Continue").click()
        assert self.form.signing_answers.filter(question=question).exists(), self.page.inner_text("main")

    def write(self, given: dict[str, object]) -> None:
        """Radios are chosen, dates go into three boxes, words into their field."""
        for name, value in given.items():
            if hasattr(value, "year"):
                for part in ("day", "month", "year"):
                    self.page.locator(f"[name={name}_{part}]").fill(str(getattr(value, part)))
            elif self.page.locator(f"[name={name}][type=radio]").count():
                self.page.locator(f"[name={name}][value={value}]").check()
            else:
                self.page.locator(f"[name={name}]").fill(str(value))


class TestAskingAfterwards(Answering):
    """Media Studio holds what nobody could be asked about."""

    def when_media_studio_records_and_holds_it(self) -> None:
        self.given_signed_in("media_studio")
        self.when_opened("consent:form-capture", reference=self.form.reference)
        self.and_the_page_is_accessible()
        now = clock.local(clock.now())
        self.write({"kind": "photograph", "shows": "Liver, from below", "identifiable": "no"})
        self.write({"captured_on": now, "captured_time": f"{now:%H:%M}", "place": "Studio safe, shelf 2"})
        self.tap("button", "Register the recording")
        self.page.wait_for_url("**/consent/recordings/REC-**")
        self.recording = self.form.recordings.get()
        self.then_the_page_says("Studio safe, shelf 2")
        self.and_the_page_is_accessible()

    def when_media_studio_releases_it(self) -> None:
        self.given_signed_in("media_studio")
        self.when_opened("consent:recording-release", reference=self.recording.reference)
        self.and_the_page_is_accessible()
        self.tap("button", "Release the recording")
        self.page.wait_for_url(f"**/{self.recording.reference}/")
        self.recording.refresh_from_db()
        assert self.recording.status == "logged"

    @pytest.mark.on_sqlite
    @pytest.mark.rule("R-138", "E")
    @pytest.mark.rule("R-154", "E")
    def test_an_unconscious_patient_is_told_asked_and_only_then_seen(self) -> None:
        self.given_a_draft()
        self.given_signed_in("consultant")
        self.answer("circumstance", circumstance="unconscious")
        self.answer("unconscious", **UNCONSCIOUS)
        self.then_the_page_says("It is held until they can be asked")
        self.when_media_studio_records_and_holds_it()
        self.when_opened("consent:held-list")
        self.then_the_page_says(self.recording.reference)
        self.and_the_page_is_accessible()

        self.given_signed_in("consultant")
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("Media Studio holds 1 recording")
        self.then_the_page_does_not_say(self.recording.reference)
        self.and_the_page_is_accessible()
        self.answer("capacity", **AWAKE)
        self.then_the_page_says("Were they told of the recording?")
        self.answer("told", on=clock.today(), by="Charlie Fiction")
        self.form.refresh_from_db()
        assert self.form.signer == "adult"
        signed(explained(self.form, self.consultant), self.consultant)
        self.when_media_studio_releases_it()

    @pytest.mark.only_on_sqlite
    @pytest.mark.rule("R-138", "E", "R-155", "E")
    def test_an_unconscious_patient_who_says_no_on_waking_has_it_locked_away_at_once(self) -> None:
        self.given_a_held_recording()
        self.given_signed_in("consultant")
        self.answer("capacity", **AWAKE)
        self.answer("told", on=clock.today(), by="Charlie Fiction")
        explained(ConsentForm.objects.get(pk=self.form.pk), self.consultant)
        self.when_opened("consent:form-sign", reference=self.form.reference)
        self.and_the_page_is_accessible()
        now = clock.local(clock.now())
        self.write({f"answer_{row.pk}": "no" for row in self.form.permissions.all()})
        self.write({"copy_of_form": "not_wanted"})
        self.write({"countersigned_on": now, "countersigned_time": f"{now:%H:%M}"})
        with self.page.expect_navigation():
            self.page.locator("main form button.nhsuk-button").last.click()
        self.then_the_page_does_not_say(self.recording.reference)
        self.and_the_page_is_accessible()
        self.then_nobody_at_the_patient_or_in_media_studio_finds_it()
        self.given_signed_in("ig_manager")
        self.when_opened("consent:quarantine-list")
        self.then_the_page_says(self.recording.reference)
        self.and_the_page_is_accessible()

    def then_nobody_at_the_patient_or_in_media_studio_finds_it(self) -> None:
        self.recording.refresh_from_db()
        assert (self.recording.status, self.recording.quarantine_reason) == ("quarantined", REFUSED)
        entry = f"{self.site}{self.recording.get_absolute_url()}"
        assert self.page.request.get(entry).status == 404
        self.given_signed_in("media_studio")
        assert self.page.request.get(entry).status == 404
        self.when_opened("consent:held-list")
        self.then_the_page_does_not_say(self.recording.reference)
        self.and_the_page_is_accessible()
        self.page.goto(f"{entry}use/")
        self.then_the_page_says("In quarantine")
        self.then_the_page_does_not_say("Liver, from below")

    @pytest.mark.on_sqlite
    @pytest.mark.rule("R-156", "E")
    @pytest.mark.rule("R-156", "W")
    def test_after_a_death_the_representative_signs_and_a_relative_not_asked_is_said(self) -> None:
        self.given_a_held_recording()
        self.given_signed_in("media_studio")
        self.page.goto(self.site + self.recording.get_absolute_url())
        with acting_as(None, job="a death is heard of"):
            patient = Patient.objects.get(pk=self.form.patient_id)
            patient.death_date = clock.today()
            patient.save()
        self.page.reload()
        self.then_the_page_says("Only their personal representative can agree now")
        self.and_the_page_is_accessible()

        self.given_signed_in("consultant")
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("The patient has died")
        self.and_the_page_is_accessible()
        self.answer("representative", **SPEAKS)
        self.form = ConsentForm.objects.get(pk=self.form.pk)
        signed(explained(self.form, self.consultant), self.consultant)
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("No near relative is written down as asked")
        self.when_media_studio_releases_it()

    def given_a_held_recording(self) -> None:
        """As the story above made it."""
        self.given_a_draft()
        facts = UNCONSCIOUS | {"integral": True, "under_anaesthetic": True, "by_media_studio": True}
        for question, given in (
            ("circumstance", {"circumstance": "unconscious"}),
            ("unconscious", facts | {"returns": None}),
        ):
            self.form.say_who_signs(by=self.consultant, question=question, given=given, words={})
        self.recording = Recording.capture_held(
            by=User.objects.get(username="media_studio"),
            form=self.form,
            captured_at=clock.now(),
            kind="photograph",
            shows="Liver, from below",
            place="Studio safe, shelf 2",
        )


class TestDecidingForSomebody(Answering):
    """An adult who cannot decide now."""

    @pytest.mark.on_sqlite
    @pytest.mark.rule("R-074", "E")
    @pytest.mark.rule("R-075", "E")
    def test_without_an_attorney_two_professionals_sign_and_with_one_the_attorney_does(self) -> None:
        self.given_a_draft()
        self.given_signed_in("consultant")
        self.answer("circumstance", circumstance="usual")
        self.answer("capacity", **CANNOT)
        self.answer("authority", kind="next_of_kin")
        self.then_the_page_says("no power to sign")
        self.answer("authority", kind="nobody")
        self.answer("care", integral="yes", clinician="Dr Sample")
        self.answer("best_interests", **BEST)
        self.then_the_page_says("Two professionals sign")
        self.then_the_page_says("Not for teaching")
        assert self.form.permissions.get(kind="teaching").status == "closed"
        paper = {"name": "Lee Example", "paper": "7000 1234", "seen_by": "Charlie Fiction"}
        self.answer("authority", kind="lpa", seen_on=clock.today(), **paper)
        self.then_the_page_says("Attorney or deputy signs")
        assert self.form.permissions.get(kind="teaching").status == "offered"
        self.then_it_is_signed_by("attorney")

    def then_it_is_signed_by(self, role: str) -> None:
        """Explained and signed, and then a recording is covered."""
        self.form = ConsentForm.objects.get(pk=self.form.pk)
        signed(explained(self.form, self.consultant), self.consultant)
        assert set(self.form.signatures.values_list("role", flat=True)) == {role, "taker"}
        self.page.goto(self.site + self.form.get_absolute_url())
        self.then_the_page_says("Both have signed")
        self.and_the_page_is_accessible()
