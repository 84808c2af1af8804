"""What one recording needs in special care, and what the patient asked for, as said before anybody signs."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.caring import Care
from recordings_gov.audit.models import GovernedRow


class Operator(models.TextChoices):
    """Who makes the recording."""

    PHOTOGRAPHER = "photographer", "A registered clinical photographer"
    STAFF = "staff", "Somebody else"


class Chaperone(models.TextChoices):
    """Whether a chaperone is there; one is always offered."""

    PRESENT = "present", "Yes, one is there"
    DECLINED = "declined", "Offered, and not wanted"
    NOBODY = "nobody", "No"


class Interpreter(models.TextChoices):
    """Whether somebody interprets."""

    NOT_NEEDED = "not_needed", "Not needed"
    THERE = "there", "Yes, one is there"
    MISSING = "missing", "Needed, and none is there"


KEPT_BESIDE = frozenset({"id", "form", "by", "created_at", "changed_at", "is_of_child"})
WISHES = ("dress", "faith", "who_records")


class Particulars(GovernedRow):
    """One a form; said anew while it is a draft, each time kept.

    Rules: R-098, R-099, R-132, R-141, R-148, R-149, R-150, R-151. Conflict: C-30.
    """

    form = models.OneToOneField("consent.ConsentForm", on_delete=models.PROTECT, related_name="particulars")
    is_of_child = models.BooleanField("under 18 when this was said")
    is_intimate = models.BooleanField("intimate", default=False)
    is_whole_body = models.BooleanField("whole body", default=False)
    is_colposcopy = models.BooleanField("by colposcope", default=False)
    is_mental_health = models.BooleanField("in mental health care", default=False)
    value = models.CharField("clinical feature, or what it teaches", max_length=300, blank=True)
    whole_body_because = models.CharField("why the whole body", max_length=300, blank=True)
    noted_at = models.CharField("where in the notes the reason stands", max_length=200, blank=True)
    not_noted_because = models.CharField("why it does not", max_length=300, blank=True)
    operator = models.CharField("who makes it", max_length=14, choices=Operator)
    why_no_photographer = models.CharField("why no photographer", max_length=300, blank=True)
    operator_name = models.CharField("who works the colposcope", max_length=120, blank=True)
    operator_training = models.CharField("their training", max_length=200, blank=True)
    operator_registration = models.CharField("their registration", max_length=120, blank=True)
    chaperone = models.CharField(max_length=10, choices=Chaperone)
    chaperone_name = models.CharField("the chaperone", max_length=120, blank=True)
    no_chaperone_because = models.CharField("why no chaperone", max_length=300, blank=True)
    dress = models.CharField("privacy and dress", max_length=300, blank=True)
    faith = models.CharField("faith and belief", max_length=300, blank=True)
    who_records = models.CharField("who records, and who is in the room", max_length=300, blank=True)
    interpreter = models.CharField(max_length=12, choices=Interpreter, default=Interpreter.NOT_NEEDED)
    interpreter_name = models.CharField("the interpreter", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="particulars_of_a_child_say_the_feature_or_value",
                condition=Q(is_of_child=False) | ~Q(value=""),
            ),
            models.CheckConstraint(
                name="particulars_of_the_whole_body_say_why",
                condition=Q(is_whole_body=False) | ~Q(whole_body_because=""),
            ),
            models.CheckConstraint(
                name="particulars_of_colposcopy_name_who_with_training",
                condition=Q(is_colposcopy=False)
                | (~Q(operator_name="") & ~Q(operator_training="") & ~Q(operator_registration="")),
            ),
            models.CheckConstraint(
                name="particulars_of_a_childs_intimate_picture_say_where_noted",
                condition=Q(is_of_child=False)
                | Q(is_intimate=False, is_colposcopy=False)
                | ~Q(noted_at="", not_noted_because=""),
            ),
            models.CheckConstraint(
                name="particulars_without_photographer_say_why",
                condition=Q(operator=Operator.PHOTOGRAPHER) | ~Q(why_no_photographer=""),
            ),
            models.CheckConstraint(
                name="particulars_of_an_intimate_picture_have_a_chaperone",
                condition=Q(is_intimate=False, is_colposcopy=False) | ~Q(chaperone=Chaperone.NOBODY),
            ),
            models.CheckConstraint(
                name="particulars_name_the_chaperone_or_say_why_none",
                condition=Q(chaperone=Chaperone.DECLINED)
                | Q(Q(chaperone=Chaperone.PRESENT), ~Q(chaperone_name=""))
                | Q(Q(chaperone=Chaperone.NOBODY), ~Q(no_chaperone_because="")),
            ),
            models.CheckConstraint(
                name="particulars_name_the_interpreter",
                condition=~Q(interpreter=Interpreter.THERE) | ~Q(interpreter_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Particulars of {self.form_id}"

    def said(self) -> dict[str, Any]:
        """What was answered, by name."""
        names = (field.name for field in self._meta.concrete_fields)
        return {name: getattr(self, name) for name in names if name not in KEPT_BESIDE}

    def care(self, age: int, *, may_not_decide: bool) -> Care:
        """As the decision reads it."""
        facts = {name: value for name, value in self.said().items() if name not in WISHES}
        return Care(age=age, may_not_decide=may_not_decide, **facts)
