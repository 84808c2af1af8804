"""People, places, roles in places, and settings with their reasons."""

from recordings_gov.accounts.models.place import Department, Site
from recordings_gov.accounts.models.setting import Setting
from recordings_gov.accounts.models.user import Membership, User, display

__all__ = ["Department", "Membership", "Setting", "Site", "User", "display"]
