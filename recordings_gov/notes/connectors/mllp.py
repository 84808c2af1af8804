"""HL7 over MLLP: a connection for each message, one deadline for all of it, and an answer read strictly."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Self

from django.conf import settings

from recordings_gov.notes.connectors import Receipt, Undelivered
from recordings_gov.notes.hl7.answers import LONGEST, Answer, NotUnderstood, read

START, END = b"\x0b", b"\x1c\r"
CHUNK = 4096


@dataclass(frozen=True)
class Mllp:
    """A listener at ``host:port``; with ``ca_file`` over TLS, and only with a certificate it signed."""

    host: str
    port: int
    seconds: float
    ca_file: str = ""
    name: str = "HL7 over MLLP"

    @classmethod
    def from_settings(cls) -> Self:
        """As the environment says."""
        host, _, port = settings.NOTES_MLLP_ADDRESS.rpartition(":")
        return cls(host.strip("[]"), int(port), settings.NOTES_MLLP_SECONDS, settings.NOTES_MLLP_CA_FILE)

    def deliver(self, message: bytes, control_id: str) -> Answer:
        """Send it and wait for its acknowledgement. Raises Undelivered."""
        deadline = time.monotonic() + self.seconds
        try:
            line = self._connected(deadline)
        except OSError as error:
            raise Undelivered("unreachable", may_have_arrived=False) from error
        with closing(line):
            try:
                _until(line, deadline)
                line.sendall(START + message + END)
                return _checked(_framed(line, deadline), control_id)
            except TimeoutError as error:
                raise Undelivered("late", may_have_arrived=True) from error
            except OSError as error:
                raise Undelivered("closed", may_have_arrived=True) from error

    def receipts(self) -> Iterator[Receipt]:
        """None: the answer comes on the same line."""
        return iter(())

    def _connected(self, deadline: float) -> socket.socket:
        line = socket.create_connection((self.host, self.port), timeout=self.seconds)
        if not self.ca_file:
            return line
        try:
            _until(line, deadline)
            return ssl.create_default_context(cafile=self.ca_file).wrap_socket(
                line, server_hostname=self.host
            )
        except OSError:
            line.close()
            raise


def _until(line: socket.socket, deadline: float) -> None:
    """What is left of the time is all that the next step may take. Raises TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)


def _framed(line: socket.socket, deadline: float) -> bytes:
    """What stands between the marks of the first block. Raises Undelivered."""
    received = bytearray()
    while END not in received:
        _until(line, deadline)
        chunk = line.recv(CHUNK)
        if not chunk:
            raise Undelivered("closed", may_have_arrived=True)
        received += chunk
        if not received.startswith(START):
            raise Undelivered("garbage", may_have_arrived=True)
        if len(received) > LONGEST:
            raise Undelivered("too_long", may_have_arrived=True)
    return bytes(received[1 : received.index(END)])


def _checked(received: bytes, control_id: str) -> Answer:
    try:
        answer = read(received)
    except NotUnderstood as error:
        raise Undelivered("garbage", may_have_arrived=True) from error
    if answer.control_id != control_id:
        raise Undelivered("wrong_message", may_have_arrived=True)
    return answer
