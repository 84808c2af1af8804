"""Addresses that anyone may open; they are printed on leaflets and never change."""

from django.urls import path

from policies.views import public

app_name = "public"
LEAFLET = "leaflets/<slug:slug>/"
urlpatterns = [
    path("", public.index, name="index"),
    path("languages/<str:language>/", public.by_language, name="language"),
    path(LEAFLET, public.leaflet, name="leaflet"),
    path(f"{LEAFLET}<str:language>/", public.leaflet, name="leaflet-language"),
    path(f"{LEAFLET}<str:language>/<slug:form>/", public.leaflet, name="leaflet-format"),
    path("leaflets/<slug:slug>.pdf", public.leaflet_document, name="leaflet-pdf"),
    path(
        f"{LEAFLET}<str:language>/<slug:form>/<slug:paper>.pdf", public.leaflet_document, name="leaflet-paper"
    ),
    path("policies/<slug:slug>/", public.policy, name="policy"),
    path("<path:rest>", public.nothing, name="nothing"),
]
