"""The verbs by which people are asked about a draft: consultations, comments, figures of groups."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError

from policies import group_figures
from policies.models.versionstatus import OPEN, VersionStatus
from recordings_gov import clock
from recordings_gov.workflow import transition


class ConsultationVerbs:
    """Mixed into PolicyVersion. Each locks the version, so that nobody validates it meanwhile."""

    if TYPE_CHECKING:
        status: Any
        policy: Any
        consultations: Any
        comments: Any
        group_figures: Any
        sections: Any

    @transition(source=OPEN, target=VersionStatus.CONSULTED, allowed="policy.draft")
    def consult(
        self,
        *,
        by: Any,
        group: str,
        method: str,
        held_on: date,
        effect: str,
        who: str = "",
        ended_on: date | None = None,
        views: str = "",
    ) -> None:
        """Somebody was asked, and something came of it: as often as it is true.

        Rules: R-001, R-020, R-037.
        """
        today = clock.today()
        if held_on > today:
            raise ValidationError({"held_on": "Give a day that has been"})
        if ended_on and ended_on > today:
            raise ValidationError({"ended_on": "Give a day that has been"})
        if ended_on and ended_on < held_on:
            raise ValidationError({"ended_on": "The last day is before the first day"})
        self.consultations.model(
            version=self,
            group=group,
            who=who.strip(),
            method=method,
            held_on=held_on,
            ended_on=ended_on,
            views=views.strip(),
            effect=effect.strip(),
            by=by,
        ).save()

    @transition(source=OPEN, target=OPEN, allowed="policy.view")
    def comment(self, *, by: Any, words: str, section: Any = None) -> str:
        """Anybody of the department says something about a section, or the whole. Rules: R-020, R-037."""
        if not reaches(self.policy.department_id, by):
            raise PermissionDenied("This draft is for another department to comment on.")
        if section is not None and not self.sections.filter(pk=section.pk).exists():
            raise ValidationError({"section": "Choose a section of this draft"})
        said_of = str(section) if section is not None else "The whole draft"
        self.comments.model(
            version=self, section=section, said_of=said_of[:220], by=by, words=words.strip()
        ).save()
        return str(self.status)

    @transition(source=OPEN, target=OPEN, allowed="policy.draft")
    def take_in_figures(self, *, by: Any) -> str:
        """Keep what other parts of the service count today, as entries of today. Rules: R-037."""
        today = clock.today()
        kept = set(self.group_figures.filter(as_of=today).values_list("group", "says"))
        for found in group_figures.of(self.policy.department):
            if (found.group, found.says) not in kept:
                self.group_figures.model(
                    version=self,
                    group=found.group,
                    says=found.says,
                    number=found.told,
                    out_of=found.out_of,
                    as_of=today,
                ).save()
        return str(self.status)


def reaches(department: int | None, user: Any) -> bool:
    """Whether a draft of this department (None: the Trust) is this person's to comment on."""
    held = {each for _, each in user.roles}
    return bool(held) and (department is None or None in held or department in held)
