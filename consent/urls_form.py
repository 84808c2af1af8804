"""Addresses of a form before it is signed, and of other approved forms."""

from django.urls import path

from consent.views import form_changes as change
from consent.views import local_form as local

urlpatterns = [
    path("forms/<str:reference>/care/", change.SayCare.as_view(), name="form-care"),
    path("forms/<str:reference>/others/", change.HearOther.as_view(), name="form-others"),
    path("forms/<str:reference>/settle/", change.SettleDifference.as_view(), name="form-settle"),
    path("forms/<str:reference>/change/", change.ChangeConsentForm.as_view(), name="form-change"),
    path("recordings/<str:reference>/further/", change.AskForFurtherUse.as_view(), name="recording-further"),
    path("other-forms/", local.LocalFormList.as_view(), name="local-form-list"),
    path("other-forms/propose/", local.ProposeLocalForm.as_view(), name="local-form-propose"),
    path("other-forms/<str:reference>/", local.LocalFormDetail.as_view(), name="local-form-detail"),
    path("other-forms/<str:reference>/print/", local.PrintLocalForm.as_view(), name="local-form-print"),
    path("other-forms/<str:reference>/approve/", local.ApproveLocalForm.as_view(), name="local-form-approve"),
    path("other-forms/<str:reference>/retire/", local.RetireLocalForm.as_view(), name="local-form-retire"),
]
