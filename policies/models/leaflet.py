"""A leaflet: what patients are given on one subject, in however many languages and formats."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify

from policies.models.policy import Direction, Policy
from recordings_gov.accounts.models import Department, Site
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

LONGEST_SLUG = 80


class LeafletQuerySet(GovernedQuerySet):
    """Leaflets; everybody who may read policies may read them."""

    def visible_to(self, user: Any) -> "LeafletQuerySet":
        """The only door to leaflets on the staff pages; it fails shut."""
        return self if user.can("policy.view") else self.none()


class Leaflet(GovernedModel):
    """What patients are given on one subject; its address never changes. Rules: R-002, R-025."""

    reference_kind: ClassVar[str] = "LF"
    detail_url_name: ClassVar[str] = "policies:leaflet-detail"

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=LONGEST_SLUG, unique=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="leaflets"
    )
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="leaflets")
    direction = models.CharField(max_length=20, choices=Direction, default=Direction.PATIENTS_RECORD_US)
    policy = models.ForeignKey(
        Policy, null=True, blank=True, on_delete=models.PROTECT, related_name="leaflets"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = LeafletQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="leaflet_belongs_to_a_site_or_a_department_not_both",
                condition=Q(site=None) | Q(department=None),
                violation_error_message="Choose a site or a department, not both",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def set_up(
        cls,
        *,
        by: Any,
        title: str,
        sections: Sequence[dict[str, Any]],
        department: Department | None = None,
        site: Site | None = None,
        direction: str = Direction.PATIENTS_RECORD_US,
        policy: Policy | None = None,
        slug: str = "",
    ) -> "Leaflet":
        """A leaflet of a department or site, with its first edition in English as a draft."""
        leaflet = cls(title=title.strip(), department=department, site=site, direction=direction)
        if not by.can("policy.draft", leaflet):
            raise PermissionDenied(f"{by} may not draft leaflets.")
        leaflet.policy, leaflet.owner = policy, by
        leaflet.slug = slug or cls._free_slug(title, department.slug if department else "")
        with transaction.atomic(), acting_as(by):
            leaflet.save()
            leaflet.draft_edition(by=by, sections=sections)
        return leaflet

    @classmethod
    def _free_slug(cls, title: str, whose: str) -> str:
        """From the title; with the department's short name, or a number, when that is taken."""
        plain = slugify(title)[:60] or "leaflet"
        tried = [plain, *([f"{plain}-{whose}"[:LONGEST_SLUG]] if whose else [])]
        tried += [f"{plain}-{number}" for number in range(2, 100)]
        taken = set(cls.objects.filter(slug__in=tried).values_list("slug", flat=True))
        return next(slug for slug in tried if slug not in taken)

    @property
    def area(self) -> str:
        """Whose leaflet it is, in words."""
        whose = self.department or self.site
        return whose.name if whose else "Trust-wide"

    def is_item_of(self, user: Any) -> bool:
        """Whether this person looks after it."""
        return bool(self.owner_id and self.owner_id == user.pk)

    def entrust(self, *, by: Any, owner: Any) -> None:
        """Name who keeps it right. Rules: R-002."""
        if not by.can("policy.draft", self):
            raise PermissionDenied(f"{by} may not draft leaflets.")
        with acting_as(by):
            self.owner, self.event_action = owner, "leaflet.entrust"
            self.save()

    def draft_edition(self, *, by: Any, **given: Any) -> Any:
        """The next edition in one language and format, as a draft; see ``LeafletEdition.draft``."""
        return self.editions.model.draft(self, by=by, **given)
