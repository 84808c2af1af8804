"""The words of the consent form and of the papers round it, as they came from the content editors."""

from consent.wording.reading import Check, PermissionWords, Tick, Wording, wording

__all__ = ["Check", "PermissionWords", "Tick", "Wording", "wording"]
