"""What the starter texts ask to confirm, as a checklist with a page for each tick."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from policies.confirming import Item, checklist, items
from policies.forms_leaflet import ConfirmForm, TakeBackForm
from policies.models import Confirmation
from recordings_gov.audit import log
from recordings_gov.pages.views import CreateView


class ToConfirm(View):
    """The checklist, by who can answer. Rules: R-011, R-226."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Every item with its tick, who, when and note."""
        groups = checklist()
        rows = [row for _, rows in groups for row in rows]
        ticked = [row.confirmation.pk for row in rows if row.confirmation]
        if ticked:
            log.read_list(Confirmation, ticked)
        user: Any = request.user
        done = sum(row.is_done for row in rows)
        given = {"groups": groups, "done": done, "total": len(rows), "may": bool(user.can("starter.confirm"))}
        given["label"] = f"{done} of {len(rows)} confirmed"
        return render(request, "policies/to_confirm.html", given)


class ItemView(CreateView):
    """What the pages of one item share."""

    template_name = "policies/confirm_item.html"

    @property
    def item(self) -> Item:
        """The item of the address; 404 when there is none."""
        item = items().get(self.kwargs["item"])
        if item is None:
            raise Http404("There is nothing of that name to confirm.")
        return item

    def context(self) -> dict[str, Any]:
        """The item's words, and the way back."""
        return super().context() | {"item": self.item, "back_url": reverse("policies:to-confirm")}


class ConfirmItem(ItemView):
    """Tick one item. Rules: R-011, R-226."""

    form_class = ConfirmForm
    heading, button, done = "Confirm", "Save the confirmation", "Confirmed"

    def act(self, form: forms.Form) -> str:
        """In the words it has now; an earlier tick for other words is taken back first."""
        item, user = self.item, self.request.user
        before = Confirmation.objects.standing().filter(item=item.code).first()
        if before is not None and before.words != item.says:
            before.take_back(by=user, reason="The words of the item have changed")
        Confirmation.record(by=user, item=item.code, words=item.says, **form.cleaned_data)
        return reverse("policies:to-confirm")


class TakeBack(ItemView):
    """Open one item again."""

    form_class = TakeBackForm
    heading, button, done = "Take the confirmation back", "Take it back", "Open again"

    def act(self, form: forms.Form) -> str:
        """The row stays, with why it no longer holds."""
        standing = Confirmation.objects.standing().filter(item=self.item.code).first()
        if standing is None:
            raise forms.ValidationError("Nobody has confirmed this yet.")
        standing.take_back(by=self.request.user, **form.cleaned_data)
        return reverse("policies:to-confirm")
