"""The one address of this room that anyone may open."""

from django.urls import path

from requests_app.views.before_visit import before_your_visit

app_name = "before_visit"
urlpatterns = [path("", before_your_visit, name="start")]
