"""Loads the signed-in person with their roles in one joined query."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from recordings_gov.accounts.models import User
from recordings_gov.accounts.passwords import DEMONSTRATION

COLUMNS = [field.attname for field in User._meta.concrete_fields]


class RolesBackend(AuthenticationBackend):
    """allauth's sign-in; Django's own permissions are not used and always answer no."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        """allauth's answer; the demonstration's password signs nobody in outside the demonstration."""
        if credentials.get("password") == DEMONSTRATION and not settings.DEMONSTRATION:
            return None
        return super().authenticate(request, **credentials)

    def get_user(self, user_id: Any) -> User | None:
        """The active person with roles filled in, else None: a deactivated session ends here."""
        rows = list(
            User.objects.filter(pk=user_id, is_active=True).values_list(
                *COLUMNS, "memberships__role", "memberships__department_id"
            )
        )
        if not rows:
            return None
        width = len(COLUMNS)
        user = User.from_db("default", COLUMNS, rows[0][:width])
        user.roles = [(row[width], row[width + 1]) for row in rows if row[width]]
        return user

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Django's permissions are not a door here: ``user.can`` is."""
        return False
