"""Addresses of what becomes of a registration, of training, and of checks of quality."""

from django.urls import path
from django.views import View

from consent.views import quality, registration_course, training, unregistered

STEPS: dict[str, type[View]] = {
    "assess": registration_course.AssessKit,
    "suspend": registration_course.SuspendRegistration,
    "lift": registration_course.LiftSuspension,
    "revoke": registration_course.RevokeRegistration,
    "renew": registration_course.RenewRegistration,
    "lost": registration_course.ReportLoss,
    "found": registration_course.SayFound,
    "print": registration_course.PrintRegistration,
}

urlpatterns = [
    path(
        "registrations/unregistered/",
        unregistered.ReportUnregistered.as_view(),
        name="registration-unregistered",
    ),
    *(
        path(f"registrations/<str:reference>/{step}/", view.as_view(), name=f"registration-{step}")
        for step, view in STEPS.items()
    ),
    path("training/", training.TrainingList.as_view(), name="training-list"),
    path("training/offer/", training.OfferTraining.as_view(), name="training-offer"),
    path("training/<str:reference>/", training.TrainingDetail.as_view(), name="training-detail"),
    path("training/<str:reference>/give/", training.GiveTraining.as_view(), name="training-give"),
    path("recordings/to-check/", quality.QualityList.as_view(), name="quality-list"),
    path("recordings/<str:reference>/quality/", quality.CheckQuality.as_view(), name="recording-quality"),
]
