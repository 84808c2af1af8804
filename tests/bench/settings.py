"""The application as one machine runs it, with the raw views and the peer it is measured against."""

from recordings_gov.accounts import routes
from recordings_gov.settings.local import *  # noqa: F403
from recordings_gov.settings.local import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin.apps.SimpleAdminConfig"]
ROOT_URLCONF = "tests.bench.urls"
SILENCED_SYSTEM_CHECKS = [
    "accounts.E001",
    "admin.E403",
    "admin.E405",
    "admin.E408",
    "admin.E409",
    "admin.E410",
]
routes.PUBLIC |= {"bench:floor", "bench:nothing"}
routes.SIGNED_IN |= {
    "bench:floor-signed-in",
    "bench:floor-unlogged",
    "admin:requests_app_recordingrequest_changelist",
}
