"""Roles, the scopes of a role's rights, and the questions asked of the one role table."""

from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from typing import Any

from django.db.models import Q, TextChoices


class Role(TextChoices):
    """What somebody is in a department, or Trust-wide."""

    RADIOGRAPHER = "radiographer", "Radiographer"
    SONOGRAPHER = "sonographer", "Sonographer"
    THERAPEUTIC_RADIOGRAPHER = "therapeutic_radiographer", "Therapeutic radiographer"
    STUDENT = "student", "Student"
    MEDIA_STUDIO = "media_studio", "Media Studio"
    HEAD_OF_MEDIA_STUDIO = "head_of_media_studio", "Head of Media Studio"
    IG_MANAGER = "ig_manager", "Information governance manager"
    GOVERNANCE_LEAD = "governance_lead", "Governance lead"
    CONSULTANT = "consultant", "Consultant"
    MEDICAL_RECORDS = "medical_records", "Medical records"
    CALDICOTT_GUARDIAN = "caldicott_guardian", "Caldicott Guardian"
    DPO = "dpo", "Data Protection Officer"
    LSMS = "lsms", "Local security management specialist"
    COMMUNICATIONS = "communications", "Communications"
    AUDITOR = "auditor", "Auditor"
    SYSTEM_ADMIN = "system_admin", "System administrator"
    POLICY_OWNER = "policy_owner", "Policy owner"
    EXECUTIVE_SPONSOR = "executive_sponsor", "Executive sponsor"


class Scope(IntEnum):
    """How far a right reaches, weakest first."""

    MASKED = 1
    REASON = 2
    OWN = 3
    ALL = 4


RADIOGRAPHERS = (Role.RADIOGRAPHER, Role.SONOGRAPHER, Role.THERAPEUTIC_RADIOGRAPHER)


@dataclass(frozen=True)
class Action:
    """One row of the table: an act, its number in the plan, and who may do it how far.

    ``everyone`` gives each signed-in person the act on what is their own.
    """

    name: str
    says: str
    row: int | None = None
    every: tuple[Role, ...] = ()
    own: tuple[Role, ...] = ()
    reason: tuple[Role, ...] = ()
    masked: tuple[Role, ...] = ()
    everyone: bool = False
    cells: dict[Role, Scope] = field(init=False)

    def __post_init__(self) -> None:
        scopes = (
            (self.masked, Scope.MASKED),
            (self.reason, Scope.REASON),
            (self.own, Scope.OWN),
            (self.every, Scope.ALL),
        )
        object.__setattr__(self, "cells", {role: scope for roles, scope in scopes for role in roles})


@dataclass(frozen=True)
class Grant:
    """An answer of the table. It is true when the act may go ahead, for a reason once the reason is given."""

    scope: Scope
    reason: str = ""

    def __bool__(self) -> bool:
        return self.scope is not Scope.REASON or bool(self.reason)

    @property
    def is_masked(self) -> bool:
        """Whether the patient's identity is to be hidden."""
        return self.scope is Scope.MASKED

    @property
    def needs_reason(self) -> bool:
        """Whether a reason must be given and logged first."""
        return self.scope is Scope.REASON and not self.reason


@dataclass(frozen=True)
class Reach:
    """Which records of an act a person may see in lists: all, those of departments, or their own."""

    everything: bool
    departments: frozenset[int]
    own: bool

    def rows(self, rows: Any, own: Q | None = None) -> Any:
        """Those of ``rows`` within reach; ``own`` says which are the person's own. It fails shut."""
        if self.everything:
            return rows
        within = Q(department__in=self.departments) if self.departments else Q(pk__in=[])
        return rows.filter(within | own) if self.own and own is not None else rows.filter(within)


@cache
def table() -> dict[str, Action]:
    """The one table of roles and acts, by code name."""
    from recordings_gov.accounts.role_table import ROWS

    return {action.name: action for action in ROWS}
