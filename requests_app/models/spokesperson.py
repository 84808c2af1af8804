"""Who decides where somebody else records: the patient, or who lawfully speaks for them."""

from django.db import models
from django.db.models import CheckConstraint, Q

from requests_app.models.words import AGREEMENTS
from requests_app.models.words_asked import Speaks, YesNo
from requests_app.vocabulary import said_kindly

_by_the_patient = Q(recorder="patient")
_spoken_for = Q(speaks__in=[Speaks.PARENT, Speaks.LAWFUL]) & ~Q(authority="")


class Spokesperson(models.Model):
    """A competent child's or adult's own yes, else authority, else a note and no yes. Rules: R-013, R-033."""

    understands = models.CharField("understands what it means", max_length=3, choices=YesNo, blank=True)
    speaks = models.CharField("who speaks for them", max_length=24, choices=Speaks, blank=True)
    best_interests = models.CharField(
        "what is best for them", max_length=500, blank=True, validators=[said_kindly]
    )

    class Meta:
        abstract = True


CONSTRAINTS = [
    CheckConstraint(
        name="request_agreed_on_no_companions_word_alone",
        condition=~Q(outcome__in=AGREEMENTS) | _by_the_patient | ~Q(speaks=Speaks.NOBODY),
        violation_error_message="Nobody here may speak for the patient, so nothing is agreed",
    ),
    CheckConstraint(
        name="request_of_a_child_who_does_not_understand_is_spoken_for",
        condition=~Q(outcome__in=AGREEMENTS) | _by_the_patient | ~Q(understands=YesNo.NO) | _spoken_for,
        violation_error_message="The child does not understand it yet: ask who has parental responsibility",
    ),
    CheckConstraint(
        name="request_spoken_for_says_who_and_what_was_seen",
        condition=~Q(speaks__in=[Speaks.PARENT, Speaks.LAWFUL]) | ~Q(authority=""),
        violation_error_message="Say who it is, and what you have seen",
    ),
    CheckConstraint(
        name="request_spoken_for_by_nobody_says_what_is_best",
        condition=~Q(speaks=Speaks.NOBODY) | ~Q(best_interests=""),
        violation_error_message="Write down what is best for the patient, and why",
    ),
]
