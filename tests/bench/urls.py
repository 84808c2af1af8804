"""The site, and beside it the floor and the peer."""

from django.urls import include, path

from recordings_gov.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.bench import raw_views
from tests.bench.peer import peer

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

raw = [
    path("nothing/", raw_views.nothing, name="nothing"),
    path("floor/", raw_views.floor, name="floor"),
    path("floor-signed-in/", raw_views.floor_signed_in, name="floor-signed-in"),
    path("floor-unlogged/", raw_views.floor_unlogged, name="floor-unlogged"),
]
urlpatterns = [*urlpatterns, path("bench/", include((raw, "bench"))), path("admin/", peer.urls)]
