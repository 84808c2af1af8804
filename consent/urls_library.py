"""Addresses of the way from the camera to the library, of who may use it, and of what was there before us."""

from django.urls import path
from django.views import View

from consent.views import film_register, library, library_access, origin, subject_access

ACCESS_STEPS: dict[str, type[View]] = {
    "check": library_access.CheckPlace,
    "allocate": library_access.Allocate,
    "open": library_access.OpenLibrary,
    "refuse": library_access.RefuseAccess,
    "end": library_access.EndAccess,
}
RECORDING_STEPS: dict[str, type[View]] = {
    "off-camera": library.TakeOffCamera,
    "ask-upload": library.AskUpload,
    "upload": library.UploadRecording,
    "correct-entry": library.CorrectEntry,
    "enter-film": library.EnterFilm,
}

urlpatterns = [
    path("recordings/to-library/", library.LibraryList.as_view(), name="library-list"),
    path("recordings/find/", library.find_recording, name="recording-find"),
    path("recordings/films/", film_register.FilmRegister.as_view(), name="film-register"),
    path("recordings/old/", origin.EnterLegacy.as_view(), name="legacy-new"),
    path("forms/<str:reference>/donated/", origin.TakeDonated.as_view(), name="form-donated"),
    *(
        path(f"recordings/<str:reference>/{step}/", view.as_view(), name=f"recording-{step}")
        for step, view in RECORDING_STEPS.items()
    ),
    path("library-access/", library_access.LibraryAccessList.as_view(), name="library-access-list"),
    path("library-access/ask/", library_access.AskLibraryAccess.as_view(), name="library-access-ask"),
    path(
        "library-access/<str:reference>/",
        library_access.LibraryAccessDetail.as_view(),
        name="library-access-detail",
    ),
    *(
        path(f"library-access/<str:reference>/{step}/", view.as_view(), name=f"library-access-{step}")
        for step, view in ACCESS_STEPS.items()
    ),
    path("subject-access/", subject_access.SubjectAccessList.as_view(), name="sar-list"),
    path("subject-access/new/", subject_access.NewSubjectAccess.as_view(), name="sar-new"),
    path("subject-access/<str:reference>/", subject_access.SubjectAccessDetail.as_view(), name="sar-detail"),
    path(
        "subject-access/<str:reference>/print/", subject_access.PrintSubjectAccess.as_view(), name="sar-print"
    ),
]
