"""The demonstration's consent forms: the languages a fictional person has read, and another approved form."""

from consent.models import LocalForm, PermissionKind
from consent.paper_languages import SETTING
from recordings_gov.accounts.models import Department, Setting, User

STUDIO = {
    "studio_contact": "Extension 4100, media.studio@northmere.example",
    "studio_out_of_hours": "Ask the site manager: extension 4000",
}
READ = "cy = Carys Fiction\npl = Piotr Fiction\neasy = Northmere readers’ group"


def load_consent_languages(people: dict[str, User], departments: dict[str, Department]) -> None:
    """Welsh, Polish and easy read; Urdu, Arabic and Bengali wait for somebody to read them."""
    department = departments["imaging"]
    if not Setting.objects.filter(name=SETTING, department=department).exists():
        why = "Read by people who speak it, for the demonstration."
        Setting.choose(
            by=people["governance_lead"], name=SETTING, department=department, value=READ, reason=why
        )


def load_studio(people: dict[str, User]) -> None:
    """How Media Studio is reached, for the whole Trust. Once."""
    for name, value in STUDIO.items():
        if not Setting.objects.filter(name=name).exists():
            why = "As on Media Studio's door."
            Setting.choose(by=people["ig_manager"], name=name, department=None, value=value, reason=why)


def load_other_forms(people: dict[str, User]) -> None:
    """A home video for teaching: proposed by Media Studio, approved by information governance. Once."""
    if LocalForm.objects.exists():
        return
    form = LocalForm.propose(
        by=people["head_of_media_studio"],
        title="Home video of a child, for teaching",
        used_for="A family’s own film of their child, shown to staff and students in training",
        kept_at="Document store, F-12",
        opens=[PermissionKind.TEACHING],
    )
    form.approve(by=people["ig_manager"])
