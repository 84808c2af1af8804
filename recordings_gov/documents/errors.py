"""What can go wrong with a document, each as one sentence a person can act on."""


class DocumentError(Exception):
    """A document could not be made, kept or opened; ``str(error)`` may be shown to anybody.

    ``detail`` is for the people who write templates: it may quote the document, so it is
    neither logged nor shown.
    """

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class RenderingFailed(DocumentError):
    """This document could not be made; the next one can be."""


class RenderingUnavailable(DocumentError):
    """No PDF can be made on this machine until something is installed."""


class FileNotKept(DocumentError):
    """The PDF was made, but could not be written to disk."""


class FileDamaged(DocumentError):
    """The stored bytes are missing, or are not the bytes that were stored."""
