"""The suite: SQLite in a file, or the suite's own PostgreSQL; real broker, real files."""

import os
import tempfile
from pathlib import Path

from recordings_gov.settings.base import *  # noqa: F403
from recordings_gov.settings.base import DATABASES

SECRET_KEY = "only-for-the-suite-" + "x" * 40
REASONS_KEY = "another-one-for-the-suite-" + "y" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMONSTRATION = True
ORGANISATION = "Northmere Hospitals"
_folder = Path(os.environ.get("SUITE_DIR") or tempfile.mkdtemp(prefix="recordings-suite-"))
DOCUMENTS_DIR = _folder / "documents"
STATIC_ROOT = _folder / "static"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _folder.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "suite.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND") or "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OUTBOX_LEASE_SECONDS = int(os.environ.get("OUTBOX_LEASE_SECONDS") or 5)
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
