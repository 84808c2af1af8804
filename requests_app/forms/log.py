"""The scanner page's form: everything tapped, nothing ticked beforehand."""

from typing import Any

from django import forms

from policies.matrix import version_for
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User
from recordings_gov.pages.nhsuk.widgets import CheckboxTiles, RadioTiles, TickList
from requests_app import vocabulary
from requests_app.asking import NOT_ALL_TOLD, NOT_TOLD
from requests_app.decisions import PATIENT, SCREEN, must_tell, outcomes_for
from requests_app.forms.fields import KnownOnes, plain_text, words
from requests_app.forms.tapped import TappedForm
from requests_app.local import local_of
from requests_app.models import Ended, Permission
from requests_app.models.home_code import read
from requests_app.models.situation_checks import kept_out
from requests_app.models.words import DISCOURAGING, NEED_REASON
from requests_app.panels import PANELS, Panel


def one_of(kind: str, label: str, missing: str, columns: int = 3, **given: Any) -> forms.ChoiceField:
    """One tile of a kind of word."""
    return forms.ChoiceField(
        label=label,
        choices=lambda: vocabulary.choices(kind),
        widget=RadioTiles(columns=columns),
        error_messages={"required": missing, "invalid_choice": missing},
        **given,
    )


class LogForm(TappedForm):
    """A request to record, as it is logged at the scanner. Rules: R-012, R-013, R-017, R-021, R-040."""

    patient = forms.CharField(
        label="Patient number",
        max_length=40,
        validators=[plain_text],
        error_messages={"required": "Scan or type the patient number"},
    )
    home_code = forms.CharField(label="Code from home", max_length=40, required=False)
    department = forms.ChoiceField(
        label="Department",
        required=False,
        error_messages={"invalid_choice": "Choose one of your departments"},
    )
    room = words("Room", 60)
    modality = forms.ChoiceField(
        label="Kind of exam",
        choices=lambda: [("", "Choose"), *vocabulary.choices("modality")],
        error_messages={"required": "Choose the kind of exam"},
    )
    setting = forms.ChoiceField(
        label="Setting",
        choices=lambda: [("", "Choose"), *vocabulary.choices("setting")],
        error_messages={"required": "Choose the setting"},
    )
    location = forms.ChoiceField(
        label="Place",
        choices=lambda: vocabulary.choices("location"),
        initial="department",
        required=False,
        error_messages={"invalid_choice": "Choose the place"},
    )
    medium = forms.MultipleChoiceField(
        label="How do they want to record?",
        help_text="Tap all that apply",
        required=False,
        widget=CheckboxTiles(columns=4),
    )
    subject = one_of("subject", "What?", "Say what they want to record")
    recorder = one_of("recorder", "Who will record?", "Say who will record", columns=4)
    permission = forms.ChoiceField(
        label="Has the patient said yes to this?",
        help_text="Ask them yourself",
        choices=Permission.choices,
        widget=RadioTiles(columns=3),
        required=False,
    )
    authority = words("Who is it, and what have you seen?", 200)
    reason = forms.MultipleChoiceField(
        label="Why?",
        help_text="Tap all that apply",
        choices=lambda: vocabulary.choices("reason"),
        widget=CheckboxTiles(columns=3),
        required=False,
    )
    purpose = one_of("purpose", "What is it for?", "Say what it is for", required=False)
    all_yes = forms.BooleanField(required=False)
    present = forms.MultipleChoiceField(
        label="Who is here?",
        required=False,
        error_messages={"invalid_choice": "Choose colleagues of this department"},
    )
    offered = KnownOnes(required=False)
    told = KnownOnes(
        label="Tell the patient",
        help_text="Tick what you said",
        required=False,
        widget=TickList(all_of_them="I said all four of these"),
    )
    also = KnownOnes(label="Here also", help_text="If you said it", required=False, widget=TickList())
    not_told = one_of("not_told", "Why could you not tell them?", "Say why", columns=1, required=False)
    not_told_words = words("Which reason?", 200)
    outcome = forms.ChoiceField(
        label="What happened?", choices=Ended.choices, error_messages={"required": "Say what happened"}
    )
    outcome_reason = words("Say why, in a few words", 500)
    need_met = words("What did you do about their need?", 500)

    def __init__(self, data: Any = None, *, departments: list[Department], **given: Any) -> None:
        super().__init__(data, **given)
        self.departments = departments
        self.department_here = self._department()
        members = User.objects.filter(is_active=True, memberships__department=self.department_here).distinct()
        self.members = list(members.order_by("name", "pk"))
        self.field("department").choices = [(each.pk, each.name) for each in departments]
        self.field("present").choices = [(person.pk, person.name) for person in self.members]
        self.version = version_for(self.department_here, clock.today())
        self.local = local_of(self.department_here)
        self.field("medium").choices = self.local.choices("medium")
        self.field("subject").choices = self.local.choices("subject")
        self.field("modality").choices = [("", "Choose"), *self.local.choices("modality")]
        of_panels = {panel: panel.fields(self.department_here) for panel in PANELS}
        self.fields_of = {panel: tuple(fields) for panel, fields in of_panels.items()}
        for panel, fields in of_panels.items():
            self.fields |= fields
            panel.ready(self)
        self.shown: Any = None
        self.panels: list[Panel] = []

    def show(self, shown: Any) -> None:
        """Take in what the page shows for what is tapped: what to tell, to offer, and how it may end."""
        self.shown = shown
        self.field("told").choices = [(row.id, row.says) for row in shown.things.rows]
        self.field("also").choices = [(point.id, point.tick) for point in shown.things.extra]
        self.field("offered").choices = [(each["id"], each["label"]) for each in shown.offers]
        self.panels = [panel for panel in PANELS if panel.is_shown(self, shown)]
        for panel, names in self.fields_of.items():
            for name in names:
                self.field(name).disabled = panel not in self.panels

    def panel_parts(self) -> list[dict[str, Any]]:
        """What the panels that what is tapped calls for say of the situation."""
        return [panel.tapped(self) for panel in PANELS if panel.is_shown(self, self.shown)]

    def clean_home_code(self) -> str:
        """In its one form; whether it can still be claimed is for the verb, which may be asked twice."""
        typed = str(self.cleaned_data["home_code"])
        return read(typed) if typed else ""

    def _department(self) -> Department:
        asked = str(self.value("department") or "")
        return next((each for each in self.departments if str(each.pk) == asked), self.departments[0])

    def clean(self) -> dict[str, Any]:
        """What belongs together is there together; each error says what to do."""
        given = super().clean() or {}
        if not given.get("medium") and given.get("subject") != SCREEN:
            self.add_error("medium", "Say how they want to record")
        if given.get("recorder") not in (None, "", PATIENT) and not given.get("permission"):
            self.add_error("permission", "Ask the patient, and say what they answered")
        if given.get("patient") and not self.shown.found.was_seen:
            self.add_error("patient", self.shown.found.check)
        self._clean_told(given)
        self._clean_outcome(given)
        for panel in self.panels:
            panel.clean(self, given)
        return given

    def _clean_told(self, given: dict[str, Any]) -> None:
        told, not_told = given.get("told"), given.get("not_told")
        if told and not_told:
            self.add_error("told", f"{NOT_TOLD}, not both")
        elif told and len(told) < len(self.shown.things.rows):
            self.add_error("told", NOT_ALL_TOLD)
        elif not told and not not_told and must_tell(given.get("outcome", "")):
            self.add_error("told", NOT_TOLD)
        if not_told == "other" and not given.get("not_told_words"):
            self.add_error("not_told_words", "Say which reason")

    def _clean_outcome(self, given: dict[str, Any]) -> None:
        outcome = given.get("outcome", "")
        has_need = bool(self.needs())
        if outcome and outcome not in outcomes_for(self.shown.facts).every:
            self.add_error("outcome", "That is not how this request can end. Choose again")
        goes_elsewhere = outcome == Ended.OUT_OF_SCOPE and self.routed().route
        is_said = goes_elsewhere or kept_out(outcome, self.known("device_at"))
        if outcome in NEED_REASON and not given.get("outcome_reason") and not is_said:
            self.add_error("outcome_reason", "Say why, in a few words")
        if outcome in DISCOURAGING and has_need:
            if not given.get("outcome_reason") and outcome not in NEED_REASON:
                self.add_error("outcome_reason", "They have a need. Say why you advised against it")
            if not given.get("need_met"):
                self.add_error("need_met", "Say what you did about their need")

    def asked(self) -> dict[str, Any]:
        """What ``RecordingRequest.log`` asks for, but the patient."""
        given = self.cleaned_data
        return {
            "department": self.department_here,
            "answers": self.people(),
            "told": [*self.shown.things.must, *given["also"]] if given["told"] else given["also"],
            "not_told_reason": given["not_told"],
            "media": list(given["medium"]),
            "reasons": list(given["reason"]),
            "offered": given["offered"],
            "location": given["location"] or "department",
            **{
                name: given[name]
                for name in (
                    "home_code",
                    "room",
                    "modality",
                    "setting",
                    "subject",
                    "recorder",
                    "permission",
                    "authority",
                    "purpose",
                    "not_told_words",
                    "outcome",
                    "outcome_reason",
                    "need_met",
                )
            },
            **{name: kept for panel in self.panels for name, kept in panel.asked(self, given).items()},
        }
