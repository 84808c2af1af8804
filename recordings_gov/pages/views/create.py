"""A page that makes one record, once, however often it is sent."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from recordings_gov.pages.models import Draft, IdempotencyKey
from recordings_gov.pages.models.idempotency import KeyReused
from recordings_gov.pages.views.forms import bound_errors, kept_initial, new_key


class CreateView(View):
    """Shows a form, keeps its draft, makes the record in ``create`` and goes to it."""

    form_class: ClassVar[type[forms.Form]] = forms.Form
    template_name: ClassVar[str] = "pages/create.html"
    done: ClassVar[str] = "Saved"
    heading: ClassVar[str] = ""
    button: ClassVar[str] = "Save"
    draft_form: ClassVar[str] = ""

    def create(self, form: forms.Form) -> Any:
        """Make the record with its verb and return it."""
        raise NotImplementedError(f"{type(self).__name__} must say what it makes.")

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The form; a view that needs the person in it overrides this."""
        return self.form_class(data, self.request.FILES or None, initial=initial)

    def initial(self) -> dict[str, Any]:
        """What is filled in beforehand: never an answer, a tick or an outcome."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The empty form, or what was typed before the session ended."""
        kept = Draft.objects.kept_for(request.user, self.draft_form, "")
        form = self.form(initial=self.initial())
        if kept is not None:
            form = self.form(initial=kept_initial(form, kept))
        return self.page(form, kept=kept is not None)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make it once; a ValidationError comes back beside its field."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        key = request.POST.get("idempotency_key") or new_key()
        try:
            url = IdempotencyKey.answer_once(request.user, key[:64], request.POST, lambda: self.act(form))
        except KeyReused:
            return self.page(
                form, status=422, again="This was sent before with other words. Check it and save again."
            )
        except ValidationError as error:
            bound_errors(form, error)
            return self.page(form, status=422)
        Draft.objects.drop(request.user, self.draft_form, "")
        messages.success(request, self.done)
        return HttpResponseRedirect(url)

    def act(self, form: forms.Form) -> str:
        """Make the record; the address to go to afterwards."""
        return str(self.create(form).get_absolute_url())

    def page(self, form: forms.Form, status: int = 200, kept: bool = False, again: str = "") -> HttpResponse:
        """The form's page."""
        return render(
            self.request,
            self.template_name,
            self.context()
            | {
                "form": form,
                "kept": kept,
                "again": again,
                "idempotency_key": new_key(),
                "draft_form": self.draft_form,
                "draft_key": "",
            },
            status=status,
        )

    def context(self) -> dict[str, Any]:
        """The page's words; a view adds its own."""
        return {"heading": self.heading, "button": self.button}
