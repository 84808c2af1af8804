"""Addresses of what leaves: publications, prints, what was passed on."""

from django.urls import path

from consent.views import after_death, disclosure
from consent.views import print_order as prints
from consent.views import publication as pub

urlpatterns = [
    path("publications/", pub.PublicationList.as_view(), name="publication-list"),
    path("publications/<str:reference>/", pub.PublicationDetail.as_view(), name="publication-detail"),
    path("publications/<str:reference>/contract/", pub.ReadContract.as_view(), name="publication-contract"),
    path(
        "publications/<str:reference>/release/", pub.ReleasePublication.as_view(), name="publication-release"
    ),
    path("publications/<str:reference>/out/", pub.SayItCameOut.as_view(), name="publication-out"),
    path("publications/<str:reference>/stop/", pub.StopPublication.as_view(), name="publication-stop"),
    path("publications/<str:reference>/told/", pub.TellPublisher.as_view(), name="publication-told"),
    path("publications/<str:reference>/notice/", pub.PublisherNotice.as_view(), name="publication-notice"),
    path("recordings/<str:reference>/publish/", pub.PlanPublication.as_view(), name="recording-publish"),
    path("recordings/<str:reference>/print/", prints.OrderPrint.as_view(), name="recording-print"),
    path("prints/", prints.PrintList.as_view(), name="print-list"),
    path("prints/months/", prints.PrintMonths.as_view(), name="print-months"),
    path("prints/<str:reference>/", prints.PrintDetail.as_view(), name="print-detail"),
    path("prints/<str:reference>/made/", prints.MakePrint.as_view(), name="print-make"),
    path("prints/<str:reference>/decline/", prints.DeclinePrint.as_view(), name="print-decline"),
    path("disclosures/", disclosure.DisclosureList.as_view(), name="disclosure-list"),
    path("disclosures/<str:reference>/", disclosure.DisclosureDetail.as_view(), name="disclosure-detail"),
    path("after-death/", after_death.what_a_death_shut, name="after-death"),
]
