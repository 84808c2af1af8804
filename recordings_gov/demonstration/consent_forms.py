"""In which languages the demonstration's consent form may be signed: those a fictional person has read."""

from consent.paper_languages import SETTING
from recordings_gov.accounts.models import Department, Setting, User

READ = "cy = Carys Fiction\npl = Piotr Fiction\neasy = Northmere readers’ group"


def load_consent_languages(people: dict[str, User], departments: dict[str, Department]) -> None:
    """Welsh, Polish and easy read; Urdu, Arabic and Bengali wait for somebody to read them."""
    department = departments["imaging"]
    if not Setting.objects.filter(name=SETTING, department=department).exists():
        why = "Read by people who speak it, for the demonstration."
        Setting.choose(
            by=people["governance_lead"], name=SETTING, department=department, value=READ, reason=why
        )
