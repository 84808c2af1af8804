"""Addresses of copies, edits and leavers."""

from django.urls import path

from consent.views import copies, copy_lists, edits, leavers

urlpatterns = [
    path("copies/", copy_lists.CopyList.as_view(), name="copy-list"),
    path("copies/<str:reference>/", copies.CopyDetail.as_view(), name="copy-detail"),
    path("copies/<str:reference>/undertake/", copies.UndertakeCopy.as_view(), name="copy-undertake"),
    path("copies/<str:reference>/release/", copies.ReleaseCopy.as_view(), name="copy-release"),
    path("copies/<str:reference>/permit/", copies.PermitCopy.as_view(), name="copy-permit"),
    path("copies/<str:reference>/refuse/", copies.RefuseCopy.as_view(), name="copy-refuse"),
    path("copies/<str:reference>/end/", copies.EndCopy.as_view(), name="copy-end"),
    path("recordings/copied/", copy_lists.CopiedList.as_view(), name="copied-list"),
    path("recordings/<str:reference>/copy/", copies.AskCopy.as_view(), name="recording-copy"),
    path("recordings/<str:reference>/edit/", edits.MakeEdit.as_view(), name="recording-edit"),
    path("edits/<str:reference>/", edits.EditDetail.as_view(), name="edit-detail"),
    path("leavers/", leavers.LeaverList.as_view(), name="leaver-list"),
    path("leavers/start/", leavers.StartLeaver.as_view(), name="leaver-start"),
    path("leavers/<str:reference>/", leavers.LeaverDetail.as_view(), name="leaver-detail"),
    path("leavers/<str:reference>/answer/", leavers.AnswerLeaver.as_view(), name="leaver-answer"),
    path("leavers/<str:reference>/keep/", leavers.KeepRecording.as_view(), name="leaver-keep"),
    path("leavers/<str:reference>/sign-off/", leavers.SignOffLeaver.as_view(), name="leaver-sign-off"),
]
