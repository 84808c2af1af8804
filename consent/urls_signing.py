"""Addresses of signing."""

from django.urls import path

from consent.views import signing

urlpatterns = [
    path("forms/<str:reference>/sign/here/", signing.SignOnScreen.as_view(), name="form-sign-on-screen"),
    path("forms/<str:reference>/sign/confirm/", signing.ConfirmSignature.as_view(), name="form-confirm"),
]
