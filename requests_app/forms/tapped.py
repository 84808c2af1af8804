"""A form that is read while it is being tapped, checked or not."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from recordings_gov.accounts.models import User
from requests_app import routing, vocabulary
from requests_app.decisions import PATIENT, SCREEN, Facts, Tapped
from requests_app.endings import made_by_coming
from requests_app.local import Local
from requests_app.models import Said
from requests_app.panels import joined, several_fields

SEVERAL = ("medium", "reason", "present", "offered", "told", "also", *several_fields())


def taken(posted: QueryDict) -> dict[str, Any]:
    """What was posted, as first values of an unchecked form."""
    return {name: posted.getlist(name) if name in SEVERAL else posted.get(name) for name in posted}


class TappedForm(forms.Form):
    """What is tapped so far, as the page and the policy need it."""

    members: list[User]
    local = Local()
    known_needs: tuple[str, ...] = ()

    def panel_parts(self) -> list[dict[str, Any]]:
        """What the panels on the page say of the situation."""
        return []

    def field(self, name: str) -> Any:
        """A field by its name."""
        return self.fields[name]

    def value(self, name: str) -> Any:
        """What was tapped so far, checked or not; a list for the fields of several."""
        source = taken(cast("QueryDict", self.data)) if self.is_bound else self.initial
        return source.get(name)

    def known(self, name: str) -> Any:
        """What was tapped so far, and only what the page offers."""
        offered = {str(code) for code, _ in self.field(name).choices}
        given = self.value(name)
        if name in SEVERAL:
            return tuple(code for code in given or () if code in offered)
        return given if given in offered else ""

    def people(self) -> dict[User, str]:
        """Who is here, and what each said: a tap of their own, else everyone's yes, else nothing."""
        here = {str(pk) for pk in self.value("present") or ()}
        unasked = Said.YES if self.value("all_yes") else Said.NOT_ASKED
        found: dict[User, str] = {}
        for person in self.members:
            if str(person.pk) in here:
                said = self.value(f"said-{person.pk}")
                found[person] = Said(said) if said in (Said.YES, Said.NO) else unasked
        return found

    def tapped(self, circumstances: tuple[str, ...] = ()) -> Tapped | None:
        """Enough to ask the policy with, or None as long as how, what, who or where is missing."""
        subject, recorder, media = self.known("subject"), self.known("recorder"), self.known("medium")
        setting, modality = self.known("setting"), self.known("modality")
        if not (subject and recorder and modality and setting and (media or subject == SCREEN)):
            return None
        reasons = self.known("reason")
        panels = joined([{"circumstances": circumstances}, *self.panel_parts()])
        return Tapped(
            setting=setting,
            modality=modality,
            media=media,
            subject=subject,
            recorder=recorder,
            reasons=reasons,
            needs=self.needs(),
            purpose=self.known("purpose"),
            location=self.known("location") or "department",
            **panels,
            exam_rule=self.local.exam_rule_reason,
            came_to_light=self.known("came_to_light"),
        )

    def needs(self) -> tuple[str, ...]:
        """Access needs: those tapped, and those known of the patient from before. Rules: R-017."""
        return tuple(dict.fromkeys([*self.known_needs, *vocabulary.needs(self.known("reason"))]))

    def routed(self) -> routing.Routed:
        """Where it goes, if it is no patient's recording. Rules: R-009, R-010, R-164."""
        recorder = self.known("recorder") or PATIENT
        used_by, employee, service = (self.known(name) for name in ("used_by", "employee", "service"))
        return routing.route_of(recorder, used_by, employee, service, self.local.held)

    def facts(self, stance: str, purpose: str) -> Facts:
        """What decides which outcomes there are."""
        return Facts(
            stance=stance,
            purpose=purpose,
            recorder=self.known("recorder") or PATIENT,
            permission=self.known("permission"),
            authority=str(self.value("authority") or ""),
            made=made_by_coming(self.known("came_to_light")),
            has_need=bool(self.needs()),
            speaks=self.known("speaks"),
            understands=self.known("understands"),
            route=self.routed().route,
        )
