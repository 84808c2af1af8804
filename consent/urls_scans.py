"""Addresses of custody and scans."""

from django.urls import path

from consent.views import custody, scanned_page, scans

urlpatterns = [
    path("custody/", custody.Custody.as_view(), name="custody"),
    path("forms/<str:reference>/send/", custody.SendConsentForm.as_view(), name="form-send"),
    path("forms/<str:reference>/scan/", custody.ScanConsentForm.as_view(), name="form-scan"),
    path("forms/<str:reference>/file/", custody.FileConsentForm.as_view(), name="form-file"),
    path("scans/", scans.ScanList.as_view(), name="scan-list"),
    path("scans/bring/", scans.BringScans.as_view(), name="scan-bring"),
    path("scans/pages/<str:reference>/", scanned_page.ScanPage.as_view(), name="scan-page"),
    path(
        "scans/pages/<str:reference>/picture/", scanned_page.ScanPicture.as_view(), name="scan-page-picture"
    ),
    path("scans/pages/<str:reference>/match/", scanned_page.MatchScanPage.as_view(), name="scan-page-match"),
    path(
        "scans/pages/<str:reference>/aside/", scanned_page.PutScanPageAside.as_view(), name="scan-page-aside"
    ),
    path("scans/<str:reference>/", scans.ScanBatchPage.as_view(), name="scan-batch"),
    path("scans/<str:reference>/progress/", scans.ScanProgress.as_view(), name="scan-progress"),
]
