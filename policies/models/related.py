"""The policies that a version is read with, and how this one was checked against them."""

from typing import ClassVar

from django.db import models

from policies.models.parts import Part
from policies.models.version import PolicyVersion


class RelatedKind(models.TextChoices):
    """The twelve that the Trust's policy names, and those that other guidance points to.

    Rules: R-034, R-095, R-218, R-225.
    """

    CANDOUR = "candour", "Being open and duty of candour"
    CHAPERONES = "chaperones", "Chaperones"
    CONFIDENTIALITY = "confidentiality", "Confidentiality"
    DATA_PROTECTION = "data_protection", "Data protection"
    INFORMATION_GOVERNANCE = "information_governance", "Information governance and security"
    MOBILE_DEVICES = "mobile_devices", "Mobile phones and devices"
    PRIVACY = "privacy", "Privacy and dignity"
    RECORDS = "records", "Records management"
    RETENTION = "retention", "Retention of records"
    SAFEGUARDING_ADULTS = "safeguarding_adults", "Safeguarding adults"
    SAFEGUARDING_CHILDREN = "safeguarding_children", "Safeguarding children"
    SUBJECT_ACCESS = "subject_access", "Subject access"
    BIRTH = "birth", "Filming a birth"
    CCTV = "cctv", "Security cameras (CCTV)"
    OTHER = "other", "Another policy"


ASSOCIATED = tuple(RelatedKind)[:12]
"""Source: CUH, associated documents. Rules: R-218."""


class RelatedPolicy(Part):
    """One policy that this version is read with. Rules: R-034, R-095, R-218, R-225."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="related_policies")
    kind = models.CharField(max_length=24, choices=RelatedKind)
    title = models.CharField(max_length=200)
    where = models.CharField("where it is kept", max_length=300, blank=True)
    checked_on = models.DateField("checked against this policy on", null=True, blank=True)
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "kind", "title"],
                name="related_policy_named_once_a_version",
                condition=models.Q(is_removed=False),
                violation_error_message="This policy is on the list already",
            ),
        ]

    def __str__(self) -> str:
        return self.title
