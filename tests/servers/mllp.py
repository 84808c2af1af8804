"""A record system on loopback: a real MLLP listener that answers as it is told, well or badly."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from hl7apy.parser import parse_message

START, END = b"\x0b", b"\x1c\r"
Answering = Callable[[str], bytes | None]


def acknowledgement(code: str, control_id: str, text: str = "", error: str = "") -> bytes:
    """A plain ACK of HL7 v2.5 in its block."""
    lines = ["MSH|^~\\&|EPR|NORTHMERE|RECORDINGS_GOV||20261122120000||ACK^T02^ACK|A1|P|2.5"]
    lines.append(f"MSA|{code}|{control_id}|{text}")
    if error:
        lines.append(f"ERR|||{error}|E")
    return START + ("\r".join(lines) + "\r").encode() + END


def saying(code: str, text: str = "", error: str = "") -> Answering:
    """Answers each message with this."""
    return lambda control_id: acknowledgement(code, control_id, text, error)


def once_each(text: str) -> Answering:
    """A careful one: accepts a message once, and refuses it by its control id ever after."""
    seen: set[str] = set()

    def answer(control_id: str) -> bytes:
        if control_id in seen:
            return acknowledgement("AR", control_id, "Seen before", "205^Duplicate key identifier^HL70357")
        seen.add(control_id)
        return acknowledgement("AA", control_id, text)

    return answer


class RecordSystem(socketserver.ThreadingTCPServer):
    """``answer`` says what comes back; ``received`` keeps every message; ``pause`` is how long it thinks.

    ``drip`` sends the answer in bytes so far apart that it never ends in time; None as an answer
    hangs up without a word.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Line)
        self.received: list[bytes] = []
        self.answer: Answering = saying("AA")
        self.pause = 0.0
        self.drip = 0.0
        self.tls: ssl.SSLContext | None = None
        self.stopping = threading.Event()

    def get_request(self) -> tuple[socket.socket, Any]:
        """The next caller, who must speak TLS where ``tls`` is set."""
        line, caller = super().get_request()
        return (self.tls.wrap_socket(line, server_side=True) if self.tls else line), caller

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def control_ids(self) -> list[str]:
        """MSH-10 of each message, as somebody else's reader reads them."""
        return [parse_message(each.decode()).msh.msh_10.value for each in self.received]


class _Line(socketserver.BaseRequestHandler):
    server: RecordSystem

    def handle(self) -> None:
        """One message and its answer."""
        message = self._message()
        if not message:
            return
        self.server.received.append(message)
        answer = self.server.answer(message.decode().split("|")[9])
        self.server.stopping.wait(self.server.pause)
        for piece in self._pieces(answer or b""):
            try:
                self.request.sendall(piece)
            except OSError:
                return
            self.server.stopping.wait(self.server.drip)

    def _pieces(self, answer: bytes) -> list[bytes]:
        return [bytes([each]) for each in answer] if self.server.drip else [answer]

    def _message(self) -> bytes:
        received = b""
        while END not in received:
            chunk: bytes = self.request.recv(4096)
            if not chunk:
                return b""
            received += chunk
        return received[received.index(START) + 1 : received.index(END)]


@contextmanager
def running_record_system(**said: Any) -> Iterator[RecordSystem]:
    """It listens for as long as the block lasts."""
    with RecordSystem() as system:
        for name, value in said.items():
            setattr(system, name, value)
        thread = threading.Thread(target=system.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield system
        finally:
            system.stopping.set()
            system.shutdown()
            thread.join()


def nobody_listens() -> str:
    """An address on which nothing answers."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{line.getsockname()[1]}"
