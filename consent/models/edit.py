"""An edit is a new item beside its original: four kinds of change to the whole image, and inversion."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q

from consent.asking_use import lock_consent_for
from consent.editing import KINDS, EditCase, may_edit
from consent.models.recording_custody import RecordingStep
from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import GovernedModel, GovernedQuerySet

if TYPE_CHECKING:
    from consent.models.recording import Recording


class EditQuerySet(GovernedQuerySet):
    """Edits by whose original they are of."""

    def visible_to(self, user: Any) -> "EditQuerySet":
        """Whoever sees the original sees its edits, and nobody else does."""
        from consent.models.recording import Recording

        return self.filter(recording__in=Recording.objects.visible_to(user))


class Edit(GovernedModel):
    """One edited item: from which original, what was changed, by which registered practitioner.

    The original is never replaced. Rules: R-121, R-178, R-179. Conflict: C-29.
    """

    reference_kind: ClassVar[str] = "EDT"
    detail_url_name: ClassVar[str] = "consent:edit-detail"

    recording = models.ForeignKey("consent.Recording", on_delete=models.PROTECT, related_name="edits")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    crop = models.BooleanField(KINDS["crop"], default=False)
    background = models.BooleanField(KINDS["background"], default=False)
    contrast = models.BooleanField(KINDS["contrast"], default=False)
    colour = models.BooleanField(KINDS["colour"], default=False)
    inversion = models.BooleanField(KINDS["inversion"], default=False)
    whole_image = models.BooleanField("the whole image was treated alike", default=False)
    label = models.CharField("the label on the image", max_length=200, blank=True)
    because = models.CharField("why it was edited", max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    register = models.CharField("register of medical illustration practitioners", max_length=120)
    registration_number = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    objects: ClassVar[Any] = EditQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="edit_is_of_an_allowed_kind",
                condition=Q(crop=True)
                | Q(background=True)
                | Q(contrast=True)
                | Q(colour=True)
                | Q(inversion=True),
                violation_error_message="Say what was changed",
            ),
            models.CheckConstraint(
                name="edit_treats_the_whole_image_alike",
                condition=Q(whole_image=True),
                violation_error_message="Only the whole image is edited, never a part of it",
            ),
            models.CheckConstraint(
                name="edit_that_enhances_is_labelled",
                condition=Q(contrast=False, colour=False, inversion=False) | ~Q(label=""),
                violation_error_message="Give the label that stands on the image",
            ),
            models.CheckConstraint(
                name="edit_names_the_practitioners_registration",
                condition=~Q(register="") & ~Q(registration_number=""),
                violation_error_message="Give your register and your number on it",
            ),
            models.CheckConstraint(
                name="edit_says_why",
                condition=~Q(because=""),
                violation_error_message="Say why it was edited",
            ),
        ]

    @classmethod
    def make(
        cls,
        *,
        by: Any,
        recording: "Recording",
        kinds: list[str],
        whole_image: bool,
        because: str,
        register: str,
        registration_number: str,
        label: str = "",
    ) -> "Edit":
        """Enter what a registered practitioner of Media Studio made from the original.

        Raises PermissionDenied; ValidationError with each obstacle. Rules: R-121, R-178, R-179.
        """
        if not by.can("edit.make", recording):
            raise PermissionDenied("Only medical illustration practitioners of Media Studio edit images.")
        with transaction.atomic(), acting_as(by):
            lock_consent_for(recording)
            answer = may_edit(
                EditCase(
                    state=recording.status,
                    kinds=frozenset(kinds),
                    whole_image=whole_image,
                    is_labelled=bool(label.strip()),
                    is_registered=bool(register.strip() and registration_number.strip()),
                )
            )
            if answer.obstacles:
                raise ValidationError([reason.says for reason in answer.obstacles], code="not_allowed")
            made = cls(
                recording_id=recording.pk,
                department_id=recording.department_id,
                whole_image=whole_image,
                label=label.strip(),
                because=because.strip(),
                made_by=by,
                register=register.strip(),
                registration_number=registration_number.strip(),
                made_at=clock.now(),
                **{kind: kind in kinds for kind in KINDS},
            )
            made.save()
            says = f"{made.changed}. {made.label}".strip()
            recording.write_custody(RecordingStep.EDITED, by=by, to=made.reference, says=says)
        return made

    @property
    def changed(self) -> str:
        """What was changed, in words."""
        return ", ".join(words for kind, words in KINDS.items() if getattr(self, kind))
