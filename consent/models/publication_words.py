"""The words of a publication, and what the database promises of it."""

from typing import Any

from django.db import models
from django.db.models import Q


class PublicationStatus(models.TextChoices):
    """How far it is."""

    PLANNED = "planned", "Planned"
    RELEASED = "released", "With the publisher"
    OUT = "out", "Out"
    STOPPED = "stopped", "Stopped"


class Medium(models.TextChoices):
    """Where it comes out. A database of images outside the Trust is one of them. Rules: R-175."""

    PRINT = "print", "In print"
    ONLINE = "online", "Online"
    BOTH = "both", "In print and online"
    DATABASE = "database", "In an image database outside the Trust"
    SHOWN = "shown", "Shown at a conference or exhibition"


class Clause(models.TextChoices):
    """What the contract says of copyright. Rules: R-174, R-175."""

    STRUCK_OUT = "struck_out", "It passed copyright on, and that clause was struck out before signing"
    NONE = "none", "It does not pass copyright on"
    OWN = "own", "There is no contract: the Trust publishes it itself"
    PASSES = "passes", "It passes copyright on, and the clause is still in it"


CLEARED = (Clause.STRUCK_OUT, Clause.NONE, Clause.OWN)
WENT_OUT = (PublicationStatus.RELEASED, PublicationStatus.OUT)

PUBLICATION_CONSTRAINTS: list[Any] = [
    models.CheckConstraint(
        name="publication_is_released_only_when_copyright_stays_here",
        condition=Q(released_at=None, released_by=None)
        | Q(released_at__isnull=False, released_by__isnull=False, contract_read_by__isnull=False)
        & Q(clause__in=CLEARED),
        violation_error_message="Read the contract first: the copyright stays with the Trust",
    ),
    models.CheckConstraint(
        name="publication_that_went_out_was_released",
        condition=~Q(status__in=WENT_OUT) | Q(released_at__isnull=False),
    ),
    models.CheckConstraint(
        name="publication_contract_is_named_where_there_is_one",
        condition=Q(clause__in=["", Clause.OWN]) | ~Q(contract_reference=""),
        violation_error_message="Give the reference of the contract",
    ),
    models.CheckConstraint(
        name="publication_contract_read_says_when_and_by_whom",
        condition=Q(clause="", contract_read_on=None, contract_read_by=None)
        | ~Q(clause="") & Q(contract_read_on__isnull=False, contract_read_by__isnull=False),
    ),
    models.CheckConstraint(
        name="publication_that_is_out_says_when_and_where",
        condition=Q(status=PublicationStatus.OUT, came_out_on__isnull=False) & ~Q(came_out_where="")
        | ~Q(status=PublicationStatus.OUT) & Q(came_out_on=None, came_out_where=""),
        violation_error_message="Say on which page or at which address it came out",
    ),
    models.CheckConstraint(
        name="publication_that_was_stopped_says_when_and_why",
        condition=~Q(status=PublicationStatus.STOPPED) | Q(stopped_at__isnull=False) & ~Q(stopped_because=""),
        violation_error_message="Say why it does not come out",
    ),
    models.CheckConstraint(
        name="publication_says_where_and_by_whom",
        condition=~Q(where="") & ~Q(publisher="") & ~Q(publisher_address=""),
        violation_error_message="Say where it is to come out, who publishes it, and where to write to them",
    ),
    models.CheckConstraint(
        name="publisher_is_told_of_what_was_stopped_or_taken_back",
        condition=Q(told_on=None, told_by=None)
        | Q(told_on__isnull=False, told_by__isnull=False, released_at__isnull=False)
        & (Q(taken_back_at__isnull=False) | Q(stopped_at__isnull=False)),
    ),
]
