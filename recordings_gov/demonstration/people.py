"""The people of the demonstration: each account is named after its role."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from recordings_gov.accounts.models import Department, Membership, User
from recordings_gov.accounts.passwords import DEMONSTRATION as PASSWORD
from recordings_gov.accounts.roles import Role


@dataclass(frozen=True)
class Person:
    """An account, its name, title and role, and the slug of its department (none: Trust-wide)."""

    username: str
    name: str
    title: str
    role: Role
    department: str = ""


PEOPLE = (
    Person("radiographer", "Robin Sample", "Radiographer", Role.RADIOGRAPHER, "imaging"),
    Person("sonographer", "Sam Example", "Sonographer", Role.SONOGRAPHER, "imaging"),
    Person(
        "therapeutic_radiographer",
        "Toni Template",
        "Therapeutic radiographer",
        Role.THERAPEUTIC_RADIOGRAPHER,
        "radiotherapy",
    ),
    Person("student", "Stevie Specimen", "Student radiographer", Role.STUDENT, "imaging"),
    Person("media_studio", "Morgan Mock", "Media Studio", Role.MEDIA_STUDIO),
    Person("head_of_media_studio", "Harper Placeholder", "Head of Media Studio", Role.HEAD_OF_MEDIA_STUDIO),
    Person("ig_manager", "Indigo Instance", "Information governance manager", Role.IG_MANAGER),
    Person("governance_lead", "Gale Dummy", "Governance lead", Role.GOVERNANCE_LEAD, "imaging"),
    Person("consultant", "Charlie Fiction", "Consultant radiologist", Role.CONSULTANT, "imaging"),
    Person("medical_records", "Max Pattern", "Medical records", Role.MEDICAL_RECORDS),
    Person("caldicott_guardian", "Cameron Model", "Caldicott Guardian", Role.CALDICOTT_GUARDIAN),
    Person("dpo", "Devon Draft", "Data Protection Officer", Role.DPO),
    Person("lsms", "Lee Prototype", "Local security management specialist", Role.LSMS),
    Person("communications", "Coby Copy", "Communications manager", Role.COMMUNICATIONS),
    Person("auditor", "Avery Outline", "Auditor", Role.AUDITOR),
    Person("system_admin", "Sky Scaffold", "System administrator", Role.SYSTEM_ADMIN),
    Person("policy_owner", "Perry Proforma", "Imaging services manager", Role.POLICY_OWNER, "imaging"),
    Person("executive_sponsor", "Emery Exemplar", "Medical director", Role.EXECUTIVE_SPONSOR),
    Person("other_radiographer", "Ollie Other", "Radiographer", Role.RADIOGRAPHER, "radiotherapy"),
)


def load_people(departments: dict[str, Department]) -> dict[str, User]:
    """The accounts by user name; who is there already stays as they are."""
    found: dict[str, User] = {user.username: user for user in User.objects.all()}
    hashed = make_password(PASSWORD)
    for person in PEOPLE:
        if person.username in found:
            continue
        user = User(
            username=person.username,
            password=hashed,
            name=person.name,
            job_title=person.title,
            email=f"{person.username}@northmere.example",
        )
        user.save()
        Membership(user=user, role=person.role, department=departments.get(person.department)).save()
        found[person.username] = user
    return found
