"""How far an export is: read by one job, taken over by the next; counted anew each time."""

from dataclasses import dataclass

from consent.models.library_check import LibraryCheck
from consent.models.library_import import ImportStatus, LibraryImport


@dataclass(frozen=True)
class Progress:
    """How much of it is done, in parts of ``total``; without one nobody can tell."""

    says: str = ""
    done: int = 0
    total: int = 0
    is_over: bool = False
    trouble: str = ""


OVER = Progress(is_over=True)
TAKING = Progress("It is being taken over, and compared with the register")
WAITING = "Waiting for its turn"
BEGUN_AGAIN = "It was interrupted, and began again."


def progress_of(made: LibraryImport) -> Progress:
    """Where it stands now."""
    if made.status == ImportStatus.CONFIRMED:
        return TAKING
    check = LibraryCheck.objects.filter(library_import=made).first()
    if made.status != ImportStatus.BROUGHT or check is None:
        return OVER
    trouble = BEGUN_AGAIN if check.tries > 1 else ""
    return Progress(_says(check), min(check.done, check.size), check.size, trouble=trouble)


def _says(check: LibraryCheck) -> str:
    if not check.tries:
        return WAITING
    read = f"{check.rows:,} rows read"
    return f"{read}. Comparing them with the last export" if check.done >= check.size else read
