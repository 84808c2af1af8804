"""Asks the web process whether everything it needs is there."""

import http.client
from urllib.parse import urlsplit


def status_of(url: str) -> int:
    """The HTTP status of ``url``; 0 when nobody answers."""
    return answer_of(url)[0]


def answer_of(url: str) -> tuple[int, str]:
    """The HTTP status of ``url``, asked without any proxy, and what it says; 0 when nobody answers."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("GET", parts.path or "/")
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace").strip()
    except (OSError, http.client.HTTPException):
        return 0, "nobody answers"
    finally:
        connection.close()
