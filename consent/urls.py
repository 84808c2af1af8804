"""Addresses of the consent room."""

from django.urls import path

from consent.views import consent_form as form
from consent.views import consent_form_steps as step
from consent.views import recording, registration, registration_inbox
from consent.views.overview import overview
from consent.views.who_signs import WhoSigns

app_name = "consent"
urlpatterns = [
    path("", overview, name="overview"),
    path("forms/", form.FormList.as_view(), name="form-list"),
    path("forms/new/", form.StartConsentForm.as_view(), name="form-new"),
    path("forms/<str:reference>/", form.FormDetail.as_view(), name="form-detail"),
    path("forms/<str:reference>/signer/", WhoSigns.as_view(), name="form-signer"),
    path("forms/<str:reference>/explain/", step.ExplainConsentForm.as_view(), name="form-explain"),
    path("forms/<str:reference>/print/", step.PrintConsentForm.as_view(), name="form-print"),
    path("forms/<str:reference>/sign/", step.SignConsentForm.as_view(), name="form-sign"),
    path("forms/<str:reference>/receive/", step.ReceiveConsentForm.as_view(), name="form-receive"),
    path("forms/<str:reference>/capture/", recording.CaptureRecording.as_view(), name="form-capture"),
    path("recordings/<str:reference>/", recording.RecordingDetail.as_view(), name="recording-detail"),
    path("registrations/", registration.RegistrationList.as_view(), name="registration-list"),
    path("registrations/apply/", registration.ApplyForRegistration.as_view(), name="registration-apply"),
    path("registrations/inbox/", registration_inbox.RegistrationInbox.as_view(), name="registration-inbox"),
    path(
        "registrations/<str:reference>/",
        registration.RegistrationDetail.as_view(),
        name="registration-detail",
    ),
    path(
        "registrations/<str:reference>/correct/",
        registration.CorrectRegistration.as_view(),
        name="registration-correct",
    ),
    path(
        "registrations/<str:reference>/submit/",
        registration.SubmitRegistration.as_view(),
        name="registration-submit",
    ),
    path(
        "registrations/<str:reference>/approve/",
        registration_inbox.ApproveRegistration.as_view(),
        name="registration-approve",
    ),
    path(
        "registrations/<str:reference>/reject/",
        registration_inbox.RejectRegistration.as_view(),
        name="registration-reject",
    ),
]
