"""Addresses of the rulebook: a rule and a conflict each by its own id."""

from django.urls import path, re_path

from recordings_gov.rulebook import views

app_name = "rulebook"

urlpatterns = [
    path("", views.RuleList.as_view(), name="list"),
    path("conflicts/", views.ConflictList.as_view(), name="conflicts"),
    re_path(r"^(?P<id>R-[0-9]{3})/$", views.RulePage.as_view(), name="rule"),
    re_path(r"^(?P<id>C-[0-9]{2})/$", views.ConflictPage.as_view(), name="conflict"),
]
