"""Addresses of the policies room."""

from django.urls import path

from policies.urls_consulting import CONSULTING_URLS
from policies.urls_leaflets import LEAFLET_URLS
from policies.urls_reviews import REVIEW_URLS
from policies.urls_stances import STANCE_URLS
from policies.urls_version import VERSION_URLS
from policies.views import listing, policy

app_name = "policies"
urlpatterns = [
    *STANCE_URLS,
    *CONSULTING_URLS,
    *LEAFLET_URLS,
    *VERSION_URLS,
    *REVIEW_URLS,
    path("being-prepared/", listing.DraftList.as_view(), name="drafts"),
    path("<str:reference>/", policy.PolicyDetail.as_view(), name="policy-detail"),
]
