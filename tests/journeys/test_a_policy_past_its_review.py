"""Journey 6: the job finds the overdue policy, tells the governance lead once, and stays quiet after."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from policies.models import Policy, Reminder
from recordings_gov.jobs.models import JobRun
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
            assert until(lambda: self.told().filter(sent_at__isnull=False).count() == 1, 30)
            self.then_the_governance_lead_sees_it()
            reminders = Reminder.objects.count()
            flag_reviews.delay()
            flag_reviews.delay()
            assert until(
                lambda: JobRun.objects.filter(job=flag_reviews.name).exclude(ended_at=None).count() == 3, 30
            )
            self.then_the_governance_lead_sees_it()
        assert self.told().count() == 1
        mails = [file.read_text() for file in tmp_path.iterdir()]
        assert sum("To: governance_lead@" in mail and "due or overdue" in mail for mail in mails) == 1
        assert Reminder.objects.count() == reminders

    def told(self) -> Any:
        """The messages about reviews to the governance lead."""
        return Message.objects.filter(to__username="governance_lead", key__startswith="policy-reviews:")

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
