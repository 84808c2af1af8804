"""Addresses of asking whether a recording may be used."""

from django.urls import path

from consent.views import using

urlpatterns = [
    path("recordings/<str:reference>/use/", using.AskUse.as_view(), name="recording-use"),
    path("recordings/<str:reference>/read-again/", using.ReadAgain.as_view(), name="recording-read-again"),
    path("uses/<str:reference>/", using.UseCheckDetail.as_view(), name="use-check-detail"),
    path("uses/<str:reference>/done/", using.CarryOutUse.as_view(), name="use-check-carry-out"),
]
