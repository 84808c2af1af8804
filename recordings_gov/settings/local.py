"""One machine, one command: what ``make run`` uses. Never for patients."""

import os
from pathlib import Path

from recordings_gov.settings.base import *  # noqa: F403
from recordings_gov.settings.base import DATA_DIR


def _own_key(file: Path) -> str:
    """A key made once for this data folder, readable by its owner alone."""
    from django.core.management.utils import get_random_secret_key

    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as handle:
            handle.write(get_random_secret_key())
    return file.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _own_key(DATA_DIR / "secret_key")
REASONS_KEY = os.environ.get("REASONS_KEY") or _own_key(DATA_DIR / "reasons_key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ALLOWED_HOSTS]
DEMONSTRATION = True
ORGANISATION = "Northmere Hospitals"
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND") or "django.core.mail.backends.filebased.EmailBackend"
