"""Form, signatures, register, inbox and reconciliation without a mouse: each stop of the focus is seen."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from consent.models import ConsentForm, Mismatch, Recording, RegistrationStatus
from recordings_gov import clock
from recordings_gov.accounts.models import User
from tests.conftest import PASSWORD
from tests.consent.situations import checked
from tests.journeys.story import Journey

MOST_STOPS = 250
# Where the focus is: whether it can be seen, and whether something that sticks to the screen covers it.
LOOK = """() => {
  const at = document.activeElement
  if (!at || at === document.body) return { where: 'nowhere', seen: true, marked: true, clear: true }
  const box = at.getBoundingClientRect()
  const label = at.labels?.[0]
  const tile = at.closest('.nhsuk-radios__item, .nhsuk-checkboxes__item')
  const parts = [null, '::before', '::after']
  const looks = [at, label, tile, at.parentElement].flatMap((each) => parts.map((part) => [each, part]))
  const marked = looks.some(([each, part]) => {
    if (!each) return false
    const style = getComputedStyle(each, part)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  })
  const inside = (value, most) => Math.min(Math.max(value, 1), most - 1)
  const hit = document.elementFromPoint(
    inside(box.left + box.width / 2, innerWidth), inside(box.top + box.height / 2, innerHeight))
  let over = hit
  while (over && !['fixed', 'sticky'].includes(getComputedStyle(over).position)) over = over.parentElement
  return {
    where: `${at.tagName} ${at.id || at.name || at.textContent.trim().slice(0, 40)}`,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    marked, clear: !over || over.contains(at),
  }
}"""
IS_FOCUSED = "each => each === document.activeElement"


class ByKeyboard(Journey):
    """Words for hands that use no mouse."""

    def reach(self, wanted: Locator) -> None:
        """Tab until it has the focus; each stop on the way is looked at."""
        wanted.first.wait_for(state="attached")
        stops: list[str] = []
        for _ in range(MOST_STOPS):
            if wanted.first.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(LOOK)
            assert stop["seen"], f"out of sight: {stop['where']}"
            assert stop["marked"], f"focus does not show: {stop['where']}"
            assert stop["clear"], f"covered: {stop['where']}"
            stops.append(stop["where"])
        raise AssertionError(f"never reached: {wanted}\n" + "\n".join(stops))

    def type_into(self, label: str | re.Pattern[str], text: str) -> None:
        """The field of this label, what stood there replaced."""
        self.reach(self.page.get_by_label(label, exact=isinstance(label, str)))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, group: str, answer: str | re.Pattern[str]) -> None:
        """One radio of a named group: a group is one stop, the arrows go round in it."""
        radios = self.page.get_by_role("group", name=re.compile(re.escape(group))).get_by_role("radio")
        chosen = radios.and_(self.page.get_by_role("radio", name=answer)).first
        self.reach(radios)
        self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if chosen.evaluate(IS_FOCUSED):
                break
            self.page.keyboard.press("ArrowDown")
        assert chosen.is_checked(), answer

    def tick(self, box: Locator) -> None:
        """A checkbox."""
        self.reach(box)
        self.page.keyboard.press("Space")
        assert box.first.is_checked()

    def press(self, role: Any, name: str | re.Pattern[str]) -> None:
        """A button or a link."""
        self.reach(self.page.locator("main").get_by_role(role, name=name))
        self.page.keyboard.press("Enter")

    def button(self, name: str | re.Pattern[str]) -> None:
        self.press("button", name)

    def focus_is_on(self, wanted: Locator) -> None:
        """After something changed under the hands: where they go on."""
        focus = self.page.locator(":focus")
        expect(wanted.and_(focus).or_(wanted.locator(":focus"))).to_have_count(1)


class TestAConsentFormByKeyboard(ByKeyboard):
    """Begun, explained, signed by both and registered under."""

    @pytest.mark.only_on_sqlite
    def test_a_form_is_begun_signed_and_recorded_under(self) -> None:
        self.given_signed_in("consultant")
        self.when_it_is_begun()
        self.when_it_is_explained()
        self.when_both_sign()
        self.given_signed_in("media_studio")
        self.then_a_recording_is_registered()

    def when_it_is_begun(self) -> None:
        self.when_opened("consent:form-new")
        self.type_into("NHS number or local number", "999 000 1073")
        self.page.keyboard.press("Enter")
        self.then_the_page_says("Test, Marigold")
        self.choose("Can they decide about this recording now?", "Yes")
        self.choose("What is it made for?", re.compile("This person.s care"))
        self.tick(
            self.page.get_by_role("group", name=re.compile("What will you make")).get_by_role("checkbox")
        )
        self.type_into("What will be recorded?", "The right wrist")
        self.type_into("Why is it wanted?", "To show how the bone heals")
        self.type_into("Who asked for it?", "Charlie Fiction")
        self.tick(self.page.get_by_role("checkbox", name="Teaching", exact=True))
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(r"/consent/forms/CF-"))
        self.form = ConsentForm.objects.get(subject="The right wrist")

    def when_it_is_explained(self) -> None:
        self.when_opened("consent:form-explain", reference=self.form.reference)
        self.tick(self.page.get_by_role("checkbox", name="I have explained all of these"))
        self.choose("Is another purpose planned?", re.compile("on this form"))
        self.type_into("Where is it kept?", "The image library")
        self.type_into("How long is it kept?", "8 years")
        self.type_into("Main points of your talk", "Teaching; may say no.")
        self.reach(self.page.locator("main form button.nhsuk-button").last)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(rf"/{self.form.reference}/$"))

    def when_both_sign(self) -> None:
        """Who cannot draw types the name. What is wrong is led to by its link, and nothing is lost."""
        self.when_opened("consent:form-sign-on-screen", reference=self.form.reference)
        self.type_into("Full name of who signs", "Marigold Test")
        self.choose("How do they sign?", re.compile("Type"))
        for part in self.page.locator("main").get_by_role("region").all():
            radios = part.get_by_role("radio")
            self.reach(radios)
            self.page.keyboard.press("Space")
            assert part.get_by_role("radio", name="Yes, I agree").is_checked()
        self.choose("A copy was offered", "Taken")
        self.reach(self.page.locator("main form button.nhsuk-button").last)
        self.page.keyboard.press("Enter")
        self.focus_is_on(self.page.locator(".nhsuk-error-summary"))
        self.reach(self.page.locator(".nhsuk-error-summary a"))
        self.page.keyboard.press("Enter")
        self.page.keyboard.type("Marigold Test")
        assert self.page.get_by_role("radio", name="Taken").is_checked()
        self.reach(self.page.locator("main form button.nhsuk-button").last)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(r"/sign/confirm/$"))
        self.focus_is_on(self.page.locator(".nhsuk-notification-banner"))
        self.type_into("Your password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(rf"/{self.form.reference}/$"))
        self.then_the_page_says("Both have signed")

    def then_a_recording_is_registered(self) -> None:
        self.when_opened("consent:form-capture", reference=self.form.reference)
        self.reach(self.page.get_by_role("group", name=re.compile("What did you make")).get_by_role("radio"))
        self.page.keyboard.press("Space")
        self.type_into("What does it show?", "The right wrist, from above")
        here = clock.local(clock.now())
        group = self.page.get_by_role("group", name=re.compile("Date of the recording"))
        for label, value in (("Day", here.day), ("Month", here.month), ("Year", here.year)):
            self.reach(group.get_by_label(label))
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(str(value))
        self.type_into("Time of the recording", f"{here:%H:%M}")
        self.choose("Could anyone tell who it is?", "No")
        self.reach(self.page.locator("main form button.nhsuk-button").last)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(r"/consent/recordings/REC-"))
        assert Recording.objects.get(form=self.form).shows == "The right wrist, from above"


class TestDecidingByKeyboard(ByKeyboard):
    """What changes in place leaves the hands where they were."""

    @pytest.mark.only_on_sqlite
    def test_the_inbox_is_emptied_and_a_difference_resolved(self) -> None:
        self.given_another_application_that_is_ready()
        self.given_signed_in("head_of_media_studio")
        self.when_one_is_approved_and_one_rejected()
        self.given_signed_in("media_studio")
        self.when_a_difference_is_resolved()

    def given_another_application_that_is_ready(self) -> None:
        applicant, studio = (User.objects.get(username=name) for name in ("radiographer", "media_studio"))
        self.other = checked(applicant, studio)

    def when_one_is_approved_and_one_rejected(self) -> None:
        self.when_opened("consent:registration-inbox")
        self.button(re.compile("^Approve Sam"))
        self.focus_is_on(self.page.locator(".app-inbox__item--done", has=self.page.locator(":focus")))
        self.press("link", re.compile("^Reject Robin"))
        why = self.page.locator(".app-inbox__full form")
        self.focus_is_on(why.locator("textarea"))
        self.reach(why.get_by_role("button"))
        self.page.keyboard.press("Enter")
        why.locator(".nhsuk-error-message").wait_for()
        self.focus_is_on(why.locator("textarea"))
        self.page.keyboard.type("Say where the camera is locked away")
        self.reach(why.get_by_role("button"))
        self.page.keyboard.press("Enter")
        self.focus_is_on(self.page.locator(f"#reg-{self.other.reference}.app-inbox__item--done"))
        self.other.refresh_from_db()
        assert (self.other.status, self.other.decided_by) == (RegistrationStatus.REJECTED, self.user)

    def when_a_difference_is_resolved(self) -> None:
        self.when_opened("consent:reconciliation")
        row = Mismatch.objects.standing().filter(owner=self.user).latest("pk")
        self.press("link", re.compile(re.escape(row.get_kind_display())))
        self.page.wait_for_url(re.compile("kind="))
        self.reach(self.page.locator(f'main a[href$="{row.get_absolute_url()}"]'))
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(re.compile(row.reference))
        self.press("link", "It is resolved")
        self.type_into(re.compile("How was it resolved"), "Put right in the library")
        self.button("Resolved")
        self.page.wait_for_url(re.compile(rf"/{row.reference}/$"))
        row.refresh_from_db()
        assert row.resolved_by == self.user
