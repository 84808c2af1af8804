"""The words of a copy and of its holder, what is true of each in the database, and who may see it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from consent.copying import KIND_WORDS, CopyKind
from recordings_gov.audit.models import GovernedQuerySet

KIND_CHOICES = [(kind.value, KIND_WORDS[kind]) for kind in CopyKind]


class CopyStatus(models.TextChoices):
    """Where a copy stands: asked for, with its holder, called back, or gone."""

    ASKED = "asked", "Asked for"
    REFUSED = "refused", "Not given"
    OUT = "out", "With its holder"
    RECALLED = "recalled", "Called back"
    DESTROYED = "destroyed", "Destroyed"
    GIVEN_BACK = "given_back", "Given back"


OPEN = [CopyStatus.OUT, CopyStatus.RECALLED]
"""Somebody holds it."""
ENDED = [CopyStatus.DESTROYED, CopyStatus.GIVEN_BACK]
GIVEN = [*OPEN, *ENDED]
"""Somebody holds it, or held it."""
RELEASED_BY_SOMEBODY = Q(approver__isnull=False, released_at__isnull=False) | Q(
    kind=CopyKind.DOWNLOAD, use_check__isnull=False, released_at__isnull=False
)


class CopyQuerySet(GovernedQuerySet):
    """Copies by whose they are and what they wait for."""

    def visible_to(self, user: Any) -> "CopyQuerySet":
        """The only door to copies; it fails shut. One's own are there for whoever holds or asked for them.

        Whoever may permit a leaver to keep some sees those that wait for that, or had it. Rules: R-176.
        """
        own = Q(holder=user) | Q(asked_by=user)
        rows: CopyQuerySet = user.reach("copy.view").rows(self, own=own)
        if user.holds("copy.permit"):
            rows = rows | self.filter(kind=CopyKind.RETAINED)
        return rows

    def open(self) -> "CopyQuerySet":
        """Somebody holds it. Rules: R-176."""
        return self.filter(status__in=OPEN)

    def called_back(self) -> "CopyQuerySet":
        """Called back, and not answered. Rules: R-176."""
        return self.filter(status=CopyStatus.RECALLED)

    def after_death(self, day: date) -> "CopyQuerySet":
        """Those asked for and not given yet, of somebody who has died since. Rules: R-136."""
        return self.filter(status=CopyStatus.ASKED, recording__patient__death_date__lte=day)


COPY_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="copy_says_what_it_is_for",
        condition=~Q(purpose=""),
        violation_error_message="Say what the copy is for",
    ),
    models.CheckConstraint(
        name="copy_has_one_holder",
        condition=Q(holder__isnull=False, outside_body="") | (Q(holder=None) & ~Q(outside_body="")),
        violation_error_message="Name one person here, or one body outside",
    ),
    models.CheckConstraint(
        name="copy_says_where_it_is_kept",
        condition=~Q(place_kind="") & ~Q(place=""),
        violation_error_message="Say where the copy is kept",
    ),
    models.CheckConstraint(
        name="copy_with_its_holder_was_undertaken_first",
        condition=~Q(status__in=GIVEN) | Q(undertaken_at__isnull=False, undertaken_at__lte=F("released_at")),
        violation_error_message="The undertaking comes before the copy is given",
    ),
    models.CheckConstraint(
        name="copy_undertaken_names_who_did",
        condition=Q(undertaken_at=None) | Q(undertaken_by=F("holder")) | ~Q(undertaken_name=""),
        violation_error_message="Name who accepted the undertaking",
    ),
    models.CheckConstraint(
        name="copy_given_was_authorised",
        condition=~Q(status__in=GIVEN) | RELEASED_BY_SOMEBODY,
        violation_error_message="Somebody authorises the copy before it is given",
    ),
    models.CheckConstraint(
        name="copy_is_authorised_by_another_person",
        condition=Q(approver=None)
        | ((Q(holder=None) | ~Q(approver=F("holder"))) & ~Q(approver=F("asked_by"))),
        violation_error_message="Another person authorises it",
    ),
    models.CheckConstraint(
        name="copy_kept_by_a_leaver_is_for_teaching_with_rights_agreed",
        condition=~Q(kind=CopyKind.RETAINED)
        | (
            Q(leaver__isnull=False, holder__isnull=False, use="teach")
            & (Q(rights_accepted_at__isnull=False) | ~Q(status__in=GIVEN))
        ),
        violation_error_message="Only for teaching; the Trust keeps copyright and all reproduction rights",
    ),
    models.CheckConstraint(
        name="copy_called_back_says_when_and_why",
        condition=~Q(status=CopyStatus.RECALLED) | (Q(recalled_at__isnull=False) & ~Q(recall_reason="")),
    ),
    models.CheckConstraint(
        name="copy_that_is_gone_says_when_and_how",
        condition=~Q(status__in=ENDED)
        | (Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(ended_how="")),
        violation_error_message="Say when, and how",
    ),
    models.CheckConstraint(
        name="copy_not_given_says_why",
        condition=~Q(status=CopyStatus.REFUSED) | ~Q(refused_because=""),
        violation_error_message="Say why it is not given",
    ),
]
