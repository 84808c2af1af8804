"""Addresses of the accounts room, beside those of allauth."""

from django.urls import path

from recordings_gov.accounts.views.quick_unlock import Lock, SetPin, Unlock

app_name = "accounts"
urlpatterns = [
    path("pin/", SetPin.as_view(), name="pin"),
    path("lock/", Lock.as_view(), name="lock"),
    path("here/", Unlock.as_view(), name="unlock"),
]
