"""Addresses of the patients room."""

from django.urls import path

from recordings_gov.patients.views.patient import FindPatient

app_name = "patients"
urlpatterns = [path("find/", FindPatient.as_view(), name="find")]
