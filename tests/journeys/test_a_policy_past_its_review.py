"""Journey 6: the job finds the overdue policy, tells the governance lead once, and stays quiet after."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from policies.models import Policy, Reminder
from recordings_gov.launch.children import until
from recordings_gov.notifications.models import Message
from tests.journeys.story import Journey
from tests.servers.worker import running_worker

TITLE = "Clinical recordings of patients"


class TestFlaggingAnOverduePolicy(Journey):
    """A real worker runs the sweep."""

    @pytest.mark.rule("R-216", "R-217")
    def test_the_governance_lead_is_told_once(
        self, process_environment: Mapping[str, str], tmp_path: Path
    ) -> None:
        from policies.tasks import flag_reviews

        env = {
            **process_environment,
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(tmp_path),
        }
        with running_worker(env):
            flag_reviews.delay()
            assert until(lambda: Message.objects.filter(sent_at__isnull=False).count() == 1, 30)
            self.then_the_governance_lead_sees_it()
            reminders = Reminder.objects.count()
            flag_reviews.delay()
            flag_reviews.delay()
            assert until(lambda: len(list(tmp_path.iterdir())) >= 1, 10)
            self.then_the_governance_lead_sees_it()
        assert Message.objects.count() == 1
        assert len(list(tmp_path.iterdir())) == 1
        assert Reminder.objects.count() == reminders

    def then_the_governance_lead_sees_it(self) -> None:
        self.given_signed_in("governance_lead")
        self.then_the_page_says(TITLE)
        self.and_the_page_is_accessible()
        self.when_opened("policies:list")
        self.then_the_page_says("July 2022")
        self.then_the_page_says("In force")
        self.page.get_by_text(re.compile(r"Overdue by [\d,]+ days")).first.wait_for()
        self.and_the_page_is_accessible()
        policy = Policy.objects.get(title=TITLE)
        self.when_opened("policies:policy-detail", reference=policy.reference)
        self.and_the_page_is_accessible()
        self.and_the_log_shows("policy.read")
