"""A picture comes into memory alone, up to a size, without its name, and the rest of the form with it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from recordings_gov.patients import picture_upload
from recordings_gov.patients.camera import LIMITS
from recordings_gov.patients.picture_upload import picture_of


def posted(**fields: Any) -> Any:
    return RequestFactory().post("/", fields)


def named(content: bytes, name: str) -> Any:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_large_picture_is_in_memory_and_its_name_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a picture was written to a disk")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", never)
    taken = bytes(5_000_000)
    request = posted(room="CT 2", picture=named(taken, "Test, Marigold.jpg"), reason="hearing")
    assert picture_of(request) == taken
    file = request.FILES["picture"]
    assert isinstance(file, InMemoryUploadedFile)
    assert file.name == "picture"
    assert request.POST["reason"] == "hearing"


def test_of_one_that_is_too_large_nothing_is_kept_but_that_it_is() -> None:
    request = posted(room="CT 2", picture=named(bytes(LIMITS.size + 1), "x.jpg"), reason="hearing")
    assert len(picture_of(request)) > LIMITS.size
    assert request.FILES["picture"].read() == b""
    assert (request.POST["room"], request.POST["reason"]) == ("CT 2", "hearing")


def test_other_files_go_their_usual_way() -> None:
    request = posted(scan=named(b"signed", "form.pdf"), picture=named(b"seen", "x.jpg"))
    assert (request.FILES["scan"].name, request.FILES["scan"].read()) == ("form.pdf", b"signed")
    assert picture_of(request) == b"seen"


def test_a_form_without_a_picture_has_none() -> None:
    assert picture_of(posted(room="CT 2")) == b""
    assert picture_upload.FIELD == "picture"
