"""Addresses of the requests room."""

from django.urls import path

from requests_app.views.log import AnswerRequest, LogRequest
from requests_app.views.objection import LiftObjection, MyObjection, VaryObjection
from requests_app.views.request import RecordOutcome, RequestDetail, RequestList, SayWhetherMade

app_name = "requests"
urlpatterns = [
    path("", RequestList.as_view(), name="list"),
    path("log/", LogRequest.as_view(), name="log"),
    path("answer/", AnswerRequest.as_view(), name="answer"),
    path("objections/", MyObjection.as_view(), name="objections"),
    path("objections/<str:reference>/vary/", VaryObjection.as_view(), name="objection-vary"),
    path("objections/<str:reference>/lift/", LiftObjection.as_view(), name="objection-lift"),
    path("<str:reference>/", RequestDetail.as_view(), name="request-detail"),
    path("<str:reference>/was-it-made/", SayWhetherMade.as_view(), name="request-was-it-made"),
    path("<str:reference>/what-happened/", RecordOutcome.as_view(), name="request-what-happened"),
]
