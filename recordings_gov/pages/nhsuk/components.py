"""Render NHS England's own Jinja macros from Django templates, so that upgrades are a version bump."""

import re
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader


def component(name: str, params: dict[str, Any]) -> SafeString:
    """The markup of one component; whatever is None counts as not given."""
    macro = re.sub(r"-(\w)", lambda match: match.group(1).upper(), name)
    module: Any = _environment().get_template(f"nhsuk/components/{name}/macro.jinja").module
    return mark_safe(str(getattr(module, macro)(_given(params))).strip())  # noqa: S308 autoescaped by Jinja


def words(content: Any) -> dict[str, str]:
    """Text for a component. Only markup that code made on purpose stays markup; all else is escaped."""
    if hasattr(content, "__html__"):
        return {"html": content.__html__()}
    return {"text": str(content)}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"),
        autoescape=True,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _given(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_given(item) for item in value if item is not None]
    return value
