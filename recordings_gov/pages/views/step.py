"""A page for one verb on one record."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from recordings_gov.audit import log
from recordings_gov.pages.models import Draft, IdempotencyKey
from recordings_gov.pages.models.idempotency import KeyReused
from recordings_gov.pages.views.forms import bound_errors, kept_initial, new_key
from recordings_gov.pages.views.record import Door
from recordings_gov.workflow import Refused, WrongState


class StepView(Door):
    """Asks for exactly the verb's keywords, calls it, and says what was done.

    ``step`` names the verb, ``done`` what the page says afterwards. A record that has moved on
    comes back with its new state, never as "permission denied".
    """

    form_class: ClassVar[type[forms.Form]] = forms.Form
    template_name: ClassVar[str] = "pages/step.html"
    step: ClassVar[str] = ""
    done: ClassVar[str] = "Saved"
    heading: ClassVar[str] = ""
    button: ClassVar[str] = "Save"

    def form_name(self) -> str:
        """Under which name a draft of this form is kept."""
        return f"{self.model._meta.label_lower}.{self.step}"

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The form; a view that needs the record in it overrides this."""
        return self.form_class(data, self.request.FILES or None, initial=initial)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The empty form, or what was typed before the session ended."""
        log.read(self.record)
        kept = Draft.objects.kept_for(request.user, self.form_name(), self.record.reference)
        form = self.form()
        if kept is not None:
            form = self.form(initial=kept_initial(form, kept))
        return self.page(form, kept=kept is not None)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it once; a ValidationError comes back beside its field."""
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
        except WrongState as error:
            messages.warning(request, " ".join(error.messages))
            return HttpResponseRedirect(self.record.get_absolute_url())
        except ValidationError as error:
            if isinstance(error, Refused):
                error.keep()
            bound_errors(form, error)
            return self.page(form, status=422)
        Draft.objects.drop(request.user, self.form_name(), self.record.reference)
        messages.success(request, self.done)
        return HttpResponseRedirect(url)

    def act(self, form: forms.Form) -> str:
        """Call the verb with the form's answers; the address to go to afterwards."""
        getattr(self.record, self.step)(by=self.request.user, **form.cleaned_data)
        return self.success_url()

    def success_url(self) -> str:
        """Back to the record, unless the view knows better."""
        return str(self.record.get_absolute_url())

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
                "draft_form": self.form_name(),
                "draft_key": self.record.reference,
            },
            status=status,
        )

    def context(self) -> dict[str, Any]:
        """The record, the way back to it and the page's words; a view adds its own."""
        return {
            "record": self.record,
            "back_url": self.record.get_absolute_url(),
            "masked": self.grant.is_masked,
            "heading": self.heading,
            "button": self.button,
        }
