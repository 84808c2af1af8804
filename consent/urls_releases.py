"""Addresses of model releases, and of pictures of wards, equipment and staff."""

from django.urls import path
from django.views import View

from consent.views import bystander, picture, release

RELEASE_STEPS: dict[str, type[View]] = {
    "sign": release.SignRelease,
    "sign-paper": release.SignReleaseOnPaper,
    "decline": release.DeclineRelease,
    "withdraw": release.WithdrawRelease,
    "further": release.AskForMore,
    "print": release.PrintRelease,
}
PICTURE_STEPS: dict[str, type[View]] = {
    "add-person": picture.AddPerson,
    "complete": picture.SayComplete,
    "use": picture.UsePicture,
    "bystander": picture.FindPictureBystander,
}
OF_A_PERSON = "pictures/<str:reference>/people/<int:number>"

urlpatterns = [
    path("releases/", release.ReleaseList.as_view(), name="release-list"),
    path("releases/new/", release.PrepareRelease.as_view(), name="release-new"),
    path("releases/<str:reference>/", release.ReleaseDetail.as_view(), name="release-detail"),
    *(
        path(f"releases/<str:reference>/{step}/", view.as_view(), name=f"release-{step}")
        for step, view in RELEASE_STEPS.items()
    ),
    path("pictures/", picture.PictureList.as_view(), name="picture-list"),
    path("pictures/new/", picture.KeepPicture.as_view(), name="picture-new"),
    path("pictures/<str:reference>/", picture.PictureDetail.as_view(), name="picture-detail"),
    *(
        path(f"pictures/<str:reference>/{step}/", view.as_view(), name=f"picture-{step}")
        for step, view in PICTURE_STEPS.items()
    ),
    path("pictures/<str:reference>/uses/<int:number>/end/", picture.EndUse.as_view(), name="picture-end-use"),
    path(f"{OF_A_PERSON}/ask/", picture.PreparePersonsRelease.as_view(), name="picture-ask"),
    path(f"{OF_A_PERSON}/release/", picture.TakeRelease.as_view(), name="picture-take-release"),
    path(
        "recordings/<str:reference>/bystander/",
        bystander.FindRecordingBystander.as_view(),
        name="recording-bystander",
    ),
]
