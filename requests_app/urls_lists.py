"""Addresses of the lists of requests, of finding one, and of what was asked before a visit."""

from django.urls import path

from requests_app.views.finding import FindByPatient, FindRequest
from requests_app.views.joining import JoinRequest
from requests_app.views.prompt import NotePrompt, PromptList, PromptUptake, TakePromptBack
from requests_app.views.waiting import Today, Worklist

LISTS = [
    path("today/", Today.as_view(), name="today"),
    path("worklist/", Worklist.as_view(), name="worklist"),
    path("find/", FindRequest.as_view(), name="find"),
    path("find/by-patient/", FindByPatient.as_view(), name="find-by-patient"),
    path("visits/", PromptList.as_view(), name="prompts"),
    path("visits/note/", NotePrompt.as_view(), name="prompt-note"),
    path("visits/uptake/", PromptUptake.as_view(), name="uptake"),
    path("visits/<str:reference>/undo/", TakePromptBack.as_view(), name="prompt-take-back"),
    path("<str:reference>/join/", JoinRequest.as_view(), name="request-join"),
]
