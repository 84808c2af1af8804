"""The tablet and the demonstration department that the stories are told with."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect

from recordings_gov import clock
from tests.journeys.story import TABLET
from tests.keeping_databases import KeptDatabase

PATIENCE = 30_000  # milliseconds: a busy machine is slow, and no story is about that
expect.set_options(timeout=PATIENCE)


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    """A tablet in portrait: 768 by 1024, with touch."""
    context = browser.new_context(viewport=TABLET, has_touch=True, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


kept: dict[date, KeptDatabase] = {}


@pytest.fixture
def demonstration(transactional_db: None) -> None:
    """The demonstration department, made through the verbs by the first story of a day."""
    today = clock.today()
    if today in kept:
        kept[today].put_back()
    else:
        kept[today] = KeptDatabase(lambda: call_command("load_demonstration", verbosity=0))
