"""Addresses of the notes room."""

from django.urls import path

from recordings_gov.notes.views.note import NoteDetail
from recordings_gov.notes.views.steps import FileNote, RewordNote, SendNote, TellNote
from recordings_gov.notes.views.worklist import NoteList

app_name = "notes"
urlpatterns = [
    path("", NoteList.as_view(), name="worklist"),
    path("<str:reference>/", NoteDetail.as_view(), name="note-detail"),
    path("<str:reference>/file-by-hand/", FileNote.as_view(), name="note-file-by-hand"),
    path("<str:reference>/reword/", RewordNote.as_view(), name="note-reword"),
    path("<str:reference>/send/", SendNote.as_view(), name="note-send"),
    path("<str:reference>/told/", TellNote.as_view(), name="note-told"),
]
