"""The kit in a real browser: accessible and unscrolled at three widths, and nothing typed is lost."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.pages.sampler import pages
from tests.pages.stage import staged

pytestmark = pytest.mark.journey
PAGES = ["form", "wrong", "record", "list", "empty", "reason", "public"]
WIDTHS = [320, 360, 768, 1280]
BROKEN_WORDS = """() => {
  const broken = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  for (let node; (node = walk.nextNode());) {
    if (node.parentElement.closest('.nhsuk-u-visually-hidden, option, textarea')) continue
    for (const word of node.data.matchAll(/[A-Za-z]{4,}/g)) {
      const range = document.createRange()
      range.setStart(node, word.index)
      range.setEnd(node, word.index + word[0].length)
      const lines = [...range.getClientRects()].filter((box) => box.width).map((box) => Math.round(box.top))
      if (new Set(lines).size > 1) broken.push(word[0])
    }
  }
  return broken
}"""


@pytest.fixture
def stage():
    with staged(pages()) as shown:
        yield shown


@pytest.fixture
def page(browser, stage):
    context = browser.new_context(viewport={"width": 768, "height": 1024})
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_at_every_width(page, stage, name):
    page.goto(f"{stage.url}/{name}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if width != 320:
            found = Axe().run(page).response["violations"]
            assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
        # The menu folds by script, a moment after the width has changed.
        page.wait_for_function("document.documentElement.scrollWidth <= innerWidth", timeout=30_000)
        assert page.evaluate(BROKEN_WORDS) == []
    assert page.complaints == []


def test_the_error_summary_takes_the_focus_and_leads_to_each_field(page, stage):
    page.goto(f"{stage.url}/wrong")
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    links = page.locator(".nhsuk-error-summary__list a")
    for link in links.all():
        link.click()
        target = link.get_attribute("href").removeprefix("#")
        assert page.evaluate("document.activeElement.id") == target


def test_without_script_every_question_and_button_is_there(browser, stage):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{stage.url}/form")
    expect(page.get_by_label("Their name")).to_be_visible()
    expect(page.get_by_label("I said all of these")).to_be_hidden()
    page.get_by_label("Name", exact=True).fill("Robin")
    page.get_by_role("button", name="Save request").click()
    assert [path for path, _ in stage.sent] == ["/form"]
    context.close()


def test_all_of_them_ticks_all_of_them(page, stage):
    page.goto(f"{stage.url}/form")
    page.get_by_label("I said all of these").check()
    assert page.locator('input[name="told"]:checked').count() == 2


def test_a_whole_tile_is_the_input_and_is_big_enough_for_a_finger(page, stage):
    page.goto(f"{stage.url}/form")
    tile = page.locator('input[name="medium"][value="video"]')
    box = tile.bounding_box()
    assert box["height"] >= 44
    assert box["width"] >= 44
    tile.click(position={"x": box["width"] - 4, "y": 4})
    expect(tile).to_be_checked()


def test_a_double_tap_sends_once(page, stage):
    page.goto(f"{stage.url}/form")
    page.evaluate(
        "const form = document.querySelector('main form'); form.requestSubmit(); form.requestSubmit()"
    )
    expect(page.locator("h1")).to_contain_text("Marigold")
    assert len([path for path, _ in stage.sent if path == "/form"]) == 1


def test_a_lost_network_keeps_the_page_and_sends_it_by_itself_with_the_same_key(page, stage):
    page.goto(f"{stage.url}/form")
    page.get_by_label("Name", exact=True).fill("Robin")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save request").click()
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    assert page.get_by_label("Name", exact=True).input_value() == "Robin"
    page.context.set_offline(False)
    expect(page.locator("h1")).to_contain_text("Marigold")
    saved = [body for path, body in stage.sent if path == "/form"]
    assert len(saved) == 1
    assert "a-key" in saved[0]
    expect(page.get_by_text("Not saved yet")).to_have_count(0)


def test_a_fault_of_ours_keeps_what_was_typed_and_lets_it_be_sent_again(page, stage):
    stage.answer = 500
    page.goto(f"{stage.url}/form")
    page.get_by_label("Name", exact=True).fill("Robin")
    page.get_by_role("button", name="Save request").click()
    expect(page.get_by_text("Not saved.")).to_be_visible()
    stage.answer = 200
    page.wait_for_timeout(1100)  # the button itself ignores a second tap for a second
    page.get_by_role("button", name="Save request").click()
    expect(page.locator("h1")).to_contain_text("Marigold")


def test_the_page_that_comes_back_starts_its_own_components(page, stage):
    page.goto(f"{stage.url}/form")
    page.get_by_role("button", name="Save request").click()
    expect(page.locator(".nhsuk-notification-banner--success")).to_be_focused()
    expect(page).to_have_title("Request – Recording governance")
    assert page.complaints == []


def test_what_is_typed_is_kept_as_a_draft_without_passwords(page, stage):
    page.goto(f"{stage.url}/form")
    page.get_by_label("Password", exact=True).fill("hunter2")
    page.get_by_label("Name", exact=True).fill("Robin")
    expect(page.locator("[data-draft-status]")).to_have_text("What you have typed is kept for you.")
    drafts = [body for path, body in stage.sent if path == "/pages/draft/"]
    assert "Robin" in drafts[-1]
    assert not [body for body in drafts if "hunter2" in body]


def test_a_warning_comes_before_the_session_ends_and_can_be_answered(page, stage):
    page.clock.install()
    stage.session = {"alive": True, "seconds_left": 90}
    page.goto(f"{stage.url}/record")
    page.clock.run_for("08:20")
    expect(page.get_by_role("alertdialog")).to_contain_text("Are you still there?")
    assert Axe().run(page).response["violations"] == []
    stage.session = {"alive": True, "seconds_left": 600}
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert ("/pages/session/", "POST") in [(path, "POST") for path, _ in stage.sent]


def test_an_unsent_draft_is_kept_before_the_session_ends(page, stage):
    page.clock.install()
    page.goto(f"{stage.url}/form")
    page.get_by_label("Name", exact=True).fill("Robin")
    page.clock.run_for("00:02")
    expect(page.locator("[data-draft-status]")).to_have_text("What you have typed is kept for you.")
    assert [body for path, body in stage.sent if path == "/pages/draft/" and "Robin" in body]
