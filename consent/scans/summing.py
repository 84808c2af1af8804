"""How far a batch is, and what it brought: by form, with what is missing in all."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Sum

from consent.models import ConsentForm, PageStatus, ScanBatch, ScannedPage
from consent.models.scan_batch import FileStatus
from consent.scans.working import NO_RIGHT, NO_ROOM

TROUBLES = {
    NO_ROOM: "There is no room on the disk. What is read is kept; the rest is read once there is room.",
    NO_RIGHT: "Whoever brought these may not attach scans any more. What is read is kept.",
}


@dataclass(frozen=True)
class Progress:
    """Pages by what became of them; ``unopened`` are files whose pages are not counted yet."""

    counts: dict[str, int]
    unopened: int
    trouble: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.total - self.counts.get(PageStatus.WAITING, 0)

    @property
    def is_over(self) -> bool:
        return not self.unopened and self.done == self.total

    @property
    def says(self) -> str:
        """In words: beside the bar, and for those who do not see one."""
        if self.unopened and not self.total:
            return "Opening the files"
        read = f"{self.done} of {self.total} pages read"
        return f"{read}, {_files(self.unopened)} to open" if self.unopened else read


@dataclass
class FormInBatch:
    """One form that pages of a batch are attached to."""

    form: Any
    here: list[int] = field(default_factory=list)
    there: set[int] = field(default_factory=set)
    total: int = 0

    @property
    def missing(self) -> list[int]:
        """Pages that nobody brought yet, in this batch or another."""
        return [number for number in range(1, self.total + 1) if number not in self.there]


def progress_of(batch: ScanBatch) -> Progress:
    """Counted anew each time: cheap, and true after any crash."""
    counts = dict(batch.pages.order_by().values_list("status").annotate(Count("pk")))
    unopened = batch.files.filter(status=FileStatus.WAITING).count()
    return Progress(counts, unopened, TROUBLES.get(batch.turn.trouble, ""))


def forms_in(batch: ScanBatch) -> list[FormInBatch]:
    """Each form with its pages here, and what is missing in all; forms with something missing first."""
    attached = ScannedPage.objects.filter(status=PageStatus.ATTACHED).order_by("form_page")
    mine = ConsentForm.objects.filter(pk__in=attached.filter(batch=batch).values("form"))
    found = {form.pk: FormInBatch(form) for form in mine.select_related("department")}
    places = attached.filter(form__in=list(found))
    for form_id, batch_id, number, total in places.values_list("form", "batch", "form_page", "form_pages"):
        row = found[int(form_id or 0)]
        row.there.add(int(number or 0))
        row.total = int(total or 0)
        if batch_id == batch.pk:
            row.here.append(int(number or 0))
    return sorted(found.values(), key=lambda row: (not row.missing, row.form.reference))


def size_of(batch: ScanBatch) -> str:
    """Its files and their size, in words."""
    rows = batch.files.aggregate(files=Count("pk"), size=Sum("size"))
    return f"{_files(rows['files'])}, {max(1, round((rows['size'] or 0) / 1_000_000))} MB"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
