"""The name of a recording's file, made by us, so that nobody puts a patient's name into it."""

from typing import Any, ClassVar

from django.db import models

KIND_WORDS: dict[str, str] = {"photograph": "photo", "film": "film", "sound": "sound"}


def name_of(reference: str, kind: str, number: int) -> str:
    """``REC-7K2M-9QXD-G-photo-02``: the entry, what it is, and the how manieth. Rules: R-180."""
    return f"{reference}-{KIND_WORDS[kind]}-{number:02d}"


class FileNameField(models.CharField):
    """Filled in with the reference as the row is first written; never by a person. Rules: R-180."""

    given: ClassVar[dict[str, Any]] = {"max_length": 40, "blank": True, "default": "", "editable": False}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | self.given))

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """By the reference, which is drawn last of all."""
        if add:
            row = model_instance
            setattr(row, self.attname, name_of(row.reference, row.kind, row.file_number))
        return super().pre_save(model_instance, add)
