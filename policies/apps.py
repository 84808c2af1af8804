"""Policies: the rules we run by."""

from typing import Any

from django.apps import AppConfig


def _may_read(user: Any, document: Any) -> bool:
    """Whoever may see the version or edition on its page may open it on paper."""
    from django.apps import apps

    model: Any = apps.get_model(document.about_type)
    return bool(model.objects.visible_to(user).filter(reference=document.about_reference).exists())


class PoliciesConfig(AppConfig):
    """Sources, policies and their versions, reviews, leaflets. No patient data lives here."""

    name = "policies"

    def ready(self) -> None:
        """Put the list on the menu, say what happened in words, and who opens a printed policy."""
        from policies import acknowledging, confirming, happened, reviews_ready, stances_ready, waiting
        from recordings_gov.documents import register_access
        from recordings_gov.pages import menu, needs

        happened.register()
        stances_ready.register()
        reviews_ready.register()
        needs.register(acknowledging.to_read)
        needs.register(acknowledging.surveys_to_answer)
        needs.register(confirming.still_to_confirm)
        menu.register("Policies", "policies:list", "policy.view", order=40)
        register_access("policies.policyversion", _may_read)
        register_access("policies.leafletedition", _may_read)
        register_access("policies.riskassessment", _may_read)
        needs.register(waiting.for_signature)
