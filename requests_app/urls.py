"""Addresses of the requests room."""

from django.urls import path

from requests_app.person_word import in_our_words
from requests_app.urls_afterwards import AFTERWARDS
from requests_app.urls_lists import LISTS
from requests_app.views.informed import Advise, GiveSummary, Inform, PrintPaper, ShowPaper
from requests_app.views.log import AnswerRequest, LogRequest
from requests_app.views.objection import LiftObjection, MyAnswer, MyObjection, ReadReason, VaryObjection
from requests_app.views.request import (
    NoteCopy,
    RecordOutcome,
    RequestDetail,
    RequestList,
    SayHowVoiceWasMet,
    SayWhetherMade,
)

app_name = "requests"
urlpatterns = [
    path("", RequestList.as_view(), name="list"),
    path("log/", LogRequest.as_view(), name="log"),
    path("answer/", AnswerRequest.as_view(), name="answer"),
    *LISTS,
    path("objections/", MyObjection.as_view(), name="objections"),
    path("objections/<str:reference>/vary/", VaryObjection.as_view(), name="objection-vary"),
    path("objections/<str:reference>/lift/", LiftObjection.as_view(), name="objection-lift"),
    path("objections/<str:reference>/reason/", ReadReason.as_view(), name="objection-reason"),
    path("<str:reference>/", RequestDetail.as_view(), name="request-detail"),
    path("<str:reference>/was-it-made/", SayWhetherMade.as_view(), name="request-was-it-made"),
    path("<str:reference>/what-happened/", RecordOutcome.as_view(), name="request-what-happened"),
    path("<str:reference>/voice/", SayHowVoiceWasMet.as_view(), name="request-voice"),
    path("<str:reference>/copy/", NoteCopy.as_view(), name="request-copy"),
    path("<str:reference>/inform/", Inform.as_view(), name="request-inform"),
    path("<str:reference>/advise/", Advise.as_view(), name="request-advise"),
    path("<str:reference>/summary/", GiveSummary.as_view(), name="request-summary"),
    path("<str:reference>/advice-sheet/", ShowPaper.as_view(), name="request-advice-sheet"),
    path("<str:reference>/advice-sheet/pdf/", PrintPaper.as_view(), name="request-advice-sheet-pdf"),
    path("<str:reference>/status-sheet/", ShowPaper.as_view(kind="status"), name="request-status-sheet"),
    path(
        "<str:reference>/status-sheet/pdf/",
        PrintPaper.as_view(kind="status"),
        name="request-status-sheet-pdf",
    ),
    path("<str:reference>/my-answer/", MyAnswer.as_view(), name="my-answer"),
    *AFTERWARDS,
]
in_our_words(urlpatterns)
