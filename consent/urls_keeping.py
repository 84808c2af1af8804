"""Addresses of the keeping of recordings: custody, quarantine, image databases."""

from django.urls import path
from django.views import View

from consent.views import image_database as database
from consent.views import keeping, kept, quarantine
from consent.views import recording_custody as custody

OF_A_RECORDING: dict[str, tuple[str, type[View]]] = {
    "recording-store": ("keep", keeping.StoreRecording),
    "recording-retention": ("retention", keeping.LookUpRetention),
    "recording-fingerprint": ("fingerprint", keeping.GiveFingerprint),
    "recording-legal-hold": ("legal-hold", keeping.SetLegalHold),
    "recording-legal-hold-lift": ("legal-hold/lift", keeping.LiftLegalHold),
    "recording-propose-disposal": ("propose-disposal", keeping.ProposeDisposal),
    "recording-decide-disposal": ("decide-disposal", keeping.DecideDisposal),
    "recording-destroy": ("destroy", keeping.DestroyRecording),
    "recording-quarantine": ("quarantine", quarantine.PlaceInQuarantine),
    "recording-custody": ("custody", custody.CustodyPage),
    "recording-custody-print": ("custody/print", custody.PrintCustody),
    "recording-trail": ("trail", custody.TrailPage),
    "recording-trail-print": ("trail/print", custody.PrintTrail),
}
OF_QUARANTINE: dict[str, tuple[str, type[View]]] = {
    "quarantine-open": ("open", quarantine.OpenInQuarantine),
    "quarantine-content": ("content", quarantine.QuarantineContent),
    "quarantine-review": ("review", quarantine.ReviewOpening),
    "quarantine-propose-release": ("propose-release", quarantine.ProposeRelease),
    "quarantine-decide-release": ("decide-release", quarantine.DecideRelease),
}
OF_A_DATABASE: dict[str, tuple[str, type[View]]] = {
    "image-database-authorise": ("authorise", database.AuthoriseDatabase),
    "image-database-refuse": ("refuse", database.RefuseDatabase),
    "image-database-close": ("close", database.CloseDatabase),
}

urlpatterns = [
    path("recordings/kept/", kept.KeptList.as_view(), name="kept-list"),
    *(
        path(f"recordings/<str:reference>/{step}/", view.as_view(), name=name)
        for name, (step, view) in OF_A_RECORDING.items()
    ),
    path("quarantine/", quarantine.QuarantineList.as_view(), name="quarantine-list"),
    path("quarantine/<str:reference>/", quarantine.QuarantineDetail.as_view(), name="quarantine-detail"),
    *(
        path(f"quarantine/<str:reference>/{step}/", view.as_view(), name=name)
        for name, (step, view) in OF_QUARANTINE.items()
    ),
    path("image-databases/", database.ImageDatabaseList.as_view(), name="image-database-list"),
    path("image-databases/ask/", database.AskForImageDatabase.as_view(), name="image-database-propose"),
    path(
        "image-databases/<str:reference>/",
        database.ImageDatabaseDetail.as_view(),
        name="image-database-detail",
    ),
    *(
        path(f"image-databases/<str:reference>/{step}/", view.as_view(), name=name)
        for name, (step, view) in OF_A_DATABASE.items()
    ),
]
