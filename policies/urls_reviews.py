"""Addresses of the dashboard, reviews, revisions and the calendar."""

from django.urls import path

from policies.views import calendar, dashboard, review, revision

REVIEW = "reviews/<str:reference>/"
REVISION = "revisions/<str:reference>/"
REVIEW_URLS = [
    path("", dashboard.front, name="list"),
    path("reviews/", review.ReviewList.as_view(), name="reviews"),
    path("reviews/plan/<str:reference>/", review.PlanReview.as_view(), name="review-plan"),
    path(
        "reviews/bring-forward/<str:reference>/", review.BringForward.as_view(), name="review-bring-forward"
    ),
    path(REVIEW, review.ReviewDetail.as_view(), name="review-detail"),
    path(f"{REVIEW}hold/", review.HoldReview.as_view(), name="review-hold"),
    path(f"{REVIEW}confirm/", review.ConfirmReview.as_view(), name="review-confirm"),
    path(f"{REVIEW}send-back/", review.SendBackReview.as_view(), name="review-send-back"),
    path("revisions/", revision.RevisionList.as_view(), name="revisions"),
    path("revisions/start/<str:reference>/", revision.StartRevision.as_view(), name="revision-start"),
    path(REVISION, revision.RevisionDetail.as_view(), name="revision-detail"),
    path("calendar/", calendar.ReviewCalendar.as_view(), name="calendar"),
    path("calendar/address/", calendar.CalendarAddress.as_view(), name="calendar-address"),
    path("calendar/feed/<str:token>.ics", calendar.feed, name="calendar-feed"),
]
