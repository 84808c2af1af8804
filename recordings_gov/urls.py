"""Every address of the site; each is in the role table (accounts/routes.py) or refused."""

from django.urls import include, path

from recordings_gov import home

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", home.healthz, name="healthz"),
    path("readyz", home.readyz, name="readyz"),
    path("accounts/", include("recordings_gov.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("pages/", include("recordings_gov.pages.urls")),
    path("documents/", include("recordings_gov.documents.urls")),
    path("rulebook/", include("recordings_gov.rulebook.urls")),
    path("patients/", include("recordings_gov.patients.urls")),
    path("requests/", include("requests_app.urls")),
    path("notes/", include("recordings_gov.notes.urls")),
    path("consent/", include("consent.urls")),
    path("incidents/", include("recordings_gov.incidents.urls")),
    path("policies/", include("policies.urls")),
    path("public/before-your-visit/", include("requests_app.public_urls")),
    path("public/", include("policies.public_urls")),
]

handler400 = "recordings_gov.pages.errors.bad_request"
handler403 = "recordings_gov.pages.errors.not_allowed"
handler404 = "recordings_gov.pages.errors.not_found"
handler500 = "recordings_gov.pages.errors.failed"
