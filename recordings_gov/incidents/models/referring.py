"""Sending an incident on to other offices, hearing back, and thinking of the law without asserting it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from recordings_gov.incidents.models.facts import fact, real_day, wanted


class Referred(models.Model):
    """The verbs of referrals, considerations and ticked steps; their rows stand in files of their own."""

    class Meta:
        abstract = True

    @fact("incident.manage")
    def refer(self: Any, *, by: Any, office: str, why: str, to_whom: str = "", urgent: bool = False) -> None:
        """Send it on; its people hear at once. Rules: R-023, R-053, R-224, R-232, R-241."""
        from recordings_gov.incidents import notices

        if self.referrals.waiting().filter(office=office).exists():
            raise ValidationError({"office": "It is with them already, and they have not answered yet"})
        words = wanted("why", why, "Say why it goes to them")
        notices.tell_office(self, office, by, words, urgent=urgent, to_whom=to_whom.strip())

    @fact("incident.manage")
    def hear_back(self: Any, *, by: Any, referral: Any, answer: str, answered_on: date) -> None:
        """Keep what an office answered, and when. Rules: R-053, R-224."""
        from recordings_gov.incidents import notices
        from recordings_gov.notifications import tasks_due

        row = self.referrals.select_for_update().get(pk=referral.pk)
        day = real_day("answered_on", answered_on, since=row.sent_on, before="when it was sent")
        row.give_answer(by=by, answer=wanted("answer", answer, "Write what they answered"), answered_on=day)
        tasks_due.finish(notices.task_key(row), by)

    @fact("incident.manage")
    def consider(self: Any, *, by: Any, checklist: str, points: Sequence[str], other: str = "") -> None:
        """Keep which points the lawyers are to look at; advisory, and *other* in one's own words.

        Rules: R-231, R-232. Conflict: C-08.
        """
        from recordings_gov.incidents import advice
        from recordings_gov.incidents.models.consideration import Consideration

        known = advice.points_of(checklist)
        if set(points) - set(known):
            raise ValidationError("That point is not on this list. Open the page again")
        chosen = [(point, known[point]) for point in dict.fromkeys(points)]
        if other.strip():
            chosen.append(("other", other.strip()))
        kept = set(self.considerations.filter(checklist=checklist).values_list("point", "says"))
        for point, says in chosen:
            if (point, says) not in kept:
                Consideration(
                    incident=self, checklist=checklist, point=point, says=says, considered_by=by
                ).save()

    @fact("incident.follow_up")
    def note_steps(self: Any, *, by: Any) -> None:
        """Steps of the playbook are ticked: the lock and the right that ``step.tick`` works under."""
