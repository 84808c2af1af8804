"""The policies, leaflets and risk assessments that the dashboard shows."""

from typing import Any

from django.db.models import Case, CharField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from policies.languages import languages
from policies.models import LeafletEdition, PolicyVersion, RiskAssessment
from policies.models.leaflet_status import LeafletFormat
from policies.reviewables import Reviewed, columns, register


def _page(name: str) -> Any:
    return lambda reference: reverse(name, kwargs={"reference": reference})


def versions(user: Any) -> Any:
    """Versions in force, overdue or not. Rules: R-050, R-217."""
    return (
        PolicyVersion.objects.visible_to(user)
        .in_force()
        .annotate(
            **columns(
                reference="reference",
                title="policy__title",
                part=Concat(Value("Version "), Cast("number", CharField())),
                department="policy__department_id",
                department_name="policy__department__name",
                owner="owner_id",
                owner_name="owner__name",
                began="in_force_from",
                began_as="in_force_precision",
                due="review_due_on",
                due_as="review_due_precision",
            )
        )
    )


def _language() -> Any:
    others = (each for each in languages().values() if each.is_translation)
    named = (When(language=each.code, then=Value(f", {each.english}")) for each in others)
    return Case(*named, default=Value(""), output_field=CharField())


def _format() -> Any:
    named = (When(format=code, then=Value(f", {words.lower()}")) for code, words in LeafletFormat.choices)
    return Case(*named, default=Value(""), output_field=CharField())


def editions(user: Any) -> Any:
    """Editions on show. Rules: R-002."""
    return (
        LeafletEdition.objects.visible_to(user)
        .published()
        .annotate(
            **columns(
                reference="reference",
                title="leaflet__title",
                part=Concat(Value("Edition "), Cast("number", CharField()), _language(), _format()),
                department="leaflet__department_id",
                department_name="leaflet__department__name",
                owner="leaflet__owner_id",
                owner_name="leaflet__owner__name",
                began=Coalesce("published_on", "approved_on"),
                due="review_due_on",
            )
        )
    )


def assessments(user: Any) -> Any:
    """Risk assessments of versions in force that have a review date. Rules: R-216."""
    return (
        RiskAssessment.objects.visible_to(user)
        .filter(version__status="disseminated", review_due_on__isnull=False)
        .annotate(
            **columns(
                reference="reference",
                title="version__policy__title",
                part=Concat(Value("Risk assessment of version "), Cast("version__number", CharField())),
                department="version__policy__department_id",
                department_name="version__policy__department__name",
                owner="owner_id",
                owner_name="owner__name",
                began=Coalesce("assessed_on", "version__in_force_from"),
                due="review_due_on",
            )
        )
    )


def register_kinds() -> None:
    """Called once, when the apps are ready."""
    register(Reviewed("policy", "Policies", versions, _page("policies:version-detail")))
    register(Reviewed("leaflet", "Leaflets", editions, _page("policies:edition-detail")))
    register(Reviewed("risk", "Risk assessments", assessments, _page("policies:risk-detail")))
