"""Addresses of the policies room."""

from django.urls import path

from policies.views import leaflet, listing, policy, version

app_name = "policies"
VERSION = "versions/<str:reference>/"
EDITION = "leaflets/editions/<str:reference>/"
urlpatterns = [
    path("", listing.PolicyList.as_view(), name="list"),
    path("being-prepared/", listing.DraftList.as_view(), name="drafts"),
    path("sources/", policy.SourceList.as_view(), name="sources"),
    path("sources/<str:reference>/", policy.SourceDetail.as_view(), name="source-detail"),
    path("leaflets/", leaflet.EditionList.as_view(), name="leaflets"),
    path("leaflets/<str:reference>/", leaflet.LeafletDetail.as_view(), name="leaflet-detail"),
    path(EDITION, leaflet.EditionDetail.as_view(), name="edition-detail"),
    path(f"{EDITION}approve/", leaflet.ApproveEdition.as_view(), name="edition-approve"),
    path(f"{EDITION}publish/", leaflet.PublishEdition.as_view(), name="edition-publish"),
    path(f"{EDITION}replace/", leaflet.ReplaceEdition.as_view(), name="edition-replace"),
    path(VERSION, version.VersionDetail.as_view(), name="version-detail"),
    path(f"{VERSION}document/", version.VersionDocument.as_view(), name="version-document"),
    path(f"{VERSION}entrust/", version.EntrustVersion.as_view(), name="version-entrust"),
    path(f"{VERSION}fill-in/", version.FillInVersion.as_view(), name="version-fill-in"),
    path(f"{VERSION}consult/", version.ConsultVersion.as_view(), name="version-consult"),
    path(f"{VERSION}validate/", version.ValidateVersion.as_view(), name="version-validate"),
    path(f"{VERSION}ratify/", version.RatifyVersion.as_view(), name="version-ratify"),
    path(f"{VERSION}approve/", version.ApproveVersion.as_view(), name="version-approve"),
    path(f"{VERSION}disseminate/", version.DisseminateVersion.as_view(), name="version-disseminate"),
    path(f"{VERSION}adopt/", version.AdoptVersion.as_view(), name="version-adopt"),
    path("<str:reference>/", policy.PolicyDetail.as_view(), name="policy-detail"),
]
