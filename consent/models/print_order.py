"""Prints: asked for with a reason, made by Media Studio alone; and how many somebody orders."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, Q, Sum

from consent.asking_use import Wanted, lock_consent_for
from consent.models.leaving import AskedAgain, held_still, refuse_unless_allowed
from consent.models.recording_custody import RecordingStep
from consent.models.use_check import UseCheck
from consent.using import Use
from consent.using.words import AIM_WORDS
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.workflow import transition

PERSON = settings.AUTH_USER_MODEL
MOST_COPIES = 50


class PrintStatus(models.TextChoices):
    """What became of an order."""

    ASKED = "asked", "Asked for"
    PRINTED = "printed", "Printed"
    DECLINED = "declined", "Not printed"
    STOPPED = "stopped", "Stopped"


class PrintOrderQuerySet(GovernedQuerySet):
    """Orders by whose they are, what they wait for and how many there are."""

    def visible_to(self, user: Any) -> "PrintOrderQuerySet":
        """The only door to orders; it fails shut."""
        rows: PrintOrderQuerySet = user.reach("print.view").rows(self)
        return rows

    def waiting(self) -> "PrintOrderQuerySet":
        """Those that Media Studio has not made or declined."""
        return self.filter(status=PrintStatus.ASKED).order_by("pk")

    def after_death(self, day: date) -> "PrintOrderQuerySet":
        """Those not made yet of somebody who has died since. Rules: R-136."""
        return self.waiting().filter(recording__patient__death_date__lte=day)

    def of_month(self, month: date) -> "PrintOrderQuerySet":
        """Those asked for in the month of this day."""
        first = month.replace(day=1)
        return self.filter(asked_on__gte=first, asked_on__lt=clock.months_after(first, 1))

    def by_person(self) -> Any:
        """How many each person ordered, and how many sheets; the most first. Rules: R-209."""
        rows = self.values("ordered_by", "ordered_by__name", "department", "department__name").order_by()
        counted = rows.annotate(orders=Count("pk"), sheets=Sum("copies"))
        return counted.order_by("-orders", "ordered_by__name", "department__name", "ordered_by")


class PrintOrder(AskedAgain, GovernedModel):
    """One print of one recording: why nothing else would do, and the two checks. Rules: R-193, R-209."""

    reference_kind: ClassVar[str] = "PRI"
    detail_url_name: ClassVar[str] = "consent:print-detail"

    status = models.CharField(max_length=8, choices=PrintStatus, default=PrintStatus.ASKED)
    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="print_orders")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    aim = models.CharField(max_length=14, choices=[(aim.value, says) for aim, says in AIM_WORDS.items()])
    permission = models.ForeignKey(
        "consent.Permission", null=True, blank=True, on_delete=models.PROTECT, related_name="print_orders"
    )
    check_asked = models.ForeignKey(UseCheck, on_delete=models.PROTECT, related_name="+")
    copies = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_COPIES)]
    )
    reason = models.CharField("why looking at it on a screen does not do", max_length=300)
    ordered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    colour_checked = models.BooleanField(default=False)
    identity_checked = models.BooleanField("NHS identity checked", default=False)
    printed_at = models.DateTimeField(null=True, blank=True, editable=False)
    printed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    not_printed_because = models.CharField(max_length=300, blank=True)

    objects: ClassVar[Any] = PrintOrderQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="print_order_says_why_a_print_is_needed",
                condition=~Q(reason=""),
                violation_error_message="Say why looking at it on a screen does not do",
            ),
            models.CheckConstraint(
                name="print_order_is_for_a_few_copies",
                condition=Q(copies__gte=1, copies__lte=MOST_COPIES),
                violation_error_message=f"Order 1 to {MOST_COPIES} copies",
            ),
            models.CheckConstraint(
                name="print_was_made_with_both_checks",
                condition=Q(
                    status=PrintStatus.PRINTED,
                    colour_checked=True,
                    identity_checked=True,
                    printed_at__isnull=False,
                    printed_by__isnull=False,
                )
                | ~Q(status=PrintStatus.PRINTED) & Q(printed_at=None, printed_by=None),
                violation_error_message="Check the colour and the NHS identity before you print",
            ),
            models.CheckConstraint(
                name="print_that_was_not_made_says_why",
                condition=~Q(status__in=[PrintStatus.DECLINED, PrintStatus.STOPPED])
                | ~Q(not_printed_because=""),
                violation_error_message="Say why it is not printed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["asked_on"], name="print_order_of_month")]

    @classmethod
    def order(
        cls, *, by: Any, recording: Any, aim: str, reason: str, copies: int = 1, permission: Any = None
    ) -> "PrintOrder":
        """Ask Media Studio for a print; refused unless it may be printed for this today.

        Raises PermissionDenied; ValidationError with each obstacle. Rules: R-193.
        """
        if not by.can("print.order", recording):
            raise PermissionDenied("Ordering prints in this department is not part of your role.")
        with transaction.atomic(), acting_as(by):
            lock_consent_for(recording)
            refuse_unless_allowed(recording, by, Wanted(Use.PRINT, aim, permission))
            asked = UseCheck.ask(by=by, recording=recording, use=Use.PRINT, aim=aim, permission=permission)
            order = cls(
                recording=recording,
                department_id=recording.department_id,
                aim=aim,
                permission=permission,
                check_asked=asked,
                copies=copies,
                reason=reason.strip(),
                ordered_by=by,
                asked_on=clock.today(),
            )
            order.save()
        return order

    @held_still
    @transition(source=[PrintStatus.ASKED], target=PrintStatus.PRINTED, allowed="print.make")
    def make(self, *, by: Any, colour_checked: bool, identity_checked: bool) -> None:
        """Media Studio printed it, with colour and NHS identity checked; asked once more at this moment.

        Raises ValidationError. Rules: R-133, R-193.
        """
        refuse_unless_allowed(self.recording, by, self.wanted)
        self.colour_checked, self.identity_checked = colour_checked, identity_checked
        self.printed_at, self.printed_by = clock.now(), by
        sheets = "1 copy" if self.copies == 1 else f"{self.copies} copies"
        self.recording.write_custody(
            RecordingStep.PRINTED, by=by, to=str(self.ordered_by), says=f"{sheets}, {self.reference}"
        )

    @transition(source=[PrintStatus.ASKED], target=PrintStatus.DECLINED, allowed="print.make")
    def decline(self, *, by: Any, reason: str) -> None:
        """Media Studio does not print it, and says why."""
        self.not_printed_because = reason.strip()

    @transition(source=[PrintStatus.ASKED], target=PrintStatus.STOPPED, allowed="consent.withdraw")
    def take_back(self, *, by: Any, reason: str) -> None:
        """Consent ended before it was printed. Rules: R-133."""
        self.not_printed_because = reason.strip()

    @property
    def wanted(self) -> Wanted:
        """The question that is asked again when it is printed."""
        return Wanted(Use.PRINT, self.aim, self.permission)
