"""Small answers that every page's script may ask for."""

from django.urls import path

from recordings_gov.pages.views.saved_filters import SavedFilters
from recordings_gov.pages.views.session import DraftView, session

app_name = "pages"
urlpatterns = [
    path("session/", session, name="session"),
    path("draft/", DraftView.as_view(), name="draft"),
    path("filters/", SavedFilters.as_view(), name="filters"),
]
