"""A PDF about one record: made for how things stand now, or the one made before."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from recordings_gov.documents.errors import DocumentError
from recordings_gov.pages.views import Door


class MakePaper(Door):
    """Make it with ``make(record)``, or find it, and go to it."""

    http_method_names: Sequence[str] = ("post",)
    make: ClassVar[Any]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The PDF, or a clear sentence and back."""
        try:
            return HttpResponseRedirect(type(self).make(self.record).get_absolute_url())
        except DocumentError as error:
            messages.warning(request, str(error))
        return HttpResponseRedirect(self.back_url)

    @property
    def back_url(self) -> str:
        """Where there is no PDF: the record's own page."""
        return str(self.record.get_absolute_url())
