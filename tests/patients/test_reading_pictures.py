"""A picture is read by a process that it may harm instead of us, and is kept nowhere."""

import io
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from recordings_gov.patients import camera, picture_reader
from recordings_gov.patients.camera import Limits, PictureNotRead, codes_in
from tests.patients.pictures import picture, png_that_says_it_is, turned

NHS = "9990001073"
MEGABYTE = 1024 * 1024


def plain(pixels: int, form: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("L", (pixels, pixels), 200).save(kept, form)
    return kept.getvalue()


@pytest.mark.parametrize("degrees", [0, 90, 180, 7])
def test_codes_are_read_however_the_tablet_is_held(degrees: int) -> None:
    taken = turned(picture((NHS, zxingcpp.Code128), ("https://example.org", zxingcpp.QRCode)), degrees)
    assert sorted(codes_in(taken)) == [f"]C0{NHS}", "]Q1https://example.org"]


def test_a_wristbands_data_matrix_is_read_with_its_separator() -> None:
    [code] = codes_in(picture(("\x1d8018505089899900010731", zxingcpp.DataMatrix)))
    assert code.endswith("\x1d8018505089899900010731")


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"", "none"),
        (b"not a picture", "unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
        (b"%PDF-1.7", "unknown"),
        (b"GIF89a" + bytes(100), "unknown"),
        (picture()[:-2_000], "unknown"),
        (picture(), "nothing"),
        (png_that_says_it_is(50_000, 50_000), "pixels"),
        (png_that_says_it_is(2_000_000_000, 2_000_000_000), "pixels"),
        (bytes(camera.LIMITS.size + 1), "bytes"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(sent: bytes, kind: str) -> None:
    with pytest.raises(PictureNotRead) as refused:
        codes_in(sent)
    assert refused.value.kind == kind
    assert str(refused.value) == camera.SENTENCES[kind]


@pytest.mark.fault
@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(seconds=0), "slow"),
        (Limits(cpu_seconds=0), "slow"),
        (Limits(memory=110 * MEGABYTE), "memory"),
    ],
)
def test_a_bomb_is_killed_and_the_next_picture_is_read(limits: Limits, kind: str) -> None:
    bomb = plain(7_900)
    with pytest.raises(PictureNotRead) as refused:
        codes_in(bomb, limits)
    assert refused.value.kind == kind
    assert codes_in(picture((NHS, zxingcpp.QRCode))) == [f"]Q1{NHS}"]


def test_the_size_is_looked_at_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[Any] = []
    monkeypatch.setattr(Image.Image, "convert", lambda *given: decoded.append(given))
    with pytest.raises(picture_reader.Refused, match="pixels"):
        picture_reader.codes(png_that_says_it_is(9_000, 9_000), 64_000_000)
    assert decoded == []


def test_at_most_two_are_read_at_once_and_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "TURN_SECONDS", 0.01)
    monkeypatch.setattr(camera, "_turns", threading.BoundedSemaphore(1))
    with camera._turn(), pytest.raises(PictureNotRead, match="Try again"):
        codes_in(picture())
    with pytest.raises(PictureNotRead, match="no barcode"):
        codes_in(picture())


def test_the_reader_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not-for-the-reader")
    asked: dict[str, Any] = {}
    really = subprocess.run

    def run(command: list[str], **given: Any) -> Any:
        asked.update(given)
        return really(command, **given)

    monkeypatch.setattr(camera.subprocess, "run", run)
    codes_in(picture((NHS, zxingcpp.QRCode)))
    assert set(asked["env"]) <= {"PATH", "LANG", "LD_LIBRARY_PATH"}
    assert asked["cwd"] == "/"


def test_the_reader_can_write_no_file(tmp_path: Path) -> None:
    words = "import sys; from recordings_gov.patients.picture_reader import limit; limit(5, 1 << 30)"
    writes = f"{words}; open(sys.argv[1], 'wb', 0).write(b'x')"
    root = Path(camera.PACKAGE).parent
    done = subprocess.run(
        [sys.executable, "-c", writes, str(tmp_path / "kept")], cwd=root, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert not (tmp_path / "kept").exists() or (tmp_path / "kept").read_bytes() == b""
