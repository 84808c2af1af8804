"""What waits in the rooms of registrations and training, as home shows it."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from consent.models import (
    KitAssessment,
    Recording,
    Registration,
    RegistrationStatus,
    Training,
    TrainingStatus,
)
from consent.quality import unchecked
from recordings_gov.pages.needs import Need

MOST_SHOWN = 20
MOST_COUNTED = 100
RENEW_AHEAD = timedelta(days=60)
TRAIN_AHEAD = timedelta(days=30)


def waits_for(user: Any, today: date) -> list[Need]:
    """For holders: renewals and training. For Media Studio: equipment and images to check.

    Rules: R-200, R-202, R-208.
    """
    found = _own_registrations(user, today) + _own_training(user, today)
    if user.holds("registration.assess"):
        found += _kit_to_check(user)
    if user.holds("quality.check"):
        found += _images_to_check(user)
    return found


def _own_registrations(user: Any, today: date) -> list[Need]:
    rows = Registration.objects.filter(applicant=user)
    ending = rows.filter(status=RegistrationStatus.ACTIVE, expires_on__lte=today + RENEW_AHEAD)
    again = Registration.objects.filter(renews=OuterRef("pk"), status=RegistrationStatus.SUBMITTED)
    ending = ending.filter(~Exists(again))
    return [
        Need("Renew your registration", row.get_absolute_url(), row.expires_on, row.kit)
        for row in ending.order_by("expires_on", "pk")[:MOST_SHOWN]
    ]


def _own_training(user: Any, today: date) -> list[Need]:
    rows = Training.objects.filter(person=user)
    offered = rows.filter(status=TrainingStatus.OFFERED).order_by("offered_on", "pk")[:MOST_SHOWN]
    due = rows.due_by(today + TRAIN_AHEAD).order_by("renew_on", "pk")[:MOST_SHOWN]
    return [
        *(
            Need("Agree a day for training", row.get_absolute_url(), None, row.get_topic_display())
            for row in offered
        ),
        *(
            Need("Training is due again", row.get_absolute_url(), row.renew_on, row.get_topic_display())
            for row in due
        ),
    ]


def _kit_to_check(user: Any) -> list[Need]:
    looked = KitAssessment.objects.filter(registration=OuterRef("pk"))
    rows = Registration.objects.visible_to(user).filter(~Exists(looked), status=RegistrationStatus.SUBMITTED)
    rows = rows.exclude(applicant=user).select_related("applicant").order_by("submitted_at", "pk")
    return [
        Need(
            f"Check the equipment of {row.applicant.name}",
            reverse("consent:registration-assess", kwargs={"reference": row.reference}),
            None,
            row.kit,
        )
        for row in rows[:MOST_SHOWN]
    ]


def _images_to_check(user: Any) -> list[Need]:
    rows = unchecked(Recording.objects.visible_to(user)).order_by("captured_at").values_list("pk")
    number = len(rows[: MOST_COUNTED + 1])
    if not number:
        return []
    said = f"more than {MOST_COUNTED}" if number > MOST_COUNTED else str(number)
    images = "image" if number == 1 else "images"
    deed = f"Check the quality of {said} {images}"
    return [Need(deed, reverse("consent:quality-list"), None, "Made outside Media Studio")]
