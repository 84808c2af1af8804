"""Words told in confidence: kept under a key of their own, told apart by a keyed digest."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

CANNOT_BE_READ = "These words cannot be read any more: the key they were kept under has changed."


def _key(purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(settings.REASONS_KEY.encode())


def sealed(words: str) -> str:
    """The words as the database keeps them."""
    key = base64.urlsafe_b64encode(_key(b"requests_app.confidence"))
    return Fernet(key).encrypt(words.encode()).decode()


def opened(body: str) -> str:
    """The words again; a sentence that says so when the key is another one now."""
    key = base64.urlsafe_b64encode(_key(b"requests_app.confidence"))
    try:
        return Fernet(key).decrypt(body.encode()).decode()
    except InvalidToken:
        return CANNOT_BE_READ


def digest(words: str) -> str:
    """What the event log keeps of them; without the key nobody finds the words by trying."""
    return hmac.new(_key(b"requests_app.confidence.digest"), words.encode(), hashlib.sha256).hexdigest()
