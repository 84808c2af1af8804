"""The data folder and the port: ours alone while we run."""

import fcntl
import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recordings_gov.launch.refusal import Refusal

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def data_folder(environment: Mapping[str, str]) -> Path:
    """DATA_DIR or ``.data``, made if need be; raises Refusal when it cannot be written to."""
    folder = Path(environment.get("DATA_DIR") or CHECKOUT / ".data").expanduser().resolve()
    try:
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        probe = folder / "logs" / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Refusal(
            f"The data folder {folder} cannot be written to ({error.strerror}); give another with DATA_DIR."
        ) from None
    return folder


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep ``folder`` to ourselves; raises Refusal naming the process that already has it."""
    with (folder / ".lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refusal(
                f"Already running on {folder} (process {lock.read().strip()}); stop that first."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def port(environment: Mapping[str, str]) -> int:
    """PORT or 8000, free on loopback; raises Refusal."""
    text = environment.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Refusal(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise Refusal(
                f"Port {text} needs rights this account does not have; give another: PORT=8001"
            ) from None
        except OSError:
            raise Refusal(
                f"Port {text} is already taken; stop what uses it, or give another: PORT=8001"
            ) from None
    return int(text)
