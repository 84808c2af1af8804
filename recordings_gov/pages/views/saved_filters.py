"""One's own named filters of a list: kept, opened, renamed and deleted."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, resolve, reverse
from django.views import View

from recordings_gov.pages.models import SavedFilter
from recordings_gov.pages.views.listing import ListView

ABOUT = "Only you see these. They hold what you chose from the lists, and nothing about a patient."


class SavedFilters(View):
    """The filters of one list that this person named; nobody else's."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The ones there are, and a name for what is chosen now."""
        return self._page(self._list(request.GET.get("list", "")))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep, rename or delete one."""
        view = self._list(request.POST.get("list", ""))
        steps = {"keep": self._keep, "rename": self._rename, "delete": self._delete}
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            raise Http404("There is no such step.")
        try:
            address, done = step(view)
        except ValidationError as error:
            return self._page(view, problem=" ".join(error.messages), status=422)
        messages.success(request, done)
        return HttpResponseRedirect(address)

    def _list(self, name: str) -> ListView:
        """The list of this name as this person would open it; 404 for anything else."""
        try:
            found = getattr(resolve(reverse(name)).func, "view_class", None)
        except NoReverseMatch as error:
            raise Http404("There is no such list.") from error
        if not (isinstance(found, type) and issubclass(found, ListView)):
            raise Http404("There is no such list.")
        user: Any = self.request.user
        if found.action and not user.holds(found.action):
            raise PermissionDenied("This list is not part of your role.")
        view = found()
        view.setup(self.request)
        self.name = name
        return view

    def _keep(self, view: ListView) -> tuple[str, str]:
        query = self._chosen(view)
        if not query:
            raise ValidationError("Filter the list first, then give that a name")
        kept = SavedFilter.objects.keep(
            owner=self.request.user, list_name=self.name, name=self.request.POST.get("name", ""), query=query
        )
        return f"{reverse(self.name)}?{urlencode(query)}", f"Saved as {kept.name}"

    def _rename(self, view: ListView) -> tuple[str, str]:
        kept = self._one().call(self.request.POST.get("name", ""))
        return self._address(), f"Now called {kept.name}"

    def _delete(self, view: ListView) -> tuple[str, str]:
        kept = self._one()
        kept.delete()
        return self._address(), f"{kept.name} is deleted"

    def _one(self) -> SavedFilter:
        asked = self.request.POST.get("filter", "")
        rows = SavedFilter.objects.of(self.request.user, self.name)
        found: SavedFilter = get_object_or_404(rows, pk=int(asked) if asked.isdecimal() else 0)
        return found

    def _chosen(self, view: ListView) -> dict[str, str]:
        """What of the query stands in the list's own choices; everything else is left out."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        found = {each.name: given.get(each.name, "") for each in view.filters}
        chosen = {
            each.name: found[each.name] for each in view.filters if found[each.name] in dict(each.choices)
        }
        sorts = {column.sort for column in view.columns if column.sort}
        order = given.get("sort", "")
        chosen |= {"sort": order} if order.lstrip("-") in sorts else {}
        return {name: value for name, value in chosen.items() if value}

    def _address(self) -> str:
        return f"{reverse('pages:filters')}?{urlencode({'list': self.name})}"

    def _page(self, view: ListView, problem: str = "", status: int = 200) -> HttpResponse:
        chosen = self._chosen(view)
        shown = [
            (kept, f"{reverse(self.name)}?{urlencode(kept.query)}", _said(view, kept.query))
            for kept in SavedFilter.objects.of(self.request.user, self.name)
        ]
        given = {
            "heading": view.heading,
            "list_name": self.name,
            "list_url": reverse(self.name),
            "about": ABOUT,
            "shown": shown,
            "chosen": chosen,
            "said": _said(view, chosen),
            "problem": problem,
            "typed": self.request.POST.get("name", ""),
        }
        return render(self.request, "pages/saved_filters.html", given, status=status)


def _said(view: ListView, query: dict[str, str]) -> str:
    """A filter in words: *State: Closed. Sorted by Logged*."""
    parts = [
        f"{each.label}: {dict(each.choices).get(query[each.name], query[each.name])}"
        for each in view.filters
        if query.get(each.name)
    ]
    order = query.get("sort", "")
    parts += [
        f"Sorted by {column.label}" for column in view.columns if order and column.sort == order.lstrip("-")
    ]
    return ". ".join(parts)
