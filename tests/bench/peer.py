"""What a team would use instead of our list: Django's admin, set up as its manual says."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from requests_app.models import RecordingRequest


class OpenSite(admin.AdminSite):
    """Everybody signed in may look."""

    def has_permission(self, request: HttpRequest) -> bool:
        """No groups and no flags in this house."""
        return request.user.is_active

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Without the side bar, which would ask for other pages."""
        return super().each_context(request) | {"is_nav_sidebar_enabled": False, "available_apps": []}


class Requests(admin.ModelAdmin):  # type: ignore[type-arg]
    """The same columns, the same fifty rows."""

    list_display = ("logged_at", "patient", "media", "subject", "modality", "room", "outcome", "status")
    list_filter = ("status", "modality", "outcome")
    list_per_page = 50
    ordering = ("-logged_at",)
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Look, not touch."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        """There is no index to be shown in."""
        return False

    has_add_permission = has_change_permission = has_delete_permission = lambda *_: False  # type: ignore[assignment]


peer = OpenSite()
peer.register(RecordingRequest, Requests)
