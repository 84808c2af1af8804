"""Settings that hold everywhere; what differs is in local, test and production."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from recordings_gov.settings.databases import from_environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").resolve()
DOCUMENTS_DIR = DATA_DIR / "documents"

SECRET_KEY = os.environ.get("SECRET_KEY", "")
# What staff tell in confidence is kept under a key of its own.
REASONS_KEY = os.environ.get("REASONS_KEY", "")
DEBUG = False
ALLOWED_HOSTS: list[str] = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host]
PUBLIC_BASE_URL = os.environ.get("PUBLIC_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
DEMONSTRATION = False
ORGANISATION = os.environ.get("ORGANISATION", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "simple_history",
    "recordings_gov.audit",
    "recordings_gov.pages",
    "recordings_gov.accounts",
    "recordings_gov.patients",
    "recordings_gov.jobs",
    "recordings_gov.notifications",
    "recordings_gov.documents",
    "recordings_gov.notes",
    "recordings_gov.rulebook",
    "recordings_gov.incidents",
    "policies",
    "requests_app",
    "consent",
    "recordings_gov.governance",
    "recordings_gov.demonstration",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "recordings_gov.pages.middleware.NobodySignsIn",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "recordings_gov.accounts.middleware.IdleLimit",
    "recordings_gov.accounts.middleware.SignInOrUnlock",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "recordings_gov.accounts.middleware.Acting",
    "recordings_gov.accounts.middleware.DenyByDefault",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "recordings_gov.pages.middleware.NoStore",
    "recordings_gov.documents.middleware.DocumentErrors",
]

ROOT_URLCONF = "recordings_gov.urls"
WSGI_APPLICATION = "recordings_gov.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "recordings_gov.pages.context.frame",
                "recordings_gov.accounts.context.quick_unlock",
            ],
        },
    },
]

DATABASES = from_environment(DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The limiter of sign-in attempts must outlive a lost Redis, so the shared cache is a table.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["recordings_gov.accounts.backends.RolesBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "recordings_gov.accounts.passwords.NotTheDemonstrations"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "recordings_gov.accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "recordings_gov.accounts.models.display"
ACCOUNT_FORMS = {
    "login": "recordings_gov.accounts.forms.SignInForm",
    "change_password": "recordings_gov.accounts.forms.AnotherPasswordForm",
    "reset_password": "recordings_gov.accounts.forms.AskForLinkForm",
    "reset_password_from_key": "recordings_gov.accounts.forms.ForgottenPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_SECONDS = 10 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "recordings_gov.accounts.doors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CRISPY_TEMPLATE_PACK = "nhsuk"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["nhsuk"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "recordings_gov" / "locale"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A picture of a wristband stays in memory: see recordings_gov/patients/picture_upload.py. Scanned forms
# come in up to a size in all: see consent/scans/upload.py.
FILE_UPLOAD_HANDLERS = [
    "recordings_gov.patients.picture_upload.PictureInMemory",
    "consent.scans.upload.ScansInMemory",
    "consent.reconciling.upload.ExportOnDisk",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND") or "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = Path(os.environ.get("EMAIL_FILE_PATH") or DATA_DIR / "emails")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "recordings@localhost")

# Lease of an outbox row that a worker has taken: after it, another worker may take it.
OUTBOX_LEASE_SECONDS = int(os.environ.get("OUTBOX_LEASE_SECONDS") or 120)

# What the clinical image library shows of its files; neither is set while no library is connected.
LIBRARY_FOLDER = os.environ.get("LIBRARY_FOLDER", "")
LIBRARY_FINGERPRINTS = os.environ.get("LIBRARY_FINGERPRINTS", "")

# How notes go into the health record: by "mllp", by "files", or by hand (docs/operations/health-record.md).
NOTES_CONNECTOR = os.environ.get("NOTES_CONNECTOR", "")
NOTES_FOLDER = Path(os.environ.get("NOTES_FOLDER") or DATA_DIR / "notes")
NOTES_MLLP_ADDRESS = os.environ.get("NOTES_MLLP_ADDRESS", "")
NOTES_MLLP_CA_FILE = os.environ.get("NOTES_MLLP_CA_FILE", "")
NOTES_MLLP_SECONDS = float(os.environ.get("NOTES_MLLP_SECONDS") or 20)
NOTES_RECEIPT_HOURS = int(os.environ.get("NOTES_RECEIPT_HOURS") or 24)
NOTES_FACILITY = os.environ.get("NOTES_FACILITY") or "LOCAL"
NOTES_RECEIVER = os.environ.get("NOTES_RECEIVER", "")

REDIS_URL = os.environ.get("REDIS_URL", "")
CELERY_BROKER_URL = REDIS_URL or "redis://127.0.0.1:6379/0"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Each worker process starts its render process before it takes a job; Celery's default allows 4 seconds.
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 60
# A broker that went away is awaited for ever, and what ran meanwhile is given back, not done twice.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "recordings_gov.pages.logs.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.security.DisallowedHost": {"level": "ERROR"}, "fontTools": {"level": "WARNING"}},
}
