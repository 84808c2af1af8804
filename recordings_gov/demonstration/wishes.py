"""A colleague who does not want to be in a picture or film: said once, before anybody asks."""

from recordings_gov.accounts.models import User
from requests_app.models import Covers, StaffObjection


def load_wishes(people: dict[str, User]) -> None:
    """The sonographer objects to picture and film; their voice may be heard."""
    person = people["sonographer"]
    if not StaffObjection.objects.filter(person=person).exists():
        StaffObjection.register(by=person, covers=Covers.IMAGE)
