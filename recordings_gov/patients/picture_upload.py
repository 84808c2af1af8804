"""How the picture of a wristband comes in: into memory, up to a size, never onto a disk, its name dropped."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from recordings_gov.patients.camera import LIMITS

FIELD = "picture"


class PictureInMemory(FileUploadHandler):
    """First of the upload handlers: takes the field ``picture`` and leaves every other file to the next.

    Of one that is too large nothing is kept but that it is; the rest of the form is read all the same.
    """

    is_picture = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The name that the device gave it is forgotten here."""
        super().new_file(*args, **kwargs)
        self.is_picture = self.field_name == FIELD
        if self.is_picture:
            self.file_name = FIELD
            self.parts: list[bytes] = []
            self.size = 0
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep it, as long as it is not too much."""
        if not self.is_picture:
            return raw_data
        self.size += len(raw_data)
        self.parts = [] if self.size > LIMITS.size else [*self.parts, raw_data]
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """The picture; an empty one that says its size when it was too large."""
        if not self.is_picture:
            return None
        content = io.BytesIO(b"".join(self.parts))
        self.parts = []
        return InMemoryUploadedFile(content, FIELD, FIELD, "", self.size, None)


def picture_of(request: Any) -> bytes:
    """The picture that came with the form, or nothing; as many bytes too many when it was too large."""
    sent = request.FILES.get(FIELD)
    if sent is None:
        return b""
    return bytes(LIMITS.size + 1) if sent.size > LIMITS.size else bytes(sent.read())
