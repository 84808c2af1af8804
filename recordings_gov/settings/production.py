"""The Trust's own servers: refuses to start with anything that is only for trying out."""

import os

from django.core.exceptions import ImproperlyConfigured

from recordings_gov.settings.base import *  # noqa: F403
from recordings_gov.settings.secrets import from_file_or_environment

SECRET_KEY = from_file_or_environment("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be at least 50 characters long.")
REASONS_KEY = from_file_or_environment("REASONS_KEY")
if len(REASONS_KEY) < 50 or REASONS_KEY == SECRET_KEY:
    raise ImproperlyConfigured("REASONS_KEY must be at least 50 characters long, and not the SECRET_KEY.")
if os.environ.get("RECORDINGS_GOV_NOW"):
    raise ImproperlyConfigured("RECORDINGS_GOV_NOW is for tests: remove it.")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the addresses this service answers to.")

SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "true").lower() != "false"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
# Limits by address count the last word of X-Forwarded-For, which the load balancer in front writes.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT") or 1)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
