"""The page kit: views, drafts, keys, menus and the NHS.UK look."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Holds no records of patients: only what makes pages safe to use."""

    name = "recordings_gov.pages"
    label = "pages"
