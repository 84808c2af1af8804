"""What somebody beside the signer said: a second parent, a parent of a young person, a carer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.agreeing import CARER, NO, NOT_SURE, OTHER, RESPONSIBLE, YES
from recordings_gov.audit.models import GovernedRow


class Standing(models.TextChoices):
    """What they are to the patient."""

    RESPONSIBLE = RESPONSIBLE, "Has parental responsibility"
    CARER = CARER, "A carer without it"
    OTHER = OTHER, "Somebody else"


class SaidSo(models.TextChoices):
    """What they say to it."""

    YES = YES, "Yes"
    NO = NO, "No"
    NOT_SURE = NOT_SURE, "Not sure"


class OthersAnswer(GovernedRow):
    """One answer, never written over; the newest of each person counts. Rules: R-147. Conflict: C-24."""

    form = models.ForeignKey("consent.ConsentForm", on_delete=models.PROTECT, related_name="others_answers")
    name = models.CharField(max_length=120)
    standing = models.CharField(max_length=12, choices=Standing)
    answer = models.CharField(max_length=8, choices=SaidSo)
    words = models.CharField("in their words", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="others_answer_names_who_said_it", condition=~Q(name="")),
            models.CheckConstraint(
                name="others_answer_of_no_has_their_words",
                condition=Q(answer=SaidSo.YES) | ~Q(words=""),
                violation_error_message="Write down what they said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_standing_display()}: {self.get_answer_display()}"
