"""The worker that reads a morning's scans is killed half way: nothing is lost and nothing is doubled."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from celery import Task

from consent.models import CustodyEvent, ScanBatch, ScannedPage
from consent.tasks import read_scanned_pages
from recordings_gov.accounts.models import User
from recordings_gov.launch.children import until
from tests.consent.sheets import brought, found, pdf, printed, sheet
from tests.consent.situations import explained, signed, started
from tests.servers.worker import running_worker

Send = Callable[[Task], None]


@pytest.fixture
def batch(
    settings: Any, tmp_path: Path, consultant: User, media_studio: User, department: Any, patient: Any
) -> ScanBatch:
    """Three forms, page by page, in the folder that the worker sees."""
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    forms = [
        signed(explained(started(consultant, department, patient), consultant), consultant) for _ in "123"
    ]
    codes = [code for form in forms for code in printed(form)]
    return brought(media_studio, pdf(sheet(code) for code in codes))


@pytest.mark.fault
def test_a_killed_worker_leaves_pages_that_the_next_one_reads(
    house: dict[str, str], send: Send, batch: ScanBatch, tmp_path: Path
) -> None:
    house |= {"SUITE_DIR": str(tmp_path)}
    settled = ScannedPage.objects.filter(batch=batch).exclude(status="waiting")
    with running_worker(house, concurrency=1) as worker:
        send(read_scanned_pages)
        assert until(lambda: settled.count() >= 2, 60), worker.log.read_text()
        worker.signal(signal.SIGKILL)
    pages = batch.pages.count()
    batch.turn.give_back()  # its minute is over
    with running_worker(house, concurrency=1) as worker:
        send(read_scanned_pages)
        assert until(lambda: settled.count() == pages, 60), worker.log.read_text()
    assert found(batch) == ["attached"] * pages
    assert CustodyEvent.objects.filter(step="scanned").count() == 3
