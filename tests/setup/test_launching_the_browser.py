"""Debian's Chromium starts with the suite's own flags; only root goes without its sandbox."""

import os

import pytest

from tests.servers import chromium


@pytest.mark.journey
def test_chromium_opens_a_page(browser):
    page = browser.new_page()
    page.set_content("<title>Seen</title>")
    assert page.title() == "Seen"
    page.close()


def test_the_sandbox_is_given_up_by_root_alone(monkeypatch):
    for person, is_root in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda person=person: person)
        assert ("--no-sandbox" in chromium.launch_options()["args"]) is is_root


def test_a_missing_browser_is_named(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(chromium.ChromiumMissing, match="apt-get install chromium"):
        chromium.executable()
