"""From a request to the words of its paper; here and nowhere else a paper learns of its request."""

from collections.abc import Mapping
from typing import Any

from policies.languages import FIRST, languages
from policies.leaflet_person import for_service_users, says_service_user
from policies.leaflet_words import organisation_of, said_in
from policies.placeholders import contacts_of
from recordings_gov import clock
from recordings_gov.accounts.known_settings import known
from recordings_gov.accounts.models import Setting
from requests_app import informing
from requests_app.models import RecordingRequest
from requests_app.models.words import AGREEMENTS
from requests_app.papers import words
from requests_app.papers.context import Contact, Line, Paper, Part
from requests_app.scanner import LOOKED_UP

RULED = 8
LARGE = ("large_print",)
NEEDS_LARGE = ("sight", "large_print")


def advice_sheet(request: RecordingRequest) -> Paper:
    """What our policy says, what was agreed, whose it is, sharing, notes, complaints, contacts.

    Rules: R-046, R-243, R-244.
    """
    said = _Said(request)
    parts = (said.policy(), said.agreed(), said.yours(), said.share(), said.notes(), said.complain())
    return said.paper("advice", parts)


def status_sheet(request: RecordingRequest) -> Paper:
    """What a recording is that was made unasked or against our policy, and what was written down.

    Rules: R-045, R-046, R-243, R-244.
    """
    said = _Said(request)
    written = Part(said.word("written_title"), (Line(said.word("written")),))
    parts = (said.yours("request-status-words"), written, said.share(), said.notes(), said.complain())
    return said.paper("status", parts)


def summary_sheet(request: RecordingRequest, text: str) -> Paper:
    """The talk in short, as staff typed it; with no words a sheet with lines to write on. Rules: R-242."""
    said = _Said(request)
    typed = tuple(Line(each.strip(), said.is_foreign) for each in text.splitlines() if each.strip())
    parts = (*((Part("", typed),) if typed else ()), said.notes())
    return said.paper("summary", parts, own_notes=bool(typed), ruled=RULED if typed else 2 * RULED)


class _Said:
    """The words of one request in the language its paper can be in."""

    def __init__(self, request: RecordingRequest) -> None:
        self.request, self.department = request, request.department
        self.wanted = request.supplied_language or (request.patient.language if request.patient else "")
        self.language = words.language_for(self.wanted, self.department)
        self.values: Mapping[str, str] = contacts_of(self.department)
        self.is_foreign = self.language != FIRST
        self._words = words.every()[self.language]
        self._switched = not self.is_foreign and says_service_user(self.department)

    def word(self, name: str, **places: str) -> str:
        """One of the words, in the language of the paper."""
        return self._plain(str(self._words[name]).format(**places))

    def _plain(self, said: str) -> str:
        return for_service_users(said) if self._switched else said

    def policy(self) -> Part:
        """The answer of the day: in English in the policy's own words, else in those of the wording."""
        if self.is_foreign:
            return Part(self.word("policy_title"), (Line(self._words["verdict"][self.request.stance]),))
        answer = self.request.answer
        found = [answer.get("patient_headline", ""), *answer.get("patient_words", ())]
        return Part(
            self.word("policy_title"),
            tuple(Line(self._plain(each)) for each in dict.fromkeys(found) if each),
        )

    def agreed(self) -> Part:
        """How it ended; what was agreed goes with it, in the words the policy has for the patient."""
        ended = self.request.outcome
        lines = (Line(self._plain(self._words["outcome"][ended])),) if ended else ()
        conditions = self.request.answer.get("conditions", ())
        wanted = [each.get("patient", "") for each in conditions if each["id"] != LOOKED_UP]
        if ended not in AGREEMENTS:
            wanted = []
        points = tuple(Line(self._plain(each), self.is_foreign) for each in dict.fromkeys(wanted) if each)
        if points and self.is_foreign:
            lines = (*lines, Line(self.word("english")))
        return Part(self.word("agreed_title"), lines, points)

    def yours(self, setting: str = "") -> Part:
        """Private and theirs; in English in the department's own words where it has set them."""
        return Part(self.word("yours_title"), (Line(self._local(setting) or self.word("yours")),))

    def share(self) -> Part:
        """Ask the others first. Rules: R-046."""
        own = self._local("request-sharing-words")
        return Part(self.word("share_title"), (Line(own or self.word("share")),))

    def notes(self) -> Part:
        """By asking, or by a subject access request. Rules: R-243."""
        return Part(self.word("notes_title"), (Line(self.word("notes")),))

    def complain(self) -> Part:
        """To us, and who else can help, by nation. Rules: R-244."""
        named = self.regulator["regulator" if self.is_foreign else "named"]
        regulators = self.word("regulators", regulator=named)
        return Part(self.word("complain_title"), (Line(self.word("complain")), Line(regulators)))

    @property
    def regulator(self) -> Mapping[str, Any]:
        """Who regulates care in the nation of the site."""
        return informing.regulator_of(self.department.site.nation)

    def _local(self, setting: str) -> str:
        if self.is_foreign or not setting:
            return ""
        asked = known(setting)
        return str(Setting.objects.value_of(setting, self.department, asked.default if asked else ""))

    def contacts(self) -> tuple[Contact, ...]:
        """Offices with a number or an address of their own; never a person. Rules: R-243, R-244."""
        value = self.values.get
        rows = (
            ("department", (value("department_phone"), value("department_email"))),
            ("advice", (value("pals_phone"), value("pals_email"))),
            ("records", (value("records_contact"),)),
            ("regulator", (value("cqc_url") or self.regulator["address"],)),
            ("ico", (value("ico_url") or "www.ico.org.uk",)),
        )
        found = []
        for office, places in rows:
            where = ", ".join(each for each in places if each)
            name = self.regulator["regulator"] if office == "regulator" else self.word(f"contact_{office}")
            if where:
                found.append(Contact(name, where, self.is_foreign))
        return tuple(found)

    def paper(self, kind: str, parts: tuple[Part, ...], *, own_notes: bool = False, ruled: int = 0) -> Paper:
        """The whole of it."""
        day = said_in(clock.local(self.request.logged_at).date(), self.language)
        patient = self.request.patient
        needs = set(patient.access_needs if patient else ())
        is_large = bool({*self.request.supplied} & set(LARGE) or needs & set(NEEDS_LARGE))
        return Paper(
            kind=kind,
            title=self.word(f"{kind}_title"),
            organisation=organisation_of(dict(self.values)),
            lead=self.word(f"{kind}_lead", day=day),
            parts=parts,
            contacts=self.contacts(),
            contacts_heading=self.word("contacts_title"),
            disclaimer=self.word("disclaimer"),
            language=self.language,
            direction=languages()[self.language].direction,
            sheet="large_print" if is_large else "a4",
            not_translated=words.not_translated(self.wanted, self.language),
            own_notes=self.word("own_notes") if own_notes else "",
            ruled=ruled,
        )
