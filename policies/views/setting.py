"""Every setting on one page: default, value, who and why; and the nation of each site."""

import csv
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from policies.forms_deciding import TRUST, NationForm, SettingForm, department_of, scopes_for
from policies.legal import disclaimer, legal_text
from policies.models import Source
from policies.settings_shown import history_of, rows_for
from recordings_gov import clock
from recordings_gov.accounts.known_settings import Known, every, known
from recordings_gov.accounts.models import Department, Setting, Site
from recordings_gov.accounts.models.place import Nation
from recordings_gov.accounts.models.setting import OfDepartment
from recordings_gov.audit import log
from recordings_gov.pages.views import CreateView
from recordings_gov.pages.views.listing import unformulated

ACT = "setting.set"


def scope_or_404(scope: str) -> Department | None:
    """The department of a scope in an address."""
    try:
        return department_of(scope)
    except Department.DoesNotExist as error:
        raise Http404("No such department.") from error


class SettingList(View):
    """Each setting in scope, with what holds, what our default is, who set it and why. Rules: R-007."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """For the whole Trust, or for one department; as CSV when asked. One query for all values."""
        scopes = self._scopes()
        scope = request.GET.get("scope", scopes[0][0])
        if scope not in dict(scopes):
            raise Http404("No such department.")
        department = scope_or_404(scope)
        rows = rows_for(department, request.GET.get("room", ""), request.GET.get("set", ""))
        log.read_list(Setting, [row.setting.pk for row in rows if row.setting])
        if request.GET.get("format") == "csv":
            return _csv(rows, scope)
        user: Any = request.user
        return render(
            request,
            "policies/setting_list.html",
            {
                "rows": rows,
                "scope": scope,
                "scope_name": dict(scopes)[scope],
                "may_set": bool(user.can(ACT, OfDepartment(department.pk if department else None))),
                "filters": _filters(scopes, scope, request),
                "sites": list(Site.objects.order_by("name")),
                "may_move": bool(user.can(ACT, OfDepartment(None))),
            },
        )

    def _scopes(self) -> list[tuple[str, str]]:
        departments = Department.objects.order_by("name", "pk").values_list("slug", "name")
        return [(TRUST, "The whole Trust"), *departments]


def _filters(scopes: list[tuple[str, str]], scope: str, request: HttpRequest) -> list[dict[str, Any]]:
    named = sorted({each.room for each in every()})
    return [
        {"name": "scope", "label": "For", "choices": scopes, "value": scope},
        {
            "name": "room",
            "label": "Part",
            "choices": [("", "All parts"), *((room, room) for room in named)],
            "value": request.GET.get("room", ""),
        },
        {
            "name": "set",
            "label": "Value",
            "choices": [("", "Any"), ("yes", "Set here"), ("no", "Default")],
            "value": request.GET.get("set", ""),
        },
    ]


def _csv(rows: list[Any], scope: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="settings-{scope}-{clock.today():%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow(["Setting", "Part", "Value", "Default", "Rule", "Set for", "Set by", "Why"])
    writer.writerows([unformulated(cell) for cell in row.cells] for row in rows)
    return response


class ChooseSetting(CreateView):
    """Change one setting, with a reason. Rules: R-007."""

    template_name = "policies/setting_choose.html"
    button, done = "Save the setting", "Setting saved"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A draft of the form for each setting and scope."""
        super().setup(request, *args, **kwargs)
        scope = request.GET.get("scope", "")
        self.draft_form = f"policies.setting.{kwargs['key']}.{scope}"[:100]  # type: ignore[misc]  # one a page

    def known(self) -> Known:
        """The setting of the address; 404 for one nobody knows."""
        found = known(self.kwargs["key"])
        if found is None:
            raise Http404("No such setting.")
        return found

    def scope(self) -> str:
        """For whom: in the address, and only where this person may."""
        scopes = scopes_for(self.request.user, ACT)
        asked = self.request.GET.get("scope", scopes[0][0] if scopes else TRUST)
        if asked not in dict(scopes):
            raise PermissionDenied("Changing this setting is not part of your role.")
        return str(asked)

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With what holds now."""
        asked = self.known()
        now = Setting.objects.value_of(asked.name, scope_or_404(self.scope()), asked.default)
        return SettingForm(data, initial=initial or {"value": asked.typed(now)}, known=asked)

    def act(self, form: forms.Form) -> str:
        """With the verb; back to the list."""
        scope = self.scope()
        Setting.choose(
            by=self.request.user, name=self.known().name, department=scope_or_404(scope), **form.cleaned_data
        )
        return f"{reverse('policies:settings')}?scope={scope}"

    def context(self) -> dict[str, Any]:
        """Default, rule, scope and what it was before."""
        asked, scope = self.known(), self.scope()
        department = scope_or_404(scope)
        return super().context() | {
            "heading": asked.label,
            "caption": department.name if department else "The whole Trust",
            "known": asked,
            "default": asked.words(asked.default),
            "history": history_of(asked, department),
            "back_url": f"{reverse('policies:settings')}?scope={scope}",
        }


class MoveSite(CreateView):
    """The nation in which a site lies: its law and its words follow. Rules: R-011."""

    template_name = "policies/setting_choose.html"
    button, done = "Save the nation", "Nation saved"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A draft of the form for each site."""
        super().setup(request, *args, **kwargs)
        self.draft_form = f"policies.nation.{kwargs['key']}"[:100]  # type: ignore[misc]  # one a page

    def site(self) -> Site:
        """The site of the address."""
        key = self.kwargs["key"]
        found: Site | None = Site.objects.filter(pk=key).first() if key.isdigit() else None
        if found is None:
            raise Http404("No such site.")
        return found

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """With the nation it is in."""
        return NationForm(data, initial=initial or {"nation": self.site().nation})

    def act(self, form: forms.Form) -> str:
        """With the verb; on to what the law is called there."""
        self.site().place_in(by=self.request.user, **form.cleaned_data)
        return reverse("policies:legal")

    def context(self) -> dict[str, Any]:
        """Which site."""
        return super().context() | {
            "heading": f"Nation of {self.site()}",
            "back_url": reverse("policies:legal"),
        }


class LegalPage(View):
    """What the law is called in each nation, which sites lie where, and that none of it is legal advice.

    Rules: R-011, R-245.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """The nations that have a site first."""
        sites: dict[str, list[Site]] = {}
        for site in Site.objects.order_by("name"):
            sites.setdefault(site.nation, []).append(site)
        ordered = sorted(Nation.values, key=lambda nation: (nation not in sites, Nation.values.index(nation)))
        user: Any = request.user
        return render(
            request,
            "policies/legal.html",
            {
                "nations": [(legal_text(nation), sites.get(nation, [])) for nation in ordered],
                "disclaimer": disclaimer(),
                "families": Source.objects.for_families(),
                "may_move": bool(user.can(ACT, OfDepartment(None))),
                "may_read_advice": user.holds("advice.view"),
            },
        )
