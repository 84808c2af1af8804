"""Leaflet, notice and help: folded on the scanner page, with what is missing said above the fold."""

from typing import Any

from django import forms
from django.utils.functional import SimpleLazyObject

from recordings_gov.accounts.models import Department
from requests_app import informing, leaflets, vocabulary
from requests_app.forms.informed import NO_LEAFLET_HERE, as_kept, given_fields, one
from requests_app.models.words_asked import CameToLight
from requests_app.panels.panel import Panel


class InformingPanel(Panel):
    """What they had and were given. Rules: R-014, R-019, R-025, R-046, R-242, R-243, R-244."""

    name = "informing"
    several = ("supplied", "advised")

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """No query: the editions of leaflets are looked up when they are drawn or chosen."""
        return {
            **given_fields(department),
            "leaflet": forms.CharField(required=False, max_length=20),
            "late": forms.BooleanField(label="It was running before I explained", required=False),
            "summary": one("summary", "A written summary of the talk", 2, without=("given",)),
        }

    def version(self, form: Any, shown: Any) -> str:
        """It is drawn again when what is missing changes, or the patient and with them the language."""
        patient = shown.found.patient
        missing = [reason.rules[0] for reason in informing.warnings(_informed(form, shown))]
        marks = [patient.reference if patient else "", *informing.unmet(_informed(form, shown)), *missing]
        return ",".join(marks).replace(" ", "_")

    def clean(self, form: Any, given: dict[str, Any]) -> None:
        """A leaflet that is said to be had is one of ours; it is kept for ``asked``."""
        form.edition_had = None
        if given.get("leaflet_how") not in (None, *informing.WITHOUT_LEAFLET):
            form.edition_had = leaflets.chosen(
                form.department_here, given.get("leaflet", ""), _language(form.shown)
            )
            if form.edition_had is None:
                form.add_error("leaflet_how", NO_LEAFLET_HERE)
        if "other" in given.get("supplied", ()) and not given.get("supplied_words"):
            form.add_error("supplied_words", "Say what you gave")

    def asked(self, form: Any, given: dict[str, Any]) -> dict[str, Any]:
        """As the request keeps it; a summary ticked among the offers counts as offered."""
        offered = "offered" if "written_summary" in given["offered"] else ""
        return as_kept(given, form.edition_had, form.department_here) | {
            "explained": informing.LATE if given["late"] else "",
            "summary": given["summary"] or offered,
        }

    def context(self, form: Any, shown: Any) -> dict[str, Any]:
        """What is missing, whether the fold is open, and the editions to choose from when it is drawn."""
        names = ("leaflet_how", "notice", "supplied", "supplied_words", "advised", "late", "summary")
        department, language = form.department_here, _language(shown)
        return {
            "warnings": informing.warnings(_informed(form, shown)),
            "is_open": any(form.value(name) for name in names) or any(form[name].errors for name in names),
            "editions": SimpleLazyObject(
                lambda: [
                    (each.reference, leaflets.said(each)) for each in leaflets.at_hand(department, language)
                ]
            ),
            "leaflet": form.value("leaflet") or "",
        }


def _language(shown: Any) -> str:
    return str(shown.found.patient.language) if shown.found.patient else ""


def _informed(form: Any, shown: Any) -> informing.Informed:
    patient = shown.found.patient
    return informing.Informed(
        language=_language(shown),
        access_needs=tuple(patient.access_needs) if patient else (),
        reasons=tuple(vocabulary.needs(form.known("reason"))),
        supplied=form.known("supplied"),
        explained=informing.LATE if form.value("late") else "",
        came_unasked=form.known("came_to_light") in (CameToLight.BEGAN_UNASKED, CameToLight.COVERT),
    )
