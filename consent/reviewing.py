"""Registrations, image databases and research beside policies on the dashboard of what is due."""

from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Concat, TruncDate
from django.urls import reverse

from consent.models import (
    ImageDatabase,
    ImageDatabaseStatus,
    Registration,
    ResearchProject,
    ResearchStatus,
)
from consent.models.registration_content import RegistrationStatus
from policies.reviewables import Reviewed, columns, register
from recordings_gov.clock import LONDON


def registrations(user: Any) -> Any:
    """Those that run, suspended or not, that this person may see; whoever answers for the kit owns them."""
    return (
        Registration.objects.visible_to(user)
        .filter(status__in=[RegistrationStatus.ACTIVE, RegistrationStatus.SUSPENDED])
        .annotate(
            **columns(
                reference="reference",
                title=Concat(Value("Registration to record: "), F("make"), Value(" "), F("model")),
                part=F("serial"),
                owner="applicant_id",
                owner_name="applicant__name",
                began=TruncDate("activated_at", tzinfo=LONDON),
                due="expires_on",
            )
        )
    )


def register_registrations() -> None:
    """Called once, when the apps are ready."""
    register(
        Reviewed(
            "registration",
            "Registrations",
            registrations,
            lambda reference: reverse("consent:registration-detail", kwargs={"reference": reference}),
        )
    )


def image_databases(user: Any) -> Any:
    """Those that may hold images, each until its review; information governance answers for them."""
    return (
        ImageDatabase.objects.visible_to(user)
        .filter(status=ImageDatabaseStatus.AUTHORISED)
        .annotate(
            **columns(
                reference="reference",
                title=Concat(Value("Image database: "), F("name")),
                part=F("place"),
                owner="decided_by_id",
                owner_name="decided_by__name",
                began=TruncDate("decided_at", tzinfo=LONDON),
                due="review_due",
            )
        )
    )


def register_image_databases() -> None:
    """Called once, when the apps are ready. Rules: R-247."""
    register(
        Reviewed(
            "image_database",
            "Image databases",
            image_databases,
            lambda reference: reverse("consent:image-database-detail", kwargs={"reference": reference}),
        )
    )


def research_projects(user: Any) -> Any:
    """Those that are registered, each until its last day; whoever applied for it answers for it."""
    return (
        ResearchProject.objects.visible_to(user)
        .filter(status=ResearchStatus.ACTIVE)
        .annotate(
            **columns(
                reference="reference",
                title=Concat(Value("Research project: "), F("title")),
                part=F("lead"),
                owner="applicant_id",
                owner_name="applicant__name",
                began=TruncDate("activated_at", tzinfo=LONDON),
                due="ends_on",
            )
        )
    )


def register_research() -> None:
    """Called once, when the apps are ready. Rules: R-163."""
    register(
        Reviewed(
            "research",
            "Research projects",
            research_projects,
            lambda reference: reverse("consent:research-detail", kwargs={"reference": reference}),
        )
    )
