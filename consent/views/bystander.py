"""Somebody else is in a recording of a patient: locked for good, in quarantine unless care needs it."""

from typing import Any

from django.urls import reverse

from consent.forms.picture import RecordingBystanderForm
from consent.models import Recording, RecordingStatus
from recordings_gov.pages.views import StepView


class FindRecordingBystander(StepView):
    """Publication shuts for good. Rules: R-171."""

    model = Recording
    action = "recording.find_bystander"
    form_class = RecordingBystanderForm
    step = "find_bystander"
    heading = "Somebody who did not consent is in it"
    button = "Lock it for good"
    done = "Locked. It is never published."

    def context(self) -> dict[str, Any]:
        """What follows, for good."""
        says = (
            "It is never published from now on. Nothing lifts that, not even a consent signed later. It goes"
            " into quarantine unless a clinician says why this patient's care needs it."
        )
        return super().context() | {"consequence": says}

    def success_url(self) -> str:
        """In quarantine it is not there for most people: back to the room."""
        if self.record.status == RecordingStatus.QUARANTINED:
            return reverse("consent:overview")
        return str(self.record.get_absolute_url())


def lock_page(record: Recording, user: Any) -> dict[str, Any]:
    """What the recording's page says of the lock, and whether somebody may be found in it."""
    is_open = record.status != RecordingStatus.QUARANTINED
    return {"may_find_bystander": is_open and bool(user.can("recording.find_bystander", record))}
