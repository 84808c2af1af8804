"""People, places, roles in places, and settings with their reasons."""

from recordings_gov.accounts.models.place import Department, Site
from recordings_gov.accounts.models.quick_unlock import QuickUnlock
from recordings_gov.accounts.models.setting import Setting
from recordings_gov.accounts.models.user import Membership, User, display

__all__ = ["Department", "Membership", "QuickUnlock", "Setting", "Site", "User", "display"]
