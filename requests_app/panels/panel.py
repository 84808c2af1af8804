"""A panel of the scanner page: questions that show only when what is tapped calls for them."""

from typing import TYPE_CHECKING, Any

from django import forms

from recordings_gov.accounts.models import Department

if TYPE_CHECKING:
    from requests_app.forms.log import LogForm
    from requests_app.models import RecordingRequest
    from requests_app.scanner import Shown


class Panel:
    """One panel: its fields, when it shows, what is kept of it, and what of it the policy is asked about.

    Its template is ``requests/panels/<name>.html``, given ``form`` and ``here`` (its ``context``), inside
    ``<div id="panel-<name>">``; ``place`` is the column, *questions* or *answer*; ``several`` names those
    of its fields that hold several values. A panel imports nothing of ``requests_app.asking``.
    """

    name: str = ""
    several: tuple[str, ...] = ()
    place: str = "questions"

    @property
    def template(self) -> str:
        """The inside of its container."""
        return f"requests/panels/{self.name}.html"

    def fields(self, department: Department) -> dict[str, forms.Field]:
        """Its questions, none of them required by itself: the panel may not be on the page."""
        return {}

    def ready(self, form: "LogForm") -> None:
        """Fill in what its questions hang on beyond the department: ``form.version``, what is tapped."""

    def is_shown(self, form: "LogForm", shown: "Shown | None") -> bool:
        """Whether what is tapped calls for it; no query. ``shown`` is None before the policy is asked."""
        return True

    def version(self, form: "LogForm", shown: "Shown") -> str:
        """What its contents hang on, without spaces: it is swapped when this changes, else left alone."""
        return ""

    def clean(self, form: "LogForm", given: dict[str, Any]) -> None:
        """Add its errors to the form; asked only while it is shown."""

    def asked(self, form: "LogForm", given: dict[str, Any]) -> dict[str, Any]:
        """Its part of ``RecordingRequest.log``: model fields by name; asked only while it is shown."""
        return {}

    def tapped(self, form: "LogForm") -> dict[str, Any]:
        """Its part of the situation, from the page: fields of ``Tapped``, tuples of all panels joined."""
        return {}

    def kept(self, request: "RecordingRequest") -> dict[str, Any]:
        """The same part of the situation, from what a request keeps."""
        return {}

    def context(self, form: "LogForm", shown: "Shown") -> dict[str, Any]:
        """What its template shows beside the fields, as ``here``; asked only while it is shown."""
        return {}
