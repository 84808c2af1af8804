"""Addresses of what Media Studio holds."""

from django.urls import path

from consent.views import held, secondary

urlpatterns = [
    path("recordings/held/", held.HeldList.as_view(), name="held-list"),
    path("recordings/<str:reference>/release/", held.ReleaseHeld.as_view(), name="recording-release"),
    path(
        "recordings/<str:reference>/use-again/", secondary.SecondaryUse.as_view(), name="recording-secondary"
    ),
]
