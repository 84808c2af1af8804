"""Journey: the record system refuses a note, says why, and takes it when it is sent again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from recordings_gov.notes.models import HealthRecordNote, NoteStatus
from recordings_gov.notes.tasks import send_notes
from requests_app.models import RecordingRequest, RequestStatus
from tests.journeys.test_a_patient_asks_to_record import AtTheScanner
from tests.servers.mllp import RecordSystem, running_record_system, saying


class TestANoteThatIsRefused(AtTheScanner):
    """Refused at first, accepted then; the request closes with it."""

    __test__ = True

    @pytest.fixture
    def record_system(self, settings: Any) -> Iterator[RecordSystem]:
        """A listener that does not know the patient yet."""
        with running_record_system(answer=saying("AE", "Patient is not known here")) as system:
            settings.NOTES_CONNECTOR, settings.NOTES_MLLP_ADDRESS = "mllp", system.address
            yield system

    @pytest.mark.rule("R-041", "E")
    def test_a_note_is_refused_by_the_record_system_and_then_accepted(
        self, record_system: RecordSystem
    ) -> None:
        self.given_signed_in("radiographer")
        self.given_a_recording_was_made()
        self.when_opened("notes:note-detail", reference=self.note.reference)
        self.when_it_is_sent()
        self.then_the_page_says("To be sent")
        send_notes()
        self.page.reload()
        self.then_the_page_says("Patient is not known here (AE)")
        self.and_the_page_is_accessible()
        self.when_opened("home")
        self.then_the_page_says(f"See why the note {self.note.reference} was not taken")
        self.tap("link", re.compile(f"See why the note {self.note.reference}"), exact=False)
        self.when_the_words_are_changed("The patient made a sound recording of the explanation.")
        record_system.answer = saying("AA", "EPR-4711")
        self.when_it_is_sent()
        send_notes()
        self.page.reload()
        self.then_the_page_says("EPR-4711")
        self.then_the_page_says("Filed by the record system")
        self.then_the_page_says("What it said before")
        self.and_the_page_is_accessible()
        self.then_the_request_is_closed(record_system)

    def given_a_recording_was_made(self) -> None:
        self.given_this_tablet_knows_where_it_is()
        self.when_the_number_is_scanned("9990001073", "Test, Marigold")
        self.when_the_request_is_told_and_saved("Sound", "The explanation")
        self.request = RecordingRequest.objects.get(patient__given_name="Marigold")
        self.when_opened("requests:request-was-it-made", reference=self.request.reference)
        self.page.get_by_role("radio", name=re.compile("^Yes")).first.check()
        self.page.locator("main form button").last.click()
        self.then_the_page_says("Note")
        self.note = HealthRecordNote.objects.about(self.request).get()

    def when_it_is_sent(self) -> None:
        self.tap("link", "Send to the health record")
        self.and_the_page_is_accessible()
        self.tap("button", "Send")
        self.page.wait_for_url(re.compile(r"/notes/NOTE-[^/]+/$"))

    def when_the_words_are_changed(self, text: str) -> None:
        self.tap("link", "Change the words")
        self.fill("Note", text)
        self.tap("button", "Save the words")
        self.then_the_page_says(text)

    def then_the_request_is_closed(self, record_system: RecordSystem) -> None:
        self.request.refresh_from_db()
        self.note.refresh_from_db()
        assert self.request.status == RequestStatus.CLOSED
        assert self.note.status == NoteStatus.FILED
        assert record_system.control_ids == [f"{self.note.reference}.1", f"{self.note.reference}.2"]
        self.and_the_log_shows("healthrecordnote.file_as_answered")
