"""How far a job has come with a record."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recordings_gov.pages.views.record import Door


class ProgressView(Door):
    """Numbers alone, for htmx to ask again and again; the whole page once it is over."""

    template_name: ClassVar[str] = ""

    def progress(self) -> Any:
        """What the template shows; ``is_over`` says that there is no more to come."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The part of the page that moves."""
        progress = self.progress()
        answer = render(request, self.template_name, {"record": self.record, "progress": progress})
        if progress.is_over:
            answer["HX-Refresh"] = "true"
        return answer
