"""Addresses that anyone may open; they are printed on leaflets and never change."""

from django.urls import path

from policies.views import public

app_name = "public"
urlpatterns = [
    path("", public.index, name="index"),
    path("leaflets/<slug:slug>/", public.leaflet, name="leaflet"),
    path("leaflets/<slug:slug>.pdf", public.leaflet_document, name="leaflet-pdf"),
    path("policies/<slug:slug>/", public.policy, name="policy"),
    path("<path:rest>", public.nothing, name="nothing"),
]
