"""Addresses of what is said of a request during and after the visit, and of worries told in confidence."""

from django.urls import path

from requests_app.views.afterwards import (
    EscalateCare,
    LookAtRepeat,
    NoteHindrance,
    OfferCare,
    RaiseIncident,
    ReviewCare,
    SayHowCareWent,
    StateImpact,
)
from requests_app.views.concern import OfferSupport, ReadConcern, TakeConcernBack, TellConcern

AFTERWARDS = [
    path("concerns/<str:reference>/", ReadConcern.as_view(), name="concern-detail"),
    path("concerns/<str:reference>/support/", OfferSupport.as_view(), name="concern-support"),
    path("concerns/<str:reference>/take-back/", TakeConcernBack.as_view(), name="concern-take-back"),
    path("<str:reference>/hindrance/", NoteHindrance.as_view(), name="request-hindrance"),
    path("<str:reference>/report/", RaiseIncident.as_view(), name="request-report"),
    path("<str:reference>/care/", SayHowCareWent.as_view(), name="request-care"),
    path("<str:reference>/care/escalate/", EscalateCare.as_view(), name="request-care-escalate"),
    path("<str:reference>/care/offer/", OfferCare.as_view(), name="request-care-offer"),
    path("<str:reference>/care/review/", ReviewCare.as_view(), name="request-care-review"),
    path("<str:reference>/repeat/", LookAtRepeat.as_view(), name="request-repeat"),
    path("<str:reference>/impact/", StateImpact.as_view(), name="request-impact"),
    path("<str:reference>/concern/", TellConcern.as_view(), name="request-concern"),
]
