"""Addresses of stored documents."""

from django.urls import path

from recordings_gov.documents import views

app_name = "documents"
urlpatterns = [path("<str:reference>/", views.download, name="download")]
