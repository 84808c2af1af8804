"""Addresses of the reconciliation of the image library with the register."""

from django.urls import path

from consent.views import library_import, mismatch
from consent.views.reconciling import reconciliation

urlpatterns = [
    path("reconciliation/", reconciliation, name="reconciliation"),
    path("reconciliation/differences/", mismatch.MismatchList.as_view(), name="mismatch-list"),
    path(
        "reconciliation/differences/<str:reference>/",
        mismatch.MismatchDetail.as_view(),
        name="mismatch-detail",
    ),
    path(
        "reconciliation/differences/<str:reference>/resolve/",
        mismatch.ResolveMismatch.as_view(),
        name="mismatch-resolve",
    ),
    path(
        "reconciliation/differences/<str:reference>/hand-over/",
        mismatch.HandOverMismatch.as_view(),
        name="mismatch-hand-over",
    ),
    path("reconciliation/exports/", library_import.ImportList.as_view(), name="library-import-list"),
    path("reconciliation/exports/bring/", library_import.BringExport.as_view(), name="library-import-bring"),
    path("reconciliation/exports/columns/", library_import.SayColumns.as_view(), name="library-columns"),
    path(
        "reconciliation/exports/<str:reference>/",
        library_import.ImportDetail.as_view(),
        name="library-import-detail",
    ),
    path(
        "reconciliation/exports/<str:reference>/progress/",
        library_import.ImportProgress.as_view(),
        name="library-import-progress",
    ),
    path(
        "reconciliation/exports/<str:reference>/confirm/",
        library_import.ConfirmImport.as_view(),
        name="library-import-confirm",
    ),
    path(
        "reconciliation/exports/<str:reference>/discard/",
        library_import.DiscardImport.as_view(),
        name="library-import-discard",
    ),
]
