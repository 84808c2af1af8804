"""Layout objects for crispy forms, beside crispy's own Layout, Field, Fieldset, Div and Submit."""

from typing import Any

from crispy_forms.layout import BaseInput, Field, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django.utils.safestring import SafeString


class Reveal(LayoutObject):
    """A choice that opens further questions: ``Reveal("recorder", {"other": ["recorder_name"]})``.

    Without JavaScript every question stands open, so the form must accept answers to closed ones and
    leave them out itself.
    """

    def __init__(self, field: str, opens: dict[str, list[Any]]) -> None:
        self.field = field
        self.opens = opens
        self.fields = [field, *(inner for inside in opens.values() for inner in inside)]

    def render(self, form: Any, context: Any, template_pack: Any = TEMPLATE_PACK, **_: Any) -> SafeString:
        def rendered(inner: Any, **more: Any) -> str:
            return str(render_field(inner, form, context, template_pack=template_pack, **more))

        conditionals = {value: "".join(map(rendered, inside)) for value, inside in self.opens.items()}
        return SafeString(rendered(self.field, extra_context={"conditionals": conditionals}))


class Save(BaseInput):
    """The one green button of a page. ``sends`` is the value that goes with ``name``."""

    input_type = "submit"

    def __init__(self, value: str = "Save", name: str = "", sends: str = "", **kwargs: Any) -> None:
        super().__init__(name, value, **kwargs)
        self.id = kwargs.get("css_id", "")
        self.sends = sends


class Quiet(Save):
    """A second button: it does something else with the same form."""

    field_classes = "nhsuk-button--secondary"


class Wide(Field):
    """A field with an input for about ``width`` characters: 2, 3, 4, 5, 10, 20 or 30."""

    def __init__(self, *fields: str, width: int, **kwargs: Any) -> None:
        super().__init__(*fields, data_width=str(width), **kwargs)
