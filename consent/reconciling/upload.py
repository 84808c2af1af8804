"""How an export comes in: onto disk as it arrives, from who may bring it; its name is dropped."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from consent.models.library_import import ACT
from consent.reconciling.folder import FIELD, Arriving

MEGABYTES = 600
MOST = MEGABYTES * 1024 * 1024
FULL, TOO_LARGE = "full", "too-large"


class ExportOnDisk(FileUploadHandler):
    """Takes the field ``export`` and leaves every other file to the next handler.

    Of what is too large, finds no room, or comes from somebody who may not bring it, nothing is kept.
    """

    limit = MOST
    total = 0
    trouble = ""
    file: Arriving | None = None
    is_export = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file of its own for each export."""
        super().new_file(*args, **kwargs)
        self.is_export = self.field_name == FIELD
        if not self.is_export:
            return
        user = getattr(self.request, "user", None)
        if not (user is not None and user.is_authenticated and user.holds(ACT)):
            self.limit = 0
        try:
            self.file = Arriving()
        except OSError:
            self.trouble = FULL
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write it down, as long as it is not too much and there is room."""
        if not self.is_export:
            return raw_data
        self.total += len(raw_data)
        if self.total > self.limit:
            self._give_up(TOO_LARGE)
        if self.file is not None:
            try:
                self.file.write(raw_data)
            except OSError:
                self._give_up(FULL)
        return None

    def file_complete(self, file_size: int) -> Any:
        """The file; an empty one whose type says what went wrong."""
        if not self.is_export:
            return None
        if self.file is not None:
            try:
                self.file.arrive(self.total)
            except OSError:
                self._give_up(FULL)
        return self.file or InMemoryUploadedFile(io.BytesIO(), FIELD, FIELD, self.trouble, 0, None)

    def upload_interrupted(self) -> None:
        """Whoever sent it is gone."""
        self._give_up(FULL)

    def _give_up(self, trouble: str) -> None:
        self.trouble = self.trouble or trouble
        if self.file is not None:
            self.file.close()
            self.file = None
