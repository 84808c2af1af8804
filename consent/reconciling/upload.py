"""How an export comes in: onto disk as it arrives, from who may bring it; its name is dropped."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import StopFutureHandlers, TemporaryFileUploadHandler

from consent.models.library_import import ACT

FIELD = "export"
MEGABYTES = 600
MOST = MEGABYTES * 1024 * 1024
FULL, TOO_LARGE = "full", "too-large"


class ExportOnDisk(TemporaryFileUploadHandler):
    """Takes the field ``export`` and leaves every other file to the next handler.

    Of what is too large, finds no room, or comes from somebody who may not bring it, nothing is kept.
    """

    is_export = False
    trouble = ""
    limit = MOST
    total = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file of its own for each export."""
        self.is_export = (args[0] if args else kwargs.get("field_name")) == FIELD
        if not self.is_export:
            return
        user = getattr(self.request, "user", None)
        if not (user is not None and user.is_authenticated and user.holds(ACT)):
            self.limit = 0
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self.trouble = FULL
        self.file_name = FIELD
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write it down, as long as it is not too much and there is room."""
        if not self.is_export:
            return raw_data
        self.total += len(raw_data)
        if self.total > self.limit:
            self.trouble = self.trouble or TOO_LARGE
        if not self.trouble:
            try:
                super().receive_data_chunk(raw_data, start)
            except OSError:
                self.trouble = FULL
        return None

    def file_complete(self, file_size: int) -> Any:
        """The file; an empty one whose type says what went wrong."""
        if not self.is_export:
            return None
        if not self.trouble:
            try:
                return super().file_complete(file_size)
            except OSError:
                self.trouble = FULL
        part = getattr(self, "file", None)
        if part is not None:
            part.close()
        return InMemoryUploadedFile(io.BytesIO(), FIELD, FIELD, self.trouble, 0, None)
