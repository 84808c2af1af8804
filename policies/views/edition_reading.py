"""Reading an edition: as the public reads it, beside the one before it, and on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from policies.comparing_leaflets import compared
from policies.leaflet_documents import NotToBePrinted, Paper, leaflet_pdf, papers_of
from policies.leaflet_words import address_of, lines_of, sections_of, values_of
from policies.models import LeafletEdition
from policies.releasing import PLAIN_UP_TO
from policies.showing import short
from policies.views.leaflet import edition_tags
from recordings_gov import clock
from recordings_gov.audit import log
from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.views import RecordView
from recordings_gov.pages.views.record import Door
from recordings_gov.workflow import may

DEEDS = {
    "write_part": ("parts/", "Change its words"),
    "ask_lay_readers": ("ask-lay-readers/", "Record who read it"),
    "approve_translation": ("approve-translation/", "Approve the translation"),
    "approve": ("approve/", "Approve"),
    "publish": ("publish/", "Put on show"),
    "send_back": ("send-back/", "Send back to be put right"),
    "allow_printing": ("allow-printing/", "Print it past its review date"),
    "replace": ("replace/", "Take off show"),
}
NEVER_THE_DRAFTER = {"approve_translation", "approve", "publish", "replace", "allow_printing", "send_back"}


class EditionDetail(RecordView):
    """One edition: as the public reads it, with who approved it and what it lacks. Rules: R-002, R-004."""

    model = LeafletEdition
    action = "policy.view"
    template_name = "policies/edition_detail.html"

    def rows(self) -> Any:
        """With leaflet and people at hand."""
        related = ("leaflet__department__site", "leaflet__site", "leaflet__policy", "leaflet__owner")
        people = ("drafted_by", "approved_by", "translated_from", "translation_approved_by")
        return super().rows().select_related(*related, *people).prefetch_related("lay_reviews")

    def context(self) -> dict[str, Any]:
        """Its text, its figures, what stands in the way, and the next steps of this person."""
        edition = self.record
        user: Any = self.request.user
        values = values_of(edition)
        printing = edition.printing(clock.today())
        mine = edition.drafted_by_id == user.pk
        verbs = [verb for verb in DEEDS if self._may(verb)]
        open_now = [verb for verb in verbs if not (mine and verb in NEVER_THE_DRAFTER)]
        return (
            super().context()
            | lines_of(edition, values)
            | {
                "tags": edition_tags(edition.status, edition.review_due_on).tags,
                "tongue": edition.tongue,
                "sections": sections_of(edition, values),
                "readiness": edition.readiness() if edition.status in ("draft", "approved") else None,
                "reading": edition.reading,
                "plain_up_to": PLAIN_UP_TO,
                "facts": self._facts(),
                "deeds": [DEEDS[verb] for verb in open_now],
                "waits_for_another": len(open_now) < len(verbs),
                "may_draft": bool(user.can("policy.draft", edition)),
                "printing": printing,
                "papers": [(str(paper.value), str(paper.label)) for paper in papers_of(edition)],
                "public_url": address_of(edition) if edition.status == "published" else "",
                "lay_reviews": edition.lay_reviews.all(),
                "before": self._before(),
            }
        )

    def _may(self, verb: str) -> bool:
        edition = self.record
        if verb == "allow_printing" and edition.printing(clock.today()).verdict != "no":
            return False
        if verb == "approve_translation" and not edition.tongue.is_translation:
            return False
        return may(edition, verb, self.request.user)

    def _before(self) -> LeafletEdition | None:
        edition = self.record
        same = edition.leaflet.editions.filter(language=edition.language, format=edition.format)
        found: LeafletEdition | None = same.filter(number__lt=edition.number).order_by("-number").first()
        return found

    def _facts(self) -> list[tuple[str, str]]:
        edition = self.record
        facts = [
            ("Whose", edition.leaflet.area),
            ("Owner", edition.leaflet.owner.name if edition.leaflet.owner else "Nobody is named"),
            ("Drafted by", edition.drafted_by.name),
            ("Approved by", edition.approved_by.name if edition.approved_by else "Not approved yet"),
            ("Issued", short(edition.published_on, "day") if edition.published_on else "Not yet"),
            ("Review due", short(edition.review_due_on, "day") if edition.review_due_on else "Not set"),
        ]
        if edition.tongue.is_translation:
            who, on = edition.translation_checked_by, edition.translation_approved_on
            said = f"{who}, {short(on, 'day')}" if who else "Not approved as a translation yet"
            facts.insert(3, ("Translation read by", said))
        return facts


class EditionCompare(Door):
    """This edition beside another of the same language and format, the one before unless asked."""

    model = LeafletEdition
    action = "policy.view"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Part by part, with the words that were put in or taken out."""
        log.read(self.record)
        edition = self.record
        same = edition.leaflet.editions.filter(language=edition.language, format=edition.format)
        others = list(same.exclude(pk=edition.pk).order_by("-number"))
        asked = next((one for one in others if str(one.number) == request.GET.get("with", "")), None)
        before = asked or next((one for one in others if one.number < edition.number), None)
        parts = compared(before.sections, edition.sections) if before else []
        return render(
            request,
            "policies/edition_compare.html",
            {
                "record": edition,
                "before": before,
                "others": others,
                "parts": parts,
                "changed": [part for part in parts if part.kind != "same"],
                "tongue": edition.tongue,
            },
        )


class EditionDocument(Door):
    """The PDF of an edition on the sheet that was asked for. Rules: R-002, R-005."""

    model = LeafletEdition
    action = "policy.view"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """To the stored document; back to the edition with a sentence when there is none to be had."""
        asked = request.GET.get("paper", Paper.A5)
        paper = asked if asked in Paper.values else Paper.A5
        try:
            document = leaflet_pdf(self.record, paper)
        except NotToBePrinted as error:
            messages.warning(request, " ".join(error.messages))
            return HttpResponseRedirect(self.record.get_absolute_url())
        except DocumentError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.record.get_absolute_url())
        return HttpResponseRedirect(reverse("documents:download", kwargs={"reference": document.reference}))
