"""What is shown before a filming opens: agreements, assurance, contract; and concerns about it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.models.filming_words import Agrees
from recordings_gov.audit.models import GovernedRow

PERSON = settings.AUTH_USER_MODEL


def of_filming(name: str) -> Any:
    """The filming a row belongs to."""
    return models.ForeignKey("consent.Filming", on_delete=models.PROTECT, related_name=name)


def by_whom() -> Any:
    """Who said it."""
    return models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")


class FilmingAgreement(GovernedRow):
    """One body agreed in writing: its name, its reference, the day. Rules: R-085."""

    filming = of_filming("agreements")
    agrees = models.CharField(max_length=8, choices=Agrees)
    body = models.CharField("name of the body", max_length=200)
    says = models.CharField("reference of its agreement", max_length=120)
    agreed_on = models.DateField()
    by = by_whom()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["filming", "agrees"],
                name="filming_agreement_is_kept_once_a_body",
                violation_error_message="Its agreement is written down already",
            ),
            models.UniqueConstraint(
                fields=["filming", "says"],
                name="filming_agreement_of_two_bodies_has_two_references",
                violation_error_message="That is the other body's reference. Each agrees by itself",
            ),
            models.CheckConstraint(
                name="filming_agreement_names_the_body_and_its_reference",
                condition=~Q(body="") & ~Q(says=""),
                violation_error_message="Give the name of the body and the reference of its agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.says}"


class FilmingAssurance(GovernedRow):
    """A clinician read the crew's own consent, and says that it meets the GMC's standard. Rules: R-086."""

    filming = models.OneToOneField("consent.Filming", on_delete=models.PROTECT, related_name="assurance")
    consent_seen = models.CharField("which consent was seen", max_length=300)
    meets_standard = models.BooleanField()
    by = by_whom()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filming_assurance_says_which_consent_was_seen",
                condition=~Q(consent_seen=""),
                violation_error_message="Say which consent you have seen",
            ),
            models.CheckConstraint(
                name="filming_assurance_is_that_it_meets_the_standard",
                condition=Q(meets_standard=True),
                violation_error_message="If it does not meet the standard, nobody is filmed on it",
            ),
        ]

    def __str__(self) -> str:
        return self.consent_seen


class FilmingContract(GovernedRow):
    """The checklist of a contract with somebody from outside, and who commissioned it. Rules: R-173."""

    filming = models.OneToOneField("consent.Filming", on_delete=models.PROTECT, related_name="contract")
    photographer = models.CharField(max_length=200)
    contract = models.CharField("reference of the contract", max_length=120)
    waives_copyright = models.BooleanField()
    waives_moral_rights = models.BooleanField()
    may_reproduce = models.BooleanField("they keep the right to reproduce")
    is_fit = models.BooleanField("the commissioner answers for fitness and for our policy")
    goes_to_studio = models.BooleanField("images and releases go to Media Studio")
    commissioner = by_whom()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filming_contract_names_whom_it_is_with",
                condition=~Q(photographer="") & ~Q(contract=""),
                violation_error_message="Name whom the contract is with, and give its reference",
            ),
            models.CheckConstraint(
                name="filming_contract_has_every_point",
                condition=Q(
                    waives_copyright=True, waives_moral_rights=True, is_fit=True, goes_to_studio=True
                ),
                violation_error_message="Every point must be in the contract before they film",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.photographer}, {self.contract}"


class FilmingConcern(GovernedRow):
    """Somebody finds it intrusive or damaging; who, what, and what came of it. Rules: R-088."""

    filming = of_filming("concerns")
    says = models.CharField("what is of concern", max_length=500)
    by = by_whom()
    at = models.DateTimeField()
    is_resolved = models.BooleanField(null=True, blank=True)
    outcome = models.CharField("what was done about it", max_length=500, blank=True)
    settled_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="filming_concern_says_what_it_is",
                condition=~Q(says=""),
                violation_error_message="Say what is of concern",
            ),
            models.CheckConstraint(
                name="filming_concern_settled_says_what_came_of_it",
                condition=Q(is_resolved=None, outcome="", settled_by=None, settled_at=None)
                | Q(is_resolved__isnull=False, settled_by__isnull=False, settled_at__gte=F("at"))
                & ~Q(outcome=""),
                violation_error_message="Say what was done about it",
            ),
        ]

    def __str__(self) -> str:
        return self.says
