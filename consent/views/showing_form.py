"""What a form's page shows of care, of others who were asked, and of what it follows from."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from consent import caring
from consent.models import ConsentForm, FormStatus
from consent.models.particulars import Particulars
from recordings_gov.pages.templatetags.pages import date_and_time
from recordings_gov.workflow import may

SHADES = {"yes": "green", "no": "red", "not_sure": "yellow"}
CHOSEN = ("operator", "chaperone", "interpreter")
KINDS = ("is_intimate", "is_whole_body", "is_colposcopy", "is_mental_health")


def before_signing(form: ConsentForm, user: Any) -> dict[str, Any]:
    """Care with its warnings, other people's answers, and the ways to change them."""
    row = form.said_care
    care = form.care()
    together = form.answers_together()
    heard = form.others_answers.all()
    is_void = form.status == FormStatus.VOID
    return {
        "care_facts": care_facts(row) if row else [],
        "care_said": row,
        "care_warnings": caring.warnings(care) if row else (),
        "guidance": caring.guidance_for(care),
        "heard": [(each, SHADES[each.answer], f"{each.by}, {date_and_time(each.at)}") for each in heard],
        "together": together,
        "shows_others": bool(heard or together.conditions) and not is_void,
        "replaced_by": getattr(form, "replaced_by", None) if is_void else None,
        "may_care": may(form, "say_care", user),
        "may_hear": may(form, "hear", user),
        "may_settle": together.verdict == "conflict" and may(form, "settle", user),
        "may_change": may(form, "change", user) and not form.recordings.exclude(status="held").exists(),
    }


def care_facts(row: Particulars) -> list[tuple[str, Any]]:
    """What was said, without what was left empty."""
    named = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}
    kinds = [named[name] for name in KINDS if getattr(row, name)]
    shown: list[tuple[str, Any]] = [("Special care", ", ".join(kinds).capitalize() or "None named")]
    shown += [(named[name], getattr(row, f"get_{name}_display")()) for name in CHOSEN]
    words = {name: value for name, value in row.said().items() if isinstance(value, str)}
    shown += [(named[name], value) for name, value in words.items() if value and name not in CHOSEN]
    return [(label[:1].upper() + label[1:], value) for label, value in shown]


def links_of(form: ConsentForm) -> list[tuple[str, Any]]:
    """The other form that was used, the recording it asks about, and the form it replaced."""
    shown: list[tuple[str, Any]] = []
    if form.local_form:
        shown.append(("Form that is signed", form.local_form.title))
    if form.further_to:
        shown.append(("Another use of", _link(form.further_to)))
    if form.replaces:
        shown.append(("Made in place of", _link(form.replaces)))
    return shown


def _link(record: Any) -> SafeString:
    mark = '<a class="nhsuk-link nhsuk-link--no-visited-state" href="{}">{}</a>'
    return format_html(mark, record.get_absolute_url(), record.reference)
