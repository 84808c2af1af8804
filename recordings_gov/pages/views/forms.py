"""What the views that take forms share: keys, drafts into initial values, errors beside their fields."""

import secrets
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict


def new_key() -> str:
    """A fresh idempotency key for one form on one page."""
    return secrets.token_urlsafe(24)


def kept_initial(form: forms.Form, kept: QueryDict) -> dict[str, Any]:
    """A draft's fields as initial values of ``form``."""
    return {
        name: field.widget.value_from_datadict(kept, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }


def bound_errors(form: forms.Form, error: ValidationError) -> None:
    """Put a verb's errors beside the fields they name, the rest at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error.messages)
        return
    for name, problems in error.error_dict.items():
        target = name if name in form.fields and name != NON_FIELD_ERRORS else None
        form.add_error(target, [message for problem in problems for message in problem.messages])
