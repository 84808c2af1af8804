"""Addresses of research projects, of photos with an approved app, and of secret recording.

The last say nothing of what they are: an address stands in e-mails, logs and the history of a browser.
"""

from django.urls import path

from consent.views import app_photo as app
from consent.views import covert
from consent.views import research as view

STEPS = {
    "amend": view.AmendResearch,
    "submit": view.SubmitResearch,
    "approve": view.ApproveResearch,
    "reject": view.RejectResearch,
    "end": view.EndResearch,
    "renew": view.RenewResearch,
}

urlpatterns = [
    path("sealed/", covert.CovertList.as_view(), name="covert-list"),
    path("sealed/enter/", covert.EnterCovert.as_view(), name="covert-enter"),
    path("sealed/<str:reference>/", covert.CovertDetail.as_view(), name="covert-detail"),
    path("sealed/<str:reference>/start/", covert.StartCovert.as_view(), name="covert-start"),
    path("sealed/<str:reference>/stop/", covert.StopCovert.as_view(), name="covert-stop"),
    path("app-devices/", app.AppDeviceList.as_view(), name="app-device-list"),
    path("app-devices/register/", app.RegisterAppDevice.as_view(), name="app-device-register"),
    path("app-devices/<str:reference>/", app.AppDeviceDetail.as_view(), name="app-device-detail"),
    path(
        "app-devices/<str:reference>/withdraw/", app.WithdrawAppDevice.as_view(), name="app-device-withdraw"
    ),
    path("forms/<str:reference>/app-photo/", app.TakenByApp.as_view(), name="form-app-photo"),
    path("research/", view.ResearchList.as_view(), name="research-list"),
    path("research/apply/", view.ApplyForResearch.as_view(), name="research-apply"),
    path("research/<str:reference>/", view.ResearchDetail.as_view(), name="research-detail"),
    *(
        path(f"research/<str:reference>/{step}/", page.as_view(), name=f"research-{step}")
        for step, page in STEPS.items()
    ),
]
