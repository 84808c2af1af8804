"""Addresses of the exceptions with names."""

from django.urls import path

from consent.views import authority, exception_steps, implied, procedure

urlpatterns = [
    path("tests/", procedure.ProcedureList.as_view(), name="procedure-list"),
    path("tests/propose/", procedure.ProposeProcedure.as_view(), name="procedure-propose"),
    path("tests/<str:reference>/", procedure.ProcedureDetail.as_view(), name="procedure-detail"),
    path("tests/<str:reference>/confirm/", procedure.ConfirmProcedure.as_view(), name="procedure-confirm"),
    path("tests/<str:reference>/refuse/", procedure.RefuseProcedure.as_view(), name="procedure-refuse"),
    path("tests/<str:reference>/retire/", procedure.RetireProcedure.as_view(), name="procedure-retire"),
    path("recordings/part-of-a-test/", implied.CaptureImplied.as_view(), name="implied-new"),
    path("forms/<str:reference>/authorise/", authority.AuthoriseForm.as_view(), name="form-authorise"),
    path(
        "forms/<str:reference>/parents-told/", exception_steps.TellParents.as_view(), name="form-parents-told"
    ),
    path(
        "forms/<str:reference>/parents-wait/",
        exception_steps.DeferTelling.as_view(),
        name="form-parents-wait",
    ),
    path("authorities/", authority.AuthorityList.as_view(), name="authority-list"),
    path("authorities/<str:reference>/", authority.AuthorityDetail.as_view(), name="authority-detail"),
    path("authorities/<str:reference>/second/", authority.SecondAuthority.as_view(), name="authority-second"),
    path("authorities/<str:reference>/refuse/", authority.RefuseAuthority.as_view(), name="authority-refuse"),
    path(
        "recordings/<str:reference>/anonymised/",
        exception_steps.KeepAnonymised.as_view(),
        name="recording-anonymised",
    ),
]
