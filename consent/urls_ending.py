"""Addresses of endings: consent taken back, a form that never counted, a recording stopped."""

from django.urls import path

from consent.views import ending, letter, withdrawal

urlpatterns = [
    path("forms/<str:reference>/withdraw/", ending.WithdrawConsent.as_view(), name="form-withdraw"),
    path("forms/<str:reference>/invalidate/", ending.InvalidateConsentForm.as_view(), name="form-invalidate"),
    path("forms/<str:reference>/stop/", ending.StopRecording.as_view(), name="form-stop"),
    path("forms/<str:reference>/resume/", ending.ResumeRecording.as_view(), name="form-resume"),
    path("forms/<str:reference>/came-out/", ending.CameOut.as_view(), name="form-came-out"),
    path("forms/<str:reference>/supersede/", ending.SupersedeConsentForm.as_view(), name="form-supersede"),
    path("withdrawals/", withdrawal.WithdrawalList.as_view(), name="withdrawal-list"),
    path("withdrawals/start/", withdrawal.choose_form, name="withdrawal-start"),
    path("withdrawals/<str:reference>/", withdrawal.WithdrawalDetail.as_view(), name="withdrawal-detail"),
    path("withdrawals/<str:reference>/tell/", withdrawal.TellWithdrawer.as_view(), name="withdrawal-tell"),
    path(
        "withdrawals/<str:reference>/go-back/",
        withdrawal.GoBackToClinician.as_view(),
        name="withdrawal-go-back",
    ),
    path("withdrawals/<str:reference>/letter/", letter.WithdrawalLetter.as_view(), name="withdrawal-letter"),
    path(
        "withdrawals/<str:reference>/clinician-letter/",
        letter.ClinicianLetter.as_view(),
        name="withdrawal-clinician-letter",
    ),
    path(
        "invalidations/<str:reference>/",
        withdrawal.InvalidationDetail.as_view(),
        name="invalidation-detail",
    ),
    path("invalidations/<str:reference>/tell/", withdrawal.TellPatient.as_view(), name="invalidation-tell"),
    path(
        "invalidations/<str:reference>/letter/",
        letter.InvalidationLetter.as_view(),
        name="invalidation-letter",
    ),
]
