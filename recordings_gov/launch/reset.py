"""What ``make demo-reset`` deletes: the embedded database and what belongs to it, nothing else."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from recordings_gov.launch.refusal import Refusal

FILES = ("recordings.sqlite3*", "demonstration.json", "beat-schedule*")
FOLDERS = ("documents", "emails", "redis")


def delete_demonstration(folder: Path, environment: Mapping[str, str]) -> None:
    """Empty ``folder`` of records; raises Refusal when the records are somewhere else."""
    if environment.get("DATABASE_URL"):
        raise Refusal(
            "demo-reset only clears the embedded database; DATABASE_URL names another, so nothing was done."
        )
    for pattern in FILES:
        for file in folder.glob(pattern):
            file.unlink()
    for name in FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
