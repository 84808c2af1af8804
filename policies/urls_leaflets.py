"""Addresses of leaflets, their editions, and of what the starter texts ask to confirm."""

from django.urls import path

from policies.views import confirmation, edition, edition_part, edition_reading, leaflet

LEAFLET = "leaflets/<str:reference>/"
EDITION = "leaflets/editions/<str:reference>/"
PART = f"{EDITION}parts/<int:place>/"

LEAFLET_URLS = [
    path("leaflets/", leaflet.EditionList.as_view(), name="leaflets"),
    path("leaflets/new/", leaflet.NewLeaflet.as_view(), name="leaflet-new"),
    path(LEAFLET, leaflet.LeafletDetail.as_view(), name="leaflet-detail"),
    path(f"{LEAFLET}entrust/", leaflet.EntrustLeaflet.as_view(), name="leaflet-entrust"),
    path(f"{LEAFLET}draft-edition/", leaflet.DraftEdition.as_view(), name="leaflet-draft-edition"),
    path(EDITION, edition_reading.EditionDetail.as_view(), name="edition-detail"),
    path(f"{EDITION}compare/", edition_reading.EditionCompare.as_view(), name="edition-compare"),
    path(f"{EDITION}document/", edition_reading.EditionDocument.as_view(), name="edition-document"),
    path(f"{EDITION}parts/", edition_part.EditionParts.as_view(), name="edition-parts"),
    path(f"{EDITION}parts/new/", edition_part.AddPart.as_view(), name="edition-part-new"),
    path(PART, edition_part.WritePart.as_view(), name="edition-part"),
    path(f"{PART}move/", edition_part.MovePart.as_view(), name="edition-part-move"),
    path(f"{PART}drop/", edition_part.DropPart.as_view(), name="edition-part-drop"),
    path(f"{EDITION}retitle/", edition_part.RetitleEdition.as_view(), name="edition-retitle"),
    path(f"{EDITION}next/", edition.NextEdition.as_view(), name="edition-next"),
    path(f"{EDITION}ask-lay-readers/", edition.AskLayReaders.as_view(), name="edition-ask-lay-readers"),
    path(
        f"{EDITION}approve-translation/",
        edition.ApproveTranslation.as_view(),
        name="edition-approve-translation",
    ),
    path(f"{EDITION}approve/", edition.ApproveEdition.as_view(), name="edition-approve"),
    path(f"{EDITION}send-back/", edition.SendBackEdition.as_view(), name="edition-send-back"),
    path(f"{EDITION}publish/", edition.PublishEdition.as_view(), name="edition-publish"),
    path(f"{EDITION}replace/", edition.ReplaceEdition.as_view(), name="edition-replace"),
    path(f"{EDITION}allow-printing/", edition.AllowPrinting.as_view(), name="edition-allow-printing"),
    path("to-confirm/", confirmation.ToConfirm.as_view(), name="to-confirm"),
    path("to-confirm/<slug:item>/", confirmation.ConfirmItem.as_view(), name="to-confirm-item"),
    path("to-confirm/<slug:item>/take-back/", confirmation.TakeBack.as_view(), name="to-confirm-take-back"),
]
