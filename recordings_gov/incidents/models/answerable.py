"""Whether somebody may have committed the offence of taking data, and what their professional code says."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recordings_gov.incidents import codes
from recordings_gov.incidents.models.facts import fact, wanted
from recordings_gov.incidents.models.words import WE_RECORD, Known

ACT = "Data Protection Act 2018, section 170"
"""The Act as it is named today; what an incident says of it stays as it was said."""


class Taken(models.TextChoices):
    """The ground: what may have been done without the consent of the Trust, which holds the data."""

    OBTAINED = "obtained", "Obtained or kept"
    DISCLOSED = "disclosed", "Disclosed"
    PROCURED = "procured", "Had somebody else disclose it"
    NONE = "none", "No sign of it"


class Answerable(models.Model):
    """What an individual may have to answer for; nothing is asserted. Rules: R-250, R-252."""

    taken = models.CharField("data taken without our consent", max_length=9, choices=Taken, blank=True)
    taken_act = models.CharField("the Act, as it was then", max_length=80, blank=True)
    taken_words = models.CharField("what points to it, or not", max_length=500, blank=True)
    profession = models.CharField(max_length=20, blank=True)
    code = models.CharField("the code, as it was then", max_length=400, blank=True)
    code_touched = models.CharField("is the code touched", max_length=9, choices=Known, blank=True)
    code_words = models.CharField("why", max_length=500, blank=True)

    class Meta:
        abstract = True

    @fact("incident.manage")
    def say_taken(self: Any, *, by: Any, taken: str, taken_words: str) -> None:
        """Whether somebody knowingly or recklessly took data without the Trust's consent, under which Act.

        The information governance manager hears of every yes. Rules: R-250. Conflict: C-20.
        """
        from recordings_gov.incidents import notices

        if not self.may_be_data_incident:
            raise ValidationError("This is asked only where data of ours may have got out")
        self.taken_words = wanted("taken_words", taken_words, "Say what points to it, or why nothing does")
        self.taken, self.taken_act = taken, ACT
        if taken != Taken.NONE:
            notices.tell_of_taking(self)

    @fact("incident.manage")
    def ask_about_code(self: Any, *, by: Any, profession: str, code_touched: str, code_words: str) -> None:
        """Whether the code of the profession of whoever recorded is touched. Rules: R-252."""
        if self.kind not in WE_RECORD:
            raise ValidationError("This is asked only of what staff did with a recording of ours")
        named = codes.code_of(profession)
        if not named:
            raise ValidationError({"profession": "Choose one of the professions"})
        self.code_words = wanted("code_words", code_words, "Say why")
        self.profession, self.code, self.code_touched = profession, named, code_touched

    @property
    def profession_label(self) -> str:
        """What the profession is called."""
        return codes.label_of(self.profession)


CONSTRAINTS = [
    models.CheckConstraint(
        name="incident_of_data_taken_names_the_act_and_why",
        condition=Q(taken="", taken_act="", taken_words="")
        | ~Q(taken="") & ~Q(taken_act="") & ~Q(taken_words=""),
        violation_error_message="Say what points to it, or why nothing does",
    ),
    models.CheckConstraint(
        name="incident_of_our_own_recording_asks_about_a_code",
        condition=Q(code_touched="", code="", profession="", code_words="")
        | Q(kind__in=WE_RECORD) & ~Q(code_touched="") & ~Q(code="") & ~Q(profession="") & ~Q(code_words=""),
        violation_error_message="Say of which profession, and why",
    ),
]
