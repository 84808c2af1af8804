"""The keeping of one recording: its place, its retention, its fingerprint, its hold by law, its end."""

from typing import Any, ClassVar

from django import forms

from consent.forms import keeping
from consent.models import Recording
from consent.views.showing_keeping import back_to, disposal_lead
from recordings_gov.pages.views import StepView


class KeepingStep(StepView):
    """A step in the keeping of one recording."""

    model = Recording
    consequence: ClassVar[str] = ""

    def context(self) -> dict[str, Any]:
        """What follows from the step."""
        return super().context() | {"consequence": self.consequence}


class StoreRecording(KeepingStep):
    """Rules: R-096, R-182, R-185, R-247."""

    action = "recording.store"
    form_class = keeping.StoreForm
    step = "store"
    heading = "Say where the original is kept"
    button = "Save the place"
    done = "Saved."

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what is known of it."""
        names = ("place_kind", "place", "custodian", "right_to_hold")
        known = {name: getattr(self.record, name) for name in names}
        return keeping.StoreForm(data, initial=initial or known)


class LookUpRetention(KeepingStep):
    """Rules: R-096, R-182."""

    action = "recording.store"
    form_class = keeping.RetentionForm
    step = "look_up_retention"
    heading = "Say how long it is kept"
    button = "Save"
    done = "Saved."


class GiveFingerprint(KeepingStep):
    """Rules: R-248."""

    action = "recording.fingerprint"
    form_class = keeping.FingerprintForm
    template_name = "consent/recording_fingerprint.html"
    step = "give_fingerprint"
    heading = "Give the fingerprint of the original"
    button = "Save the fingerprint"
    done = "Saved. From now on it can be shown that the original is unaltered."
    consequence = "A fingerprint is given once and never replaced."


class SetLegalHold(KeepingStep):
    """Rules: R-182. What is in quarantine can be held, too."""

    action = "hold.set"
    form_class: ClassVar[type[forms.Form]] = keeping.LegalHoldForm
    step = "set_legal_hold"
    heading = "Put it under a legal hold"
    button = "Put it under a legal hold"
    done = "It is under a legal hold."
    consequence = "Nothing of it is destroyed until the hold is lifted."

    def rows(self) -> Any:
        """With what this person may list in quarantine."""
        user: Any = self.request.user
        return super().rows() | Recording.objects.in_quarantine_for(user)

    def success_url(self) -> str:
        """Back to where this person may be."""
        return back_to(self.record)

    def context(self) -> dict[str, Any]:
        """The way back is the one of an entry that may be shut."""
        return super().context() | {"back_url": back_to(self.record)}


class LiftLegalHold(SetLegalHold):
    """Rules: R-182."""

    form_class = keeping.LiftLegalHoldForm
    step = "lift_legal_hold"
    heading = "Lift the legal hold"
    button = "Lift the legal hold"
    done = "The legal hold is lifted."
    consequence = ""


class DisposalStep(KeepingStep):
    """With the answer whether it may be destroyed, at the head."""

    def context(self) -> dict[str, Any]:
        """Why not, or by which rule it may."""
        return super().context() | {"lead": disposal_lead(self.record)}


class ProposeDisposal(DisposalStep):
    """Rules: R-182."""

    action = "disposal.propose"
    form_class = keeping.ProposeDisposalForm
    step = "propose_disposal"
    heading = "Propose its destruction"
    button = "Propose its destruction"
    done = "Proposed. Information governance decides."


class DecideDisposal(DisposalStep):
    """Rules: R-182."""

    action = "disposal.confirm"
    form_class = keeping.DecideForm
    step = "decide_disposal"
    heading = "Decide on its destruction"
    button = "Save your decision"
    done = "Your decision is kept."

    def context(self) -> dict[str, Any]:
        """Who proposed it, and why."""
        row = self.record.disposal_that_waits
        lead = f"{row.proposed_by} proposed it: {row.because}. {disposal_lead(self.record)}" if row else ""
        return super().context() | {"lead": lead}


class DestroyRecording(DisposalStep):
    """Rules: R-182."""

    action = "recording.store"
    form_class = keeping.DestroyForm
    step = "destroy"
    heading = "Say that it was destroyed"
    button = "Save that it was destroyed"
    done = "Saved. The entry stays in the register."
    consequence = "This cannot be taken back."
