"""The error summary of one or more forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.utils.safestring import SafeString

from recordings_gov.pages.nhsuk.components import component
from recordings_gov.pages.nhsuk.fields import anchor


def error_summary(*forms: BaseForm | BaseFormSet[Any] | None, says: str = "", link: str = "") -> SafeString:
    """What is wrong, at the top, with a link to each place; it takes the focus. Empty when nothing is.

    ``says`` is a problem of the page itself, ``link`` the address of its place on the page.
    """
    items = [{"text": says, "href": link} if link else {"text": says}] if says else []
    items += [item for form in forms if form is not None for item in _errors(form)]
    if not items:
        return SafeString("")
    return component("error-summary", {"heading": {"text": "There is a problem"}, "errorList": items})


def _errors(form: BaseForm | BaseFormSet[Any]) -> Iterator[dict[str, str]]:
    if not form.is_bound:
        return
    if isinstance(form, BaseFormSet):
        yield from ({"text": str(error)} for error in form.non_form_errors())
        for one in form.forms:
            yield from _errors(one)
        return
    yield from ({"text": str(error)} for error in form.non_field_errors())
    for field in form:
        for error in field.errors:
            link = {} if field.is_hidden else {"href": f"#{anchor(field)}"}
            yield {"text": str(error), **link}
