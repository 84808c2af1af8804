"""A pile of signed paper from the scanner to its forms; and what stops on the way, goes on from there."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from consent.models import ConsentForm, CustodyEvent, ScanBatch, ScannedPage
from consent.scans import attaching, reading
from consent.scans.summing import forms_in, progress_of
from consent.scans.working import SCAN, read_batch
from consent.tasks import read_scanned_pages
from recordings_gov import clock, references
from recordings_gov.audit.models import ConstraintBroken, Event
from recordings_gov.documents import files
from recordings_gov.documents.errors import FileNotKept
from recordings_gov.jobs.models import JobRun
from tests.consent.conftest import born
from tests.consent.sheets import brought, found, pdf, picture, printed, read, sheet
from tests.consent.situations import explained, signed, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_forms(consultant: Any, department: Any, patient: Any) -> list[ConsentForm]:
    """Signed by two patients."""
    made = [started(consultant, department, who) for who in (patient, born(1980))]
    return [signed(explained(form, consultant), consultant) for form in made]


def stations(form: ConsentForm) -> list[str]:
    return list(CustodyEvent.objects.filter(form=form).values_list("step", flat=True))


@pytest.mark.both
@pytest.mark.rule("R-110", "E")
def test_a_mixed_pile_goes_page_by_page_to_its_forms(media_studio: Any, two_forms: list[ConsentForm]) -> None:
    first, second = two_forms
    ours, theirs = printed(first, is_real=True), printed(second, is_real=True)
    pile = [*reversed(theirs), *ours[:-1], "https://example.org/", ""]
    batch = read(media_studio, pdf(sheet(*([code] if code else [])) for code in pile))
    assert found(batch) == ["attached"] * (len(ours) + len(theirs) - 1) + ["elsewhere", "no_code"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.station, second.station) == ("", "scanned")
    assert attaching.missing_pages(first) == [len(ours)]
    assert [(row.form.reference, row.missing) for row in forms_in(batch)] == [
        (first.reference, [len(ours)]),
        (second.reference, []),
    ]
    assert progress_of(batch).is_over

    again = read(media_studio, picture(sheet(ours[-1])), pdf([sheet(theirs[0])]))
    assert found(again) == ["attached", "duplicate"]
    first.refresh_from_db()
    assert first.station == "scanned"
    assert list(again.pages.values_list("status", flat=True)) == ["attached", "put_aside"]
    event = Event.objects.filter(action="consentform.scan").latest("id")
    assert (event.actor, event.on_behalf_of_job) == (media_studio, "consent.read_scans")


def test_a_page_is_attached_to_its_own_form_or_to_none(
    media_studio: Any, two_forms: list[ConsentForm], consultant: Any, department: Any, patient: Any
) -> None:
    code = printed(two_forms[0])[0]
    reference, place, edition = code.split("|")
    unsigned = explained(started(consultant, department, patient), consultant)
    early = printed(unsigned)
    pile = pdf(
        [
            sheet(f"{reference}|1/9|{edition}"),
            sheet(f"{reference}|{place}|v9.9"),
            sheet(f"{references.new('CF')}|{place}|{edition}"),
            sheet(code, printed(two_forms[1])[0]),
            sheet(early[0]),
        ]
    )
    batch = read(media_studio, pile)
    assert found(batch) == ["wrong_edition", "wrong_edition", "unknown_form", "two_codes", "not_signed"]
    assert not ScannedPage.objects.filter(status="attached").exists()

    signed(unsigned, consultant)
    read_scanned_pages()
    assert found(batch)[-1] == "attached"


def test_whoever_works_in_one_department_attaches_nothing_in_another(
    radiographer: Any, other_radiographer: Any, two_forms: list[ConsentForm]
) -> None:
    codes = printed(two_forms[0])
    batch = read(other_radiographer, pdf([sheet(codes[0])]))
    assert found(batch) == ["not_yours"]
    assert batch.pages.get().form is None
    assert found(read(radiographer, pdf([sheet(codes[0]), sheet()]))) == ["attached", "no_code"]


@pytest.mark.rule("R-110", "E")
def test_a_worker_that_dies_half_way_loses_nothing_and_doubles_nothing(
    media_studio: Any, two_forms: list[ConsentForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at each place in turn: before a page, after its picture, and after it was settled."""

    class Killed(BaseException):
        pass

    codes = [code for form in two_forms for code in printed(form)]
    batch = brought(media_studio, pdf(sheet(code) for code in codes))
    settle, keep = attaching.settle, files.keep

    def after(deed: Any, times: int) -> Any:
        left = [times]

        def deed_and_die(*given: Any, **named: Any) -> Any:
            done = deed(*given, **named)
            left[0] -= 1
            if not left[0]:
                raise Killed
            return done

        return deed_and_die

    for module, name, deed in (
        (attaching, "settle", settle),
        (files, "keep", keep),
        (attaching, "settle", settle),
    ):
        with monkeypatch.context() as dying:
            dying.setattr(module, name, after(deed, 2))
            with pytest.raises(Killed):
                read_scanned_pages()
    assert 0 < progress_of(batch).done < len(codes)
    read_scanned_pages()
    assert found(batch) == ["attached"] * len(codes)
    assert [stations(form) for form in two_forms] == [["scanned"], ["scanned"]]
    before = Event.objects.filter(object_type="consent.scannedpage").count()
    assert read_scanned_pages() == 0
    assert Event.objects.filter(object_type="consent.scannedpage").count() == before


def test_two_workers_never_read_one_batch_at_once(media_studio: Any, two_forms: list[ConsentForm]) -> None:
    batch = brought(media_studio, pdf([sheet(printed(two_forms[0])[0])]))
    assert batch.turn.take(timedelta(seconds=60))
    assert read_batch(batch) == 0
    assert found(batch) == []
    batch.turn.give_back()
    read_scanned_pages()
    assert found(batch) == ["attached"]


def test_a_reader_that_is_killed_costs_one_page(
    media_studio: Any, two_forms: list[ConsentForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process is really killed, when it is about to give its second page."""
    codes = printed(two_forms[0])
    answer, given = reading._next, []

    def kill_at_second(child: Any, limits: Any) -> Any:
        given.append(child)
        if len(given) == 3:  # the first was the count
            child.kill()
            child.wait()
            child.stdout.read()
        return answer(child, limits)

    monkeypatch.setattr(reading, "_next", kill_at_second)
    pages = [sheet(code) for code in codes]
    batch = read(media_studio, pdf(pages))
    assert found(batch) == ["attached", "damaged", *["attached"] * (len(codes) - 2)]
    assert attaching.missing_pages(two_forms[0]) == [2]


def test_a_full_disk_stops_the_reading_and_says_so_until_there_is_room(
    signed_in: Any, media_studio: Any, two_forms: list[ConsentForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = printed(two_forms[0])
    batch = brought(media_studio, pdf(sheet(code) for code in codes))

    def no_room(*given: Any) -> str:
        raise FileNotKept("The document could not be stored: the disk may be full.")

    with monkeypatch.context() as full:
        full.setattr(files, "keep", no_room)
        read_scanned_pages()
        assert JobRun.objects.latest("pk").error == ""
        page = signed_in(media_studio).get(batch.get_absolute_url()).content.decode()
        assert "There is no room on the disk" in page
        sent = SimpleUploadedFile("x.pdf", pdf([sheet()]))
        answer = signed_in(media_studio).post(reverse("consent:scan-bring"), {"scans": [sent]})
        assert answer.status_code == 507
        assert "the disk may be full" in answer.content.decode()
    assert ScanBatch.objects.count() == 1
    read_scanned_pages()
    assert found(batch) == ["attached"] * len(codes)


def test_what_goes_wrong_with_one_batch_stops_no_other(
    media_studio: Any, two_forms: list[ConsentForm], monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [printed(form)[0] for form in two_forms]
    bad, good = (brought(media_studio, pdf([sheet(code)])) for code in codes)
    keep = files.keep

    def breaks_once(content: bytes, suffix: str) -> str:
        monkeypatch.setattr(files, "keep", keep)
        raise ZeroDivisionError

    monkeypatch.setattr(files, "keep", breaks_once)
    with pytest.raises(ZeroDivisionError):
        read_scanned_pages()
    assert (found(bad), found(good)) == (["waiting"], ["attached"])
    read_scanned_pages()
    assert found(bad) == ["attached"]


def test_bad_files_are_named_and_good_ones_beside_them_are_read(
    media_studio: Any, two_forms: list[ConsentForm]
) -> None:
    good = pdf([sheet(printed(two_forms[0])[0])])
    batch = read(media_studio, good, good[:300], b"%PDF-1.7 nothing")
    assert found(batch) == ["attached"]
    assert list(batch.files.values_list("status", "refusal")) == [
        ("opened", ""),
        ("refused", "damaged"),
        ("refused", "damaged"),
    ]


def test_the_same_file_is_brought_once(
    signed_in: Any, media_studio: Any, two_forms: list[ConsentForm]
) -> None:
    content = pdf([sheet(printed(two_forms[0])[0])])
    page = signed_in(media_studio)
    address = reverse("consent:scan-bring")
    first = page.post(address, {"scans": [SimpleUploadedFile("Marigold Test.pdf", content)]})
    again = page.post(address, {"scans": [SimpleUploadedFile("other.pdf", content)]}, follow=True)
    assert again.redirect_chain[0][0] == first["Location"]
    assert "brought before" in again.content.decode()
    assert ScanBatch.objects.count() == 1
    with pytest.raises(ConstraintBroken, match="brought before"):
        brought(media_studio, content)
    kept = {path.name for path in files.place(files.fingerprint(content), SCAN).parent.iterdir()}
    assert not any("Marigold" in name for name in kept)
    assert not Event.objects.filter(payload__body__icontains="Marigold").filter(
        object_type__startswith="consent.scan"
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"GIF89a" + b"%PDF-1.7", "is not a PDF, JPEG or PNG"),
        (b"", "is empty"),
        (b"PK\x03\x04 sheet", "is not a PDF, JPEG or PNG"),
        (b"%PDF-" + bytes(reading.LIMITS.size), "more than 60 MB"),
    ],
)
def test_what_is_no_scan_is_refused_at_the_door(
    signed_in: Any, media_studio: Any, content: bytes, says: str
) -> None:
    answer = signed_in(media_studio).post(
        reverse("consent:scan-bring"), {"scans": [SimpleUploadedFile("a.pdf", content)]}
    )
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not ScanBatch.objects.exists()


def test_nothing_chosen_and_nobody_entitled(signed_in: Any, media_studio: Any, ig_manager: Any) -> None:
    assert signed_in(media_studio).post(reverse("consent:scan-bring")).status_code == 422
    assert signed_in(ig_manager).post(reverse("consent:scan-bring")).status_code == 403
    with pytest.raises(PermissionDenied):
        brought(ig_manager, pdf([sheet()]))


def test_of_what_nobody_entitled_sends_nothing_is_held_in_memory(
    rf: Any, media_studio: Any, ig_manager: Any
) -> None:
    """The form is parsed before the page asks who sent it."""
    for who, held in ((media_studio, 4), (ig_manager, 0), (AnonymousUser(), 0)):
        request = rf.post("/", {"scans": [SimpleUploadedFile("a.pdf", b"%PDF")]})
        request.user = who
        (sent,) = request.FILES.getlist("scans")
        assert len(sent.read()) == held


def test_the_pages_of_a_batch_are_for_whoever_brought_it_and_the_offices(
    signed_in: Any, radiographer: Any, colleague: Any, medical_records: Any, two_forms: list[ConsentForm]
) -> None:
    batch = read(radiographer, pdf([sheet(printed(two_forms[0])[0]), sheet()]))
    for who, status in ((radiographer, 200), (colleague, 404), (medical_records, 200)):
        for name in ("scan-batch", "scan-progress"):
            address = reverse(f"consent:{name}", kwargs={"reference": batch.reference})
            assert signed_in(who).get(address).status_code == status
    assert batch.reference in signed_in(radiographer).get(reverse("consent:scan-list")).content.decode()
    assert batch.reference not in signed_in(colleague).get(reverse("consent:scan-list")).content.decode()


def test_progress_is_asked_for_until_it_is_over(
    signed_in: Any, media_studio: Any, two_forms: list[ConsentForm]
) -> None:
    batch = brought(media_studio, pdf([sheet(printed(two_forms[0])[0])]))
    address = reverse("consent:scan-progress", kwargs={"reference": batch.reference})
    answer = signed_in(media_studio).get(address)
    assert "HX-Refresh" not in answer
    assert "hx-trigger" in answer.content.decode()
    read_scanned_pages()
    answer = signed_in(media_studio).get(address)
    assert answer["HX-Refresh"] == "true"
    assert "1 of 1 pages read" in answer.content.decode()


def test_a_batch_of_many_pages_asks_the_database_few_questions(
    signed_in: Any, media_studio: Any, two_forms: list[ConsentForm], at_most_queries: Any
) -> None:
    codes = [code for form in two_forms for code in printed(form)]
    batch = read(media_studio, pdf([*(sheet(code) for code in codes), sheet(), sheet()]))
    client = signed_in(media_studio)
    with at_most_queries(22):
        client.get(batch.get_absolute_url())
    with at_most_queries(12):
        client.get(reverse("consent:scan-list"))
    assert clock.now() >= batch.created_at
