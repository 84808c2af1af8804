"""What stands on a consent form: facts, explanations, permissions and slots, in the form's language."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.utils.html import format_html

from consent.models import ConsentForm, Permission, PermissionStatus, Signature, SigningRole
from consent.models.particulars import Chaperone, Interpreter
from consent.models.permission import PermissionKind
from consent.paper_languages import PaperFormat, approved
from consent.paper_words import PaperWords, words_for
from consent.signer_words import declared_way, law_after_death, statement
from consent.strokes import drawing
from consent.studio import studio_line
from consent.wording import wording
from consent.wording.form_words import EASY
from policies.languages import FIRST, languages
from recordings_gov import clock
from recordings_gov.accounts.models import Department, Setting

# What was taken back or replaced later was a yes on the day of the signature.
WAS_YES = (
    PermissionStatus.GIVEN,
    PermissionStatus.WITHDRAWN,
    PermissionStatus.SUPERSEDED,
    PermissionStatus.INVALID,
)
ANSWERS: dict[str, str] = {**dict.fromkeys(WAS_YES, "yes"), PermissionStatus.DECLINED: "no"}


def context_of(form: ConsentForm, *, signed: bool) -> dict[str, Any]:
    """Facts, explanations, permissions and slots; ``signed`` puts answers and signatures in them."""
    return _Paper(form, words_for(form.paper_language, form.paper_format), signed).context()


def kinds_word(kinds: list[str]) -> str:
    """What is recorded, as a phrase in English: Photo and film."""
    return words_for(FIRST).kinds(kinds).capitalize()


def title_of(form: ConsentForm) -> str:
    """What stands at the head: another approved form has its own name, as it was written. Rules: R-220."""
    if form.local_form is not None and form.paper_language == FIRST:
        return form.local_form.title
    return str(words_for(form.paper_language, form.paper_format)["title"])


def contact_line(words: PaperWords, department: Department) -> Any:
    """Whom to tell: the department's phone or e-mail where it is set, and always any member of staff."""
    contact = str(Setting.objects.value_of("consent_contact", department, ""))
    if not contact:
        return words["any_staff"]
    before, _, after = words["or_staff"].partition("{contact}")
    return format_html("{}{}{}", before, words.english(contact), after)


def mark_of(words: PaperWords) -> dict[str, str]:
    """What stands across a paper of the demonstration; nothing otherwise."""
    said = words.tongue.words if settings.DEMONSTRATION else {}
    return {"mark": said.get("demonstration", ""), "mark_line": said.get("demonstration_line", "")}


@dataclass(frozen=True)
class _Paper:
    """One form in its words."""

    form: ConsentForm
    words: PaperWords
    signed: bool

    def context(self) -> dict[str, Any]:
        """Everything the template needs."""
        form, words = self.form, self.words
        permissions = form.open_permissions()
        signatures = list(form.signatures.all()) if self.signed else []
        beside = {row.permission_id: row for row in signatures}
        explained = wording().ticks_for((row.kind for row in permissions), form.cases)
        tongue = words.tongue
        return {
            "organisation": form.department.site.name,
            "words": words.table,
            "direction": tongue.direction,
            "print_format": form.paper_format,
            "is_large": form.paper_format != PaperFormat.STANDARD,
            "facts": self.facts(permissions),
            "explained": [words["tick"][tick.id] for tick in explained],
            "permissions": [
                self.permission(number, row, beside.get(row.pk)) for number, row in enumerate(permissions, 1)
            ],
            "taker": self.slot(beside.get(None), SigningRole.TAKER),
            "statement": self.statement(),
            "law": self.law(),
            "copy_of_form": form.copy_of_form if self.signed else "",
            "read_by": self.read_by(),
            "own_form": self.own_form(),
            **mark_of(words),
        }

    def facts(self, permissions: list[Permission]) -> list[tuple[str, Any]]:
        """The recording and everything round it, each with its label."""
        form, words = self.form, self.words
        patient, said = form.patient, words.english
        given = [row.kind for row in permissions if not self.signed or row.status in WAS_YES]
        other = words["other_purposes"].get(form.other_purposes, "")
        reason = form.other_purposes_reason
        rows = (
            ("patient", said(patient.name)),
            ("nhs_number" if patient.nhs_number else "local_number", said(patient.number)),
            ("born", words.day(patient.birth_date)),
            ("where", said(f"{form.department}, {form.department.site}")),
            ("what", format_html("{}: {}", words.kinds(form.kinds).capitalize(), said(form.subject))),
            ("why", said(form.purpose)),
            ("made_for", words["made_for"][form.made_for]),
            ("other", format_html("{}. {}", other, said(reason)) if reason else other),
            ("place_kept", said(form.place_kept)),
            ("retention", said(form.retention)),
            ("requested_by", said(form.requested_by)),
            ("explained_by", said(str(form.consent_taker))),
            *self.with_them(),
            ("change", contact_line(words, form.department)),
            ("studio", said(studio_line(form.department))),
            ("level_agreed" if self.signed else "level_asked", words.level(given)),
        )
        return [(words["facts"][name], value) for name, value in rows]

    def with_them(self) -> list[tuple[str, Any]]:
        """The chaperone and the interpreter, where they were asked about. Rules: R-019, R-132."""
        found = getattr(self.form, "particulars", None)
        if found is None:
            return []
        rows: list[tuple[str, Any]] = []
        if found.chaperone == Chaperone.PRESENT:
            rows.append(("chaperone", self.words.english(found.chaperone_name)))
        elif found.chaperone == Chaperone.DECLINED:
            rows.append(("chaperone", self.words["chaperone_declined"]))
        if found.interpreter == Interpreter.THERE:
            rows.append(("interpreter", self.words.english(found.interpreter_name)))
        return rows

    def own_form(self) -> Any:
        """What another approved form is used for; its name, too, where the title is in another language."""
        local = self.form.local_form
        if local is None:
            return ""
        is_named = title_of(self.form) == local.title
        return self.words.english(local.used_for if is_named else f"{local.title}. {local.used_for}")

    def permission(self, number: int, row: Permission, signature: Signature | None) -> dict[str, Any]:
        """One permission with its slot."""
        return {
            "id": row.pk,
            "number": number,
            "kind": row.kind,
            "title": self.words["permission_title"][row.kind],
            "says": self.words.agrees(row.kind, row.name),
            "is_named": row.kind == PermissionKind.NAMED_PURPOSE,
            "answer": ANSWERS.get(row.status, "") if self.signed else "",
            "initials": row.initials if self.signed else "",
            "slot": self.slot(signature, self.form.signing_role),
        }

    def slot(self, row: Signature | None, role: str) -> dict[str, Any]:
        """The four cells of a signature; without one they are empty but for the role."""
        words = self.words
        if row is None:
            return {"role": words["roles"][role]}
        when = clock.local(row.signed_at)
        means = words["means"][row.means]
        if row.is_mark:
            means = words["mark"].format(witness=row.witness, role=row.witness_role)
        return {
            "mark": means,
            "picture": f"data:image/svg+xml,{quote(drawing(row.drawn))}" if row.drawn else "",
            "name": row.name,
            "when": f"{words.day(when)}, {when:%H:%M}",
            "role": words["roles"][row.role],
        }

    def statement(self) -> Any:
        """What somebody who signs instead declares; a professional's stands in English."""
        said = statement(self.form, self.words["statement"])
        is_own = declared_way(self.form) in self.words.own.get("statement", ())
        return said if is_own or not said else self.words.english(said)

    def law(self) -> Any:
        """The law about the records of somebody who has died; it stands in English. Rules: R-090."""
        said = law_after_death(self.form)
        return self.words.english(said) if said else ""

    def read_by(self) -> str:
        """Who has read these words before anybody signs them; nothing in English. Rules: R-019."""
        form = self.form
        code = EASY if form.paper_format == PaperFormat.EASY_READ else form.paper_language
        who = approved(form.department).get(code, "")
        return languages()[form.paper_language].said("read_by", who=who) if who else ""
