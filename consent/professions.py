"""Which code a profession answers to when it records patients, as the Trust's policy names it. Pure.

Source: CUH policy, section 23.1, and the sources that it lists with their years.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class Profession(TextChoices):
    """What somebody who records is."""

    DOCTOR = "doctor", "Doctor"
    ILLUSTRATOR = "illustrator", "Medical illustrator or clinical photographer"
    RADIOGRAPHER = "radiographer", "Radiographer, or another profession of the HCPC"
    OTHER = "other", "Another registered profession"


@dataclass(frozen=True)
class Code:
    """One code: who issues it, what it is called, and of which year the Trust's policy knows it."""

    issuer: str
    title: str
    year: str = ""

    def __str__(self) -> str:
        return f"{self.issuer}: {self.named}"

    @property
    def named(self) -> str:
        """Its title, with the year where one is known."""
        return f"{self.title} ({self.year})" if self.year else self.title


IMI = "Institute of Medical Illustrators"
CODES: dict[str, tuple[Code, ...]] = {
    Profession.DOCTOR: (
        Code("General Medical Council", "Making and using visual and audio recordings of patients", "2011"),
    ),
    Profession.ILLUSTRATOR: (
        Code(IMI, "A Code of Professional Conduct", "2014"),
        Code(IMI, "National Guidelines: Consent in Clinical Recording", "2006"),
        Code(IMI, "Patient Confidentiality and Clinical Illustrative Records", "2006"),
    ),
    Profession.RADIOGRAPHER: (
        Code("Health and Care Professions Council", "Standards of Conduct, Performance and Ethics"),
    ),
    Profession.OTHER: (Code("Your own regulator", "its code of conduct"),),
}


def codes_of(profession: str) -> tuple[Code, ...]:
    """The codes of a profession; none while it is not known which. Rules: R-252."""
    return CODES.get(profession, ())


def codes_words(profession: str) -> str:
    """The same in one line: each issuer once, with what it issued. Rules: R-252."""
    by_issuer: dict[str, list[str]] = {}
    for code in codes_of(profession):
        by_issuer.setdefault(code.issuer, []).append(code.named)
    return ". ".join(f"{issuer}: {'; '.join(named)}" for issuer, named in by_issuer.items())
