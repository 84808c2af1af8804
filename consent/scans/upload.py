"""How scans come in: into memory, up to a size in all, their names dropped on the way."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from consent.models import ScanBatch, ScanFile
from consent.models.scan_batch import FileStatus
from consent.scans.reading import LIMITS, kind_of
from consent.scans.working import SCAN
from recordings_gov.audit.models import ConstraintBroken
from recordings_gov.documents import files

FIELD = "scans"
MEGABYTES = LIMITS.size // (1024 * 1024)
TOO_LARGE = f"That is more than {MEGABYTES} MB in all. Bring it in parts"
TOO_MANY = f"Bring at most {LIMITS.files} files at once"
NOT_A_SCAN = "File {number} is not a PDF, JPEG or PNG. Nothing was brought"
EMPTY = "File {number} is empty. Nothing was brought"
KNOWN = "All of this was brought before. This is where it is."
SOME_KNOWN = "Left out because it was brought before: {count} of {all} files."


class ScansInMemory(FileUploadHandler):
    """Takes the field ``scans`` and leaves every other file to the next handler.

    Of what is too much in all nothing is kept but that it is; of what somebody sends who may not bring
    scans, nothing at all: the form is read before the page looks who sent it.
    """

    is_scan = False
    total = 0
    limit = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The name that a device gave it is forgotten here."""
        super().new_file(*args, **kwargs)
        self.is_scan = self.field_name == FIELD
        if self.is_scan:
            user = getattr(self.request, "user", None)
            is_entitled = user is not None and user.is_authenticated and user.holds("consent.attach_scan")
            self.limit = LIMITS.size if is_entitled else 0
            self.file_name = FIELD
            self.parts: list[bytes] = []
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep it, as long as it is not too much."""
        if not self.is_scan:
            return raw_data
        self.total += len(raw_data)
        if self.total <= self.limit:
            self.parts.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """The file; an empty one that says its size when it was too much in all."""
        if not self.is_scan:
            return None
        content = b"".join(self.parts)
        self.parts = []
        size = LIMITS.size + 1 if self.total > self.limit else len(content)
        return InMemoryUploadedFile(io.BytesIO(content), FIELD, FIELD, "", size, None)


def bring(request: Any) -> tuple[ScanBatch, str]:
    """The batch of what came with the request, and a sentence if not all of it is new.

    Raises ValidationError; FileNotKept when there is no room for it.
    """
    contents = _contents(request.FILES.getlist(FIELD))
    kept = [(kind_of(content), files.keep(content, SCAN), len(content)) for content in contents]
    new = {sha256: (kind, sha256, size) for kind, sha256, size in kept}
    known = known_files(list(new))
    for sha256 in known.values_list("sha256", flat=True):
        new.pop(sha256)
    if not new:
        return known.order_by("-pk").first().batch, KNOWN
    try:
        batch = ScanBatch.bring(by=request.user, files=list(new.values()))
    except ConstraintBroken as broken:
        if broken.name != "scan_file_is_brought_once":
            raise
        raise ValidationError(
            {FIELD: "Somebody brought the same pages at this moment. Look at the list"}
        ) from broken
    left_out = len(contents) - len(new)
    return batch, SOME_KNOWN.format(count=left_out, all=len(contents)) if left_out else ""


def known_files(fingerprints: list[str]) -> Any:
    """Those that were brought before, and not refused."""
    rows = ScanFile.objects.filter(sha256__in=fingerprints).exclude(status=FileStatus.REFUSED)
    return rows.select_related("batch")


def _contents(sent: list[Any]) -> list[bytes]:
    if not sent:
        raise ValidationError({FIELD: "Choose the scanned pages first"})
    if len(sent) > LIMITS.files:
        raise ValidationError({FIELD: TOO_MANY})
    if sum(each.size for each in sent) > LIMITS.size:
        raise ValidationError({FIELD: TOO_LARGE})
    contents = [bytes(each.read()) for each in sent]
    for number, content in enumerate(contents, 1):
        if not content:
            raise ValidationError({FIELD: EMPTY.format(number=number)})
        if not kind_of(content):
            raise ValidationError({FIELD: NOT_A_SCAN.format(number=number)})
    return contents
