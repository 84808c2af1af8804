"""Which recordings somebody may see: what is held, restricted or in quarantine is not there for others."""

from typing import Any

from django.db.models import Q

from consent.models.quarantine_rows import OPEN_FOR
from consent.models.recording_exception import WITHOUT_CONSENT
from consent.models.recording_words import Access, RecordingStatus
from recordings_gov import clock
from recordings_gov.audit.models import GovernedQuerySet


class RecordingQuerySet(GovernedQuerySet):
    """Recordings by whose they are and how they are kept."""

    def visible_to(self, user: Any) -> "RecordingQuerySet":
        """The only door to the register; it fails shut.

        Quarantined: to nobody. Held: to Media Studio alone. Restricted: to nobody who treats patients,
        save what was made without consent, to who decided on it and who made it.
        Rules: R-138, R-154, R-155. Conflicts: C-12, C-35.
        """
        reach = user.reach("recording.view")
        rows: RecordingQuerySet = reach.rows(self).exclude(status=RecordingStatus.QUARANTINED)
        if not reach.everything:
            made = Q(basis__in=WITHOUT_CONSENT) & (Q(authority__consultant=user) | Q(captured_by=user))
            rows = rows.filter(~Q(access=Access.RESTRICTED) | made)
        if not user.holds("recording.hold"):
            rows = rows.exclude(status=RecordingStatus.HELD)
        return rows

    def to_ask_about(self, user: Any) -> "RecordingQuerySet":
        """Those about which somebody may ask "may I use it?": the answer names no patient and no contents.

        What is restricted or in quarantine exists, and the answer is no; what is held is not there yet.
        Rules: R-071, R-138. Conflict: C-35.
        """
        rows: RecordingQuerySet = user.reach("recording.ask_use").rows(self)
        return rows if user.holds("recording.hold") else rows.exclude(status=RecordingStatus.HELD)

    def in_quarantine_for(self, user: Any) -> "RecordingQuerySet":
        """What lies in quarantine, for who may list it: never what it shows. Conflict: C-12."""
        return self.in_quarantine() if user.holds("quarantine.list") else self.none()

    def to_open_in_quarantine(self, user: Any) -> "RecordingQuerySet":
        """What lies in quarantine, for who may open one named entry for a reason. Conflict: C-12."""
        return self.in_quarantine() if user.holds("quarantine.open") else self.none()

    def opened_by(self, user: Any) -> "RecordingQuerySet":
        """What this person has opened in quarantine, while that lasts. Conflict: C-12."""
        rows = self.to_open_in_quarantine(user)
        return rows.filter(openings__by=user, openings__at__gt=clock.now() - OPEN_FOR).distinct()

    def for_trail(self, user: Any) -> "RecordingQuerySet":
        """Whose readings somebody may look through, what is in quarantine among them. Rules: R-210."""
        return self if user.holds("audit.who_viewed") else self.none()

    def in_quarantine(self) -> "RecordingQuerySet":
        """Those out of the record; every door to them asks first who it is."""
        return self.filter(status=RecordingStatus.QUARANTINED)

    def held(self) -> "RecordingQuerySet":
        """Those that wait until somebody is asked."""
        return self.filter(status=RecordingStatus.HELD)
