"""What does not match between the library and the register: one row a thing, with an owner until resolved."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

ACT, SEE = "library.reconcile", "library.see_mismatches"
PERSON = settings.AUTH_USER_MODEL
NO_RIGHT = "They do not look after the library. Choose somebody of Media Studio"


class MismatchKind(models.TextChoices):
    """What can be wrong: seen from the library, then seen from here."""

    NO_FORM = "no_form", "In the library, with no entry and no form here"
    VISIBLE = "visible", "Shut here, and still visible in the library"
    BEYOND = "beyond", "Open for a use that nobody agreed to"
    OPERATOR = "operator", "Taken by somebody who was not registered"
    NAME = "name", "The file name tells who it is"
    NOT_IN_LIBRARY = "not_in_library", "Registered here, and not in the library"
    CLIP = "clip", "A short clip that is not in the library"
    NOTHING_RECORDED = "nothing_recorded", "A signed form, and nothing registered under it"


OF_AN_ITEM = (
    MismatchKind.NO_FORM,
    MismatchKind.VISIBLE,
    MismatchKind.BEYOND,
    MismatchKind.OPERATOR,
    MismatchKind.NAME,
)
OF_A_RECORDING = (MismatchKind.NOT_IN_LIBRARY, MismatchKind.CLIP)
NEXT: dict[str, str] = {
    MismatchKind.NO_FORM: "Find its consent form and register it, or have it taken out of the library.",
    MismatchKind.VISIBLE: "Hide it in the library today.",
    MismatchKind.BEYOND: "Set the library back to what was agreed to, or ask for consent.",
    MismatchKind.OPERATOR: "Ask whoever took it to register, and report what was made without.",
    MismatchKind.NAME: "Have the file renamed in the library.",
    MismatchKind.NOT_IN_LIBRARY: "Put it into the library, or find out where it is.",
    MismatchKind.CLIP: "Put it into the library, or write in the register of films why not.",
    MismatchKind.NOTHING_RECORDED: "Register what was made under it, or write down that nothing was.",
}


class MismatchStatus(models.TextChoices):
    """Open, resolved by somebody, or gone by itself."""

    OPEN = "open", "Open"
    RESOLVED = "resolved", "Resolved"
    GONE = "gone", "No longer there"


class MismatchQuerySet(GovernedQuerySet):
    """Mismatches by who may see them, and by what is left to do."""

    def visible_to(self, user: Any) -> "MismatchQuerySet":
        """The only door to them; they name no patient and say nothing of what an image shows."""
        return self if user.reach(SEE).everything else self.none()

    def standing(self) -> "MismatchQuerySet":
        """Those that wait for somebody."""
        return self.filter(status=MismatchStatus.OPEN)


class Mismatch(GovernedModel):
    """One thing that does not match, never twice. Rules: R-184, R-207, R-249."""

    reference_kind: ClassVar[str] = "MIS"
    detail_url_name: ClassVar[str] = "consent:mismatch-detail"

    # A first export may write a million of these at once, so no foreign key has an index of its own:
    # what is asked is answered by the constraints and by the indexes below.
    status = models.CharField(max_length=8, choices=MismatchStatus, default=MismatchStatus.OPEN)
    kind = models.CharField(max_length=16, choices=MismatchKind)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(
        "consent.LibraryItem",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    recording = models.ForeignKey(
        "consent.Recording",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    form = models.ForeignKey(
        "consent.ConsentForm",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", db_index=False)
    found_at = models.DateTimeField()
    times_back = models.PositiveSmallIntegerField("how often it came back", default=0)
    resolved_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("how it was resolved", max_length=500, blank=True)

    objects: ClassVar[Any] = MismatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="mismatch_is_about_one_thing",
                condition=Q(kind__in=OF_AN_ITEM, item__isnull=False, recording=None, form=None)
                | Q(kind__in=OF_A_RECORDING, item=None, recording__isnull=False, form=None)
                | Q(kind=MismatchKind.NOTHING_RECORDED, item=None, recording=None, form__isnull=False),
            ),
            models.UniqueConstraint(fields=["item", "kind"], name="mismatch_of_an_item_is_there_once"),
            models.UniqueConstraint(
                fields=["recording", "kind"], name="mismatch_of_a_recording_is_there_once"
            ),
            models.UniqueConstraint(fields=["form", "kind"], name="mismatch_of_a_form_is_there_once"),
            models.CheckConstraint(
                name="mismatch_resolved_says_how_and_by_whom",
                condition=Q(
                    status=MismatchStatus.RESOLVED, resolved_by__isnull=False, resolved_at__isnull=False
                )
                & ~Q(reason="")
                | ~Q(status=MismatchStatus.RESOLVED),
                violation_error_message="Say how it was resolved",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], name="mismatch_newest"),
            models.Index(
                fields=["department", "kind"],
                name="mismatch_open",
                condition=Q(status=MismatchStatus.OPEN),
            ),
            models.Index(fields=["owner"], name="mismatch_of_owner", condition=Q(status=MismatchStatus.OPEN)),
        ]

    @property
    def next_step(self) -> str:
        """What to do about it, in a sentence."""
        return NEXT[self.kind]

    @transition(source=[MismatchStatus.OPEN], target=MismatchStatus.RESOLVED, allowed=ACT)
    def resolve(self, *, by: Any, reason: str) -> None:
        """It is put right, and how. If the next export still shows it, it comes back. Rules: R-207."""
        if not reason.strip():
            raise ValidationError({"reason": "Say how it was resolved"})
        self.reason, self.resolved_by, self.resolved_at = reason.strip(), by, clock.now()

    @transition(source=[MismatchStatus.OPEN], target=MismatchStatus.OPEN, allowed=ACT)
    def hand_to(self, *, by: Any, person: Any) -> None:
        """Somebody else looks after it from now on."""
        if not (person.is_active and person.can(ACT)):
            raise ValidationError({"person": NO_RIGHT})
        self.owner = person
