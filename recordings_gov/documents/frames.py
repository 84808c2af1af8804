"""Messages between an application process and its render process: JSON and bytes, never pickle.

A frame is the length of a JSON header (four bytes, big-endian), the header, then the parts
whose lengths the header lists under ``parts``. Imported by both sides, so it needs neither
Django nor WeasyPrint.
"""

import json
import os
import select
import struct
import time
from collections.abc import Sequence
from typing import IO, Any

PREFIX = struct.Struct(">I")
HEADER_LIMIT = 1_000_000
PARTS_LIMIT = 64_000_000
OUT_OF_MEMORY = 77
"""What the render process exits with when a document takes more memory than it may."""

Frame = tuple[dict[str, Any], list[bytes]]


class PipeClosed(Exception):
    """The other side has gone."""


class TooSlow(Exception):
    """The other side did not take or give a whole frame in time."""


def packed(header: dict[str, Any], parts: Sequence[bytes] = ()) -> bytes:
    """One frame; raises ValueError when it is larger than the other side would take."""
    text = json.dumps({**header, "parts": [len(part) for part in parts]}).encode()
    if len(text) > HEADER_LIMIT or sum(map(len, parts)) > PARTS_LIMIT:
        raise ValueError("the message to the render process is too large")
    return b"".join((PREFIX.pack(len(text)), text, *parts))


def read_blocking(stream: IO[bytes]) -> Frame | None:
    """The next frame, however long it takes; None when the other side has gone."""
    prefix = stream.read(PREFIX.size)
    if len(prefix) < PREFIX.size:
        return None
    header = json.loads(stream.read(PREFIX.unpack(prefix)[0]))
    return header, [stream.read(length) for length in header.pop("parts")]


def send(descriptor: int, frame: bytes, deadline: float) -> None:
    """Write a frame to a non-blocking pipe before ``deadline`` (``time.monotonic()`` seconds)."""
    waiting = memoryview(frame)
    while waiting:
        _wait(descriptor, select.POLLOUT, deadline)
        try:
            waiting = waiting[os.write(descriptor, waiting) :]
        except BrokenPipeError as error:
            raise PipeClosed from error


def receive(descriptor: int, deadline: float) -> Frame:
    """Read a frame from a non-blocking pipe before ``deadline``; raises PipeClosed and TooSlow."""
    header = json.loads(
        _exactly(descriptor, PREFIX.unpack(_exactly(descriptor, PREFIX.size, deadline))[0], deadline)
    )
    return header, [_exactly(descriptor, length, deadline) for length in header.pop("parts")]


def _exactly(descriptor: int, length: int, deadline: float) -> bytes:
    """``length`` bytes and not one more."""
    found = bytearray()
    while len(found) < length:
        _wait(descriptor, select.POLLIN, deadline)
        piece = os.read(descriptor, min(length - len(found), 1 << 20))
        if not piece:
            raise PipeClosed
        found += piece
    return bytes(found)


def _wait(descriptor: int, event: int, deadline: float) -> None:
    """Return when the pipe is ready or closed; poll, not select: descriptors may be above 1023."""
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
        raise TooSlow
