"""Addresses of the notes room."""

from django.urls import path

from recordings_gov.notes.views.note import FileNote, NoteDetail, NoteList, RewordNote

app_name = "notes"
urlpatterns = [
    path("", NoteList.as_view(), name="worklist"),
    path("<str:reference>/", NoteDetail.as_view(), name="note-detail"),
    path("<str:reference>/file-by-hand/", FileNote.as_view(), name="note-file-by-hand"),
    path("<str:reference>/reword/", RewordNote.as_view(), name="note-reword"),
]
