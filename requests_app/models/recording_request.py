"""A patient's request to record: who, where, what, what our policy said, how it ended, and the note."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from policies.missing import ask_for_policy
from policies.models import PolicyVersion
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet
from recordings_gov.patients.models import Patient
from recordings_gov.workflow import transition
from requests_app import vocabulary
from requests_app.decisions import settings_here
from requests_app.models import promises
from requests_app.models.afterwards import Afterwards
from requests_app.models.asked_for import AskedFor
from requests_app.models.home_code import claimed
from requests_app.models.informed import Informed
from requests_app.models.situation_checks import SituationChecks
from requests_app.models.words import Ended, Made, Permission, RequestStatus

S = RequestStatus


class RecordingRequestQuerySet(GovernedQuerySet):
    """Requests by who may see them and what they wait for."""

    def visible_to(self, user: Any) -> "RecordingRequestQuerySet":
        """The only door to requests; it fails shut."""
        rows: RecordingRequestQuerySet = user.reach("request.view").rows(self, own=Q(logged_by=user))
        return rows

    def waiting_for_an_answer(self) -> "RecordingRequestQuerySet":
        """Those of which nobody has said yet whether a recording was made."""
        return self.filter(status=S.OUTCOME_GIVEN, recording_made=Made.NOT_KNOWN)


class RecordingRequest(Informed, Afterwards, AskedFor, SituationChecks, GovernedModel):
    """A patient, or somebody with them, wants to record; it is theirs. Rules: R-012, R-028, R-223."""

    reference_kind: ClassVar[str] = "REQ"
    detail_url_name: ClassVar[str] = "requests:request-detail"

    status = models.CharField(max_length=14, choices=RequestStatus, default=S.OPEN)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(
        Patient, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    number_as_typed = models.CharField(max_length=40, blank=True)
    room = models.CharField(max_length=60, blank=True)
    modality = models.SlugField(max_length=40)
    setting = models.SlugField(max_length=40)
    media = models.JSONField(default=list)
    subject = models.SlugField(max_length=40)
    recorder = models.SlugField(max_length=40)
    permission = models.CharField("patient's own permission", max_length=10, choices=Permission, blank=True)
    authority = models.CharField(
        "who speaks for the patient", max_length=200, blank=True, validators=[vocabulary.said_kindly]
    )
    reasons = models.JSONField(default=list, blank=True)
    purpose = models.SlugField(max_length=40)
    policy_version = models.ForeignKey(
        PolicyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stance = models.SlugField(max_length=20)
    answer = models.JSONField("the answer of the day", default=dict)
    told = models.JSONField("things told", default=list, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    not_told_reason = models.SlugField(max_length=40, blank=True)
    not_told_words = models.CharField(max_length=200, blank=True, validators=[vocabulary.said_kindly])
    offered = models.JSONField(default=list, blank=True)
    outcome = models.CharField(max_length=30, choices=Ended, blank=True)
    recording_made = models.CharField(max_length=10, choices=Made, default=Made.NOT_KNOWN)
    note_filed_at = models.DateTimeField(null=True, blank=True)
    home_code = models.CharField(max_length=16, blank=True)
    home_choices = models.JSONField("chosen at home", default=dict, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField()

    objects: ClassVar[Any] = RecordingRequestQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[Any] = promises.CONSTRAINTS
        indexes: ClassVar = [
            models.Index(fields=["department", "-logged_at"], name="request_of_department"),
            models.Index(fields=["department", "status", "-logged_at"], name="request_by_state"),
            models.Index(fields=["department", "modality", "-logged_at"], name="request_by_modality"),
            models.Index(fields=["department", "outcome", "-logged_at"], name="request_by_outcome"),
            models.Index(fields=["-logged_at"], name="request_newest"),
            models.Index(
                fields=["department", "logged_at"], name="request_unfinished", condition=~Q(status=S.CLOSED)
            ),
            models.Index(
                fields=["department", "logged_at"], name="request_made_not_known", condition=promises.WAITING
            ),
        ]

    @classmethod
    def log(
        cls,
        *,
        by: Any,
        outcome: str,
        outcome_reason: str = "",
        need_met: str = "",
        answers: Any = None,
        home_code: str = "",
        **asked: Any,
    ) -> Self:
        """Keep the request, what colleagues said, how it ended and the drafted note, all or nothing.

        ``answers`` is what each colleague there said, by person; ``home_code`` is claimed for it and
        its choices kept beside what was tapped. The policy is asked here, so that the answer kept is
        the one of the day. Rules: R-012, R-013, R-021, R-040, R-041, R-165.
        """
        from requests_app import asking

        with transaction.atomic(), acting_as(by):
            request = cls(logged_at=clock.now(), **asked)
            # Asked before it is theirs: what one logs oneself must still be in one's own department.
            if not by.can("request.log", request):
                raise PermissionDenied(f"{by} may not log a request in {request.department}.")
            request.logged_by = by
            request.home_code, request.home_choices = claimed(home_code)
            request.told_at, request.told_by = (request.logged_at, by) if request.told else (None, None)
            asking.pin_answer(request, outcome, answers or {})
            request.event_action = "recordingrequest.log"
            request.save()
            request.event_action = ""
            asking.keep_answers(request, by, answers or {})
            if request.policy_version is None:
                ask_for_policy(request.department, by)
            request.record_outcome(by=by, outcome=outcome, outcome_reason=outcome_reason, need_met=need_met)
        return request

    @transition(source=tuple(S), target=tuple(S), allowed="request.follow_up")
    def say_how_voice_was_met(self, *, by: Any, met: str, words: str = "") -> str:
        """Say how a wish not to be heard was met; it never ends the patient's own note. Rules: R-165."""
        for answer in self.answers.filter(voice_objected=True):
            answer.voice_met, answer.voice_words = met, words
            answer.event_action = "staffanswer.voice_met"
            answer.save()
        return str(self.status)

    @transition(source=tuple(S), target=tuple(S), allowed="request.follow_up")
    def note_copy(self, *, by: Any, **said: Any) -> str:
        """Keep whether a copy of the patient's own recording is to come to us. Rules: R-030, R-166."""
        from requests_app.models.copy_offer import take_down

        if self.recording_made == Made.NO:
            raise ValidationError("No recording was made, so there is no copy")
        take_down(self, by, **said)
        return str(self.status)

    def is_item_of(self, user: Any) -> bool:
        """Theirs who logged it, and who were asked to be in it."""
        asked = self.pk is not None and self.answers.filter(person=user).exists()
        return bool(self.logged_by_id == user.pk or asked)

    @property
    def settings_here(self) -> tuple[str, ...]:
        """The setting it happens in, and *discussion* where the explanation is recorded."""
        return settings_here(self.setting, self.subject)

    @property
    def what(self) -> str:
        """As headings say it: sound and video, the explanation."""
        return vocabulary.what(self.media, self.subject)
