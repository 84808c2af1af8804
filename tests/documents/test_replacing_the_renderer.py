"""A bad document harms itself alone: the render process is replaced and the next one is made."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from recordings_gov.documents import checks, frames, rendering
from recordings_gov.documents.errors import RenderingFailed, RenderingUnavailable
from recordings_gov.documents.process import RenderProcess
from recordings_gov.documents.renderer import is_short_of_memory
from recordings_gov.documents.rendering import Limits, Renderer
from tests.documents.conftest import text_of

pytestmark = pytest.mark.only_on_sqlite

LEVELS = 16
ENDLESS = (
    '<html lang="en"><title>Endless</title>'
    + '<div style="display: flex"><div>' * LEVELS
    + "layout doubles at each level"
    + "</div></div>" * LEVELS
    + "</html>"
)
HUGE = f'<html lang="en"><title>Huge</title><table>{"<tr><td>one</td></tr>" * 40_000}</table></html>'


def page(words: str) -> str:
    return f'<html lang="en"><title>{words}</title><p>{words}</p></html>'


def pid_of(renderer: Renderer) -> int:
    assert renderer._process
    return renderer._process.child.pid


def is_running(pid: int) -> bool:
    """Whether this process is there and not merely unburied."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true: Callable[[], bool]) -> None:
    """Give the machine half a minute."""
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.fault
def test_a_document_that_takes_too_long_is_given_up(renderer: Renderer) -> None:
    renderer.warm()
    first = pid_of(renderer)
    assert renderer._process
    renderer._process.seconds = 1
    with pytest.raises(RenderingFailed, match="took too long"):
        renderer.render(ENDLESS)
    assert not is_running(first)
    assert renderer.render(page("Next")).pages == 1


@pytest.mark.fault
def test_a_document_that_takes_too_much_memory_is_given_up() -> None:
    renderer = Renderer(Limits(seconds=60, memory=130 * 1024 * 1024))
    try:
        with pytest.raises(RenderingFailed, match="memory"):
            renderer.render(HUGE)
        assert renderer.render(page("Next")).pages == 1
    finally:
        renderer.close()


@pytest.mark.parametrize(
    ("error", "is_memory"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), True),
        (SystemError("error return without exception set"), True),
        (ValueError("a mistake of the template"), False),
    ],
)
def test_being_refused_memory_is_known_however_a_library_says_it(error: Exception, is_memory: bool) -> None:
    assert is_short_of_memory(error) is is_memory
    wrapped = RuntimeError("while drawing")
    wrapped.__cause__ = error
    assert is_short_of_memory(wrapped) is is_memory


@pytest.mark.fault
def test_a_renderer_killed_between_documents_is_replaced(renderer: Renderer) -> None:
    renderer.warm()
    first = pid_of(renderer)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: not is_running(first))
    assert renderer.render(page("Next")).pages == 1
    assert pid_of(renderer) != first


@pytest.mark.fault
def test_a_renderer_killed_inside_a_document_fails_that_one_alone(renderer: Renderer) -> None:
    renderer.warm()
    threading.Timer(0.3, os.kill, (pid_of(renderer), signal.SIGKILL)).start()
    with pytest.raises(RenderingFailed, match="Try again"):
        renderer.render(ENDLESS)
    assert renderer.render(page("Next")).pages == 1


def test_a_renderer_is_replaced_after_so_many_documents() -> None:
    renderer = Renderer(Limits(seconds=60, documents=2))
    try:
        renderer.render(page("One"))
        first = pid_of(renderer)
        renderer.render(page("Two"))
        assert not is_running(first)
        renderer.render(page("Three"))
        assert pid_of(renderer) != first
    finally:
        renderer.close()


def test_a_renderer_that_has_grown_too_large_is_replaced(renderer: Renderer) -> None:
    renderer.warm()
    first = pid_of(renderer)
    renderer.limits = Limits(seconds=60, memory=1)
    assert renderer.render(page("One")).pages == 1
    assert not is_running(first)


def test_a_refused_document_leaves_the_renderer_as_it_was(renderer: Renderer) -> None:
    renderer.warm()
    first = pid_of(renderer)
    with pytest.raises(RenderingFailed):
        renderer.render('<html lang="en"><title>x</title><img src="file:///etc/hostname" alt="x">')
    assert renderer.render(page("Next")).pages == 1
    assert pid_of(renderer) == first


def test_what_was_wrong_with_one_document_is_not_held_against_the_next(renderer: Renderer) -> None:
    with pytest.raises(RenderingFailed, match="title"):
        renderer.render('<html><img src="data:image/png;base64,AAAA" alt="Broken"></html>')
    assert renderer.render(page("Next")).pages == 1


def test_a_stopped_renderer_leaves_no_folder_behind(renderer: Renderer) -> None:
    renderer.warm()
    assert renderer._process
    folder = Path(renderer._process.folder)
    assert list(folder.iterdir())
    renderer.close()
    assert not folder.exists()


def test_an_interrupted_wait_never_hands_its_answer_to_the_next(
    renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer.warm()

    def interrupted(*args: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(frames, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            renderer.render(page("Words of one patient"))
    assert "another" in text_of(renderer.render(page("Words of another")).pdf)


def test_threads_each_get_their_own_document(renderer: Renderer) -> None:
    made: dict[int, list[bytes]] = {}

    def make(number: int) -> None:
        made[number] = [renderer.render(page(f"Number {number} of the threads")).pdf for _ in range(3)]

    threads = [threading.Thread(target=make, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(6):
        assert [f"Number {number} of the threads" in text_of(pdf) for pdf in made[number]] == [True] * 3


def test_a_fork_makes_a_renderer_of_its_own(renderer: Renderer) -> None:
    renderer.warm()
    first = pid_of(renderer)
    reading, writing = os.pipe()
    with renderer._lock:  # as if another thread were rendering at this instant
        child = os.fork()
    if child == 0:
        try:
            words = text_of(renderer.render(page("From the child")).pdf)
            os.write(writing, f"{pid_of(renderer)} {words}".encode())
            renderer.close()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    pid, _, words = os.read(reading, 1000).decode().partition(" ")
    os.close(reading)
    assert int(pid) != first
    assert "From the child" in words
    assert "From the parent" in text_of(renderer.render(page("From the parent")).pdf)
    assert pid_of(renderer) == first
    assert renderer._process
    assert Path(renderer._process.folder).exists()


@pytest.mark.fault
@pytest.mark.parametrize("busy", [False, True])
def test_a_renderer_does_not_outlive_its_owner(busy: bool) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(busy)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert owner.stdout
    pid, folder = owner.stdout.readline().split()
    owner.kill()
    owner.wait()
    owner.stdout.close()
    wait_until(lambda: not is_running(int(pid)))
    shutil.rmtree(folder, ignore_errors=True)


OWNER = f"""
import sys, time
from recordings_gov.documents import frames, process
asked = {{"stylesheet": "s", "files": [], "attachments": [], "variant": None}}
owned = process.RenderProcess(2, 1 << 30)
owned.seconds = 60
owned.ask(asked | {{"do": "load"}}, [b""])
if sys.argv[1] == "True":
    endless = {ENDLESS!r}.encode()
    frames.send(owned.to, frames.packed(asked | {{"do": "render"}}, [endless]), time.monotonic() + 60)
print(owned.child.pid, owned.folder, flush=True)
time.sleep(60)
"""


def test_the_render_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not-for-the-renderer")
    monkeypatch.setenv("DATABASE_URL", "postgresql://not-for-the-renderer/")
    process = RenderProcess(60, 1 << 30)
    try:
        environment = Path(f"/proc/{process.child.pid}/environ")
        wait_until(lambda: b"PATH" in environment.read_bytes())
        assert b"not-for-the-renderer" not in environment.read_bytes()
    finally:
        process.stop()


@pytest.fixture
def no_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which the linker finds a Pango that is no library."""
    for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))


@pytest.mark.fault
@pytest.mark.usefixtures("no_pango")
def test_without_its_libraries_one_sentence_says_what_to_install(renderer: Renderer) -> None:
    with pytest.raises(RenderingUnavailable, match="apt-get install libpango"):
        renderer.render(page("Never"))


@pytest.mark.fault
@pytest.mark.usefixtures("no_pango")
def test_the_application_starts_without_them_and_says_so() -> None:
    command = [sys.executable, "manage.py", "check", "--tag", "documents"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False)
    assert "documents.W001" in done.stderr
    assert "apt-get install" in done.stderr
    assert done.returncode == 0


@pytest.mark.usefixtures("no_pango")
def test_warming_never_stops_a_process_from_starting(
    monkeypatch: pytest.MonkeyPatch, renderer: Renderer
) -> None:
    monkeypatch.setattr(rendering, "own", renderer)
    assert rendering.warm() is False


def test_a_machine_with_its_libraries_is_not_warned() -> None:
    assert checks.libraries_are_installed() == []
    call_command("check", tags=["documents"])
