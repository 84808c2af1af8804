"""One page for every document that could not be made, kept or opened."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recordings_gov.documents.errors import DocumentError

Next = Callable[[HttpRequest], HttpResponse]


class DocumentErrors:
    """Answers 503 with the error's own sentence: nothing is half done, and nobody sees a traceback."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only our own errors; any other goes on its way."""
        if not isinstance(exception, DocumentError):
            return None
        return render(request, "documents/not_made.html", {"why": str(exception)}, status=503)
