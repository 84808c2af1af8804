"""A half-filled form, kept for its writer alone until it is saved or the shift ends."""

import base64
from datetime import timedelta
from typing import Any, ClassVar

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.http import QueryDict

from recordings_gov import clock

SHIFT = timedelta(hours=12)
LONGEST = 100_000


def _cipher() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"recordings_gov.pages.draft").derive(
        settings.SECRET_KEY.encode()
    )
    return Fernet(base64.urlsafe_b64encode(key))


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts of one person; nobody else's are ever looked for."""

    def keep(self, *, owner: Any, form: str, key: str, fields: QueryDict) -> "Draft":
        """Keep what is typed so far, encrypted; the same form and key are written over."""
        kept = fields.copy()
        for name in ("csrfmiddlewaretoken", "idempotency_key", "draft_form", "draft_key"):
            kept.pop(name, None)
        body = _cipher().encrypt(kept.urlencode().encode()[:LONGEST]).decode()
        values = {"body": body, "expires_at": clock.now() + SHIFT}
        draft, _ = self.update_or_create(owner=owner, form=form, key=key, defaults=values)
        return draft

    def kept_for(self, owner: Any, form: str, key: str) -> QueryDict | None:
        """What this person typed into this form, or None; an expired or unreadable one is None."""
        draft = self.filter(owner=owner, form=form, key=key, expires_at__gt=clock.now()).first()
        if draft is None:
            return None
        try:
            return QueryDict(_cipher().decrypt(draft.body.encode()).decode())
        except InvalidToken:
            return None

    def drop(self, owner: Any, form: str, key: str) -> None:
        """The form is saved: its draft goes."""
        self.filter(owner=owner, form=form, key=key).delete()

    def expired(self) -> "DraftQuerySet":
        """Drafts whose shift is over."""
        return self.filter(expires_at__lte=clock.now())


class Draft(models.Model):
    """One person's unsaved words in one form."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=100)
    key = models.CharField(max_length=40, blank=True)
    body = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    objects: ClassVar[Any] = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "form", "key"], name="draft_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.form
