"""In which language and print a consent form can be read: English, and what a named person has read."""

from django.db import models

from consent.wording.form_words import EASY, ENGLISH, every
from policies.languages import languages
from recordings_gov.accounts.known_settings import PAIRS, Known
from recordings_gov.accounts.models import Department, Setting

SETTING = "consent-form-languages"
LANGUAGES = Known(
    SETTING,
    "Languages in which the consent form may be read and signed",
    "We record patients",
    "R-019",
    PAIRS,
    {},
    "One a line: cy, pl, ur, ar, bn or easy, =, and who has read it. Without it the form is in English.",
)


class PaperFormat(models.TextChoices):
    """The print of a form."""

    STANDARD = "standard", "Standard print"
    LARGE_PRINT = "large_print", "Large print"
    EASY_READ = "easy_read", "Easy read"


def approved(department: Department | None) -> dict[str, str]:
    """Whose words may be used here, each with who has read them; *easy* among them. Rules: R-019."""
    named = Setting.objects.value_of(SETTING, department, {})
    return {code: str(who) for code, who in named.items() if code in every() and str(who).strip()}


def language_for(wanted: str, department: Department | None) -> str:
    """The language wanted, where somebody has read our words in it; else English. Rules: R-019."""
    code = wanted.strip().split("-")[0]
    return code if code in languages() and code in approved(department) else ENGLISH


def formats_for(department: Department | None, language: str) -> list[tuple[str, str]]:
    """The prints there are in this language here."""
    is_easy = language == ENGLISH and EASY in approved(department)
    return [row for row in PaperFormat.choices if is_easy or row[0] != PaperFormat.EASY_READ]


def choices_for(department: Department | None) -> list[tuple[str, str]]:
    """Code and English name of each language the form can be in here."""
    ready = approved(department)
    return [(code, each.english) for code, each in languages().items() if code == ENGLISH or code in ready]
