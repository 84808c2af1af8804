"""Addresses of the consent room."""

from django.urls import path

from consent import urls_form, urls_registrations, urls_scans, urls_signing
from consent.urls_copies import urlpatterns as copy_urls
from consent.urls_ending import urlpatterns as ending_urls
from consent.urls_exceptions import urlpatterns as exception_urls
from consent.urls_filming import urlpatterns as filming_urls
from consent.urls_held import urlpatterns as held_urls
from consent.urls_keeping import urlpatterns as keeping_urls
from consent.urls_leaving import urlpatterns as leaving_urls
from consent.urls_library import urlpatterns as library_urls
from consent.urls_reconciling import urlpatterns as reconciling_urls
from consent.urls_releases import urlpatterns as release_urls
from consent.urls_research import urlpatterns as research_urls
from consent.urls_using import urlpatterns as using_urls
from consent.views import consent_form as form
from consent.views import consent_form_steps as step
from consent.views import recording, registration, registration_inbox
from consent.views.overview import overview
from consent.views.who_signs import WhoSigns

app_name = "consent"
urlpatterns = [
    path("", overview, name="overview"),
    *urls_registrations.urlpatterns,
    *urls_scans.urlpatterns,
    *ending_urls,
    *exception_urls,
    *urls_signing.urlpatterns,
    *urls_form.urlpatterns,
    path("forms/", form.FormList.as_view(), name="form-list"),
    path("forms/new/", form.StartConsentForm.as_view(), name="form-new"),
    path("forms/<str:reference>/", form.FormDetail.as_view(), name="form-detail"),
    path("forms/<str:reference>/signer/", WhoSigns.as_view(), name="form-signer"),
    path("forms/<str:reference>/explain/", step.ExplainConsentForm.as_view(), name="form-explain"),
    path("forms/<str:reference>/print/", step.PrintConsentForm.as_view(), name="form-print"),
    path("forms/<str:reference>/sign/", step.SignConsentForm.as_view(), name="form-sign"),
    path("forms/<str:reference>/receive/", step.ReceiveConsentForm.as_view(), name="form-receive"),
    path("forms/<str:reference>/capture/", recording.CaptureRecording.as_view(), name="form-capture"),
    *copy_urls,
    *filming_urls,
    *held_urls,
    *keeping_urls,
    *library_urls,
    *reconciling_urls,
    *release_urls,
    *leaving_urls,
    *research_urls,
    *using_urls,
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
