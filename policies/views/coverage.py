"""The coverage matrix: every clause with its evidence, to filter, print and export; and one clause."""

import csv
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from policies import coverage
from policies.forms_consulting import JudgeClauseForm
from policies.models import ClauseJudgement
from policies.models.clause_judgement import Judged
from policies.source_clauses import Clause, by_slug
from recordings_gov import clock, rulebook
from recordings_gov.accounts.models import Department
from recordings_gov.pages.views import CreateView
from recordings_gov.pages.views.listing import unformulated

COLOURS = {Judged.MET: "green", Judged.PARTLY: "yellow", Judged.GAP: "red", Judged.NOT_APPLICABLE: "grey"}
EVIDENCE = (
    ("", "Any evidence"),
    ("text", "In our texts"),
    ("software", "Kept by the software"),
    ("none", "Neither"),
    ("judged", "Judged by a person"),
)
HEADINGS = (
    "Clause", "Rules", "State", "Computed", "Judged", "Reason", "Judged by", "Judged on",
    "In our texts", "Kept by the software", "Live figures",
)  # fmt: skip


def departments_of(user: Any) -> list[Department]:
    """Those whose coverage this person may look at: their own, or all with a Trust-wide role."""
    held = {department for _, department in user.roles}
    every = Department.objects.order_by("name")
    return list(every if None in held else every.filter(pk__in=held))


def chosen_of(departments: list[Department], slug: str) -> Department | None:
    """The department asked for, else the first; None when there is none, which means the Trust."""
    return next((each for each in departments if each.slug == slug), departments[0] if departments else None)


class CoverageMatrix(View):
    """Every clause with our texts, the software and live figures."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page, or the same rows as CSV."""
        departments = departments_of(request.user)
        department = chosen_of(departments, request.GET.get("department", ""))
        every = coverage.coverage_of(department)
        rows = [each for each in every if _fits(each, request.GET)]
        if request.GET.get("format") == "csv":
            return _csv(rows)
        book = rulebook.book()
        sources = [
            ("", "All sources"),
            *((code, f"{code}: {one.title}") for code, one in book.documents.items()),
        ]
        states = [("", "Any state"), *((state.value, state.label) for state in Judged)]
        counted = coverage.totals(every)
        given = {
            "groups": _grouped(rows),
            "figures": [(state, counted[state], COLOURS[state]) for state in Judged],
            "clauses": len(every),
            "shown": len(rows),
            "department": department,
            "today": clock.today(),
            "filters": [
                _filter(
                    "department",
                    "Department",
                    [(one.slug, one.name) for one in departments],
                    department.slug if department else "",
                ),
                _filter("source", "Source", sources, request.GET.get("source", "")),
                _filter("state", "State", states, request.GET.get("state", "")),
                _filter("evidence", "Evidence", list(EVIDENCE), request.GET.get("evidence", "")),
            ],
            "is_filtered": any(request.GET.get(name) for name in ("source", "state", "evidence")),
        }
        return render(request, "policies/coverage.html", given)


def _filter(name: str, label: str, choices: Any, value: str) -> dict[str, Any]:
    return {"name": name, "label": label, "choices": choices, "value": value}


def _fits(covered: coverage.Covered, asked: Any) -> bool:
    source, state, evidence = (asked.get(name, "") for name in ("source", "state", "evidence"))
    software = bool(covered.kept or covered.kept_in_part)
    by_evidence = {
        "text": bool(covered.places),
        "software": software,
        "none": not covered.places and not software,
        "judged": covered.judgement is not None,
    }
    return (
        (not source or source not in rulebook.book().documents or covered.clause.is_of(source))
        and (state not in Judged.values or covered.state == state)
        and by_evidence.get(evidence, True)
    )


def _grouped(rows: list[coverage.Covered]) -> list[tuple[Any, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in rows:
        groups.setdefault(each.clause.document, []).append(
            {"covered": each, "colour": COLOURS[each.state], "computed_colour": COLOURS[each.computed]}
        )
    documents = rulebook.book().documents
    return [(documents[code], found) for code, found in groups.items()]


def _csv(rows: list[coverage.Covered]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="coverage-{clock.today():%Y-%m-%d}.csv"'
    writer = csv.writer(response)
    writer.writerow([unformulated(heading) for heading in HEADINGS])
    writer.writerows([unformulated(cell) for cell in _cells(each)] for each in rows)
    return response


def _cells(covered: coverage.Covered) -> list[Any]:
    judged = covered.judgement
    return [
        covered.clause.source,
        ", ".join(covered.held),
        covered.state.label,
        covered.computed.label,
        judged.get_judged_display() if judged else "",
        judged.reason if judged else "",
        judged.by.name if judged else "",
        judged.since.isoformat() if judged else "",
        "; ".join(str(place) for place in covered.places),
        ", ".join(covered.kept),
        "; ".join(str(figure) for figure in covered.figures) or coverage.NOT_MEASURED,
    ]


def clause_or_404(slug: str) -> Clause:
    """The clause of this address."""
    try:
        return by_slug()[slug]
    except KeyError as error:
        raise Http404("The rulebook has no such clause.") from error


class ClauseDetail(View):
    """One clause: its rules, its evidence and every judgement of it in a department."""

    def get(self, request: HttpRequest, clause: str) -> HttpResponse:
        """One page."""
        found = clause_or_404(clause)
        user: Any = request.user
        department = chosen_of(departments_of(user), request.GET.get("department", ""))
        covered = next(each for each in coverage.coverage_of(department) if each.clause is found)
        judged = ClauseJudgement.objects.filter(clause=clause, department=department).select_related("by")
        given = {
            "clause": found,
            "covered": covered,
            "colour": COLOURS[covered.state],
            "computed_colour": COLOURS[covered.computed],
            "department": department,
            "judgements": judged.order_by("-pk")[:50],
            "held": [(rulebook.rule(rule), state) for rule, state in covered.held.items()],
            "may_judge": bool(judging_in(user)),
        }
        return render(request, "policies/clause_detail.html", given)


def judging_in(user: Any) -> Any:
    """The departments for which this person may judge."""
    reach = user.reach("coverage.judge")
    every = Department.objects.order_by("name")
    return every if reach.everything else every.filter(pk__in=reach.departments)


class JudgeClause(CreateView):
    """A governance lead's own judgement, with the reason."""

    form_class = JudgeClauseForm
    heading, button, done = "Judge a clause", "Save judgement", "Judgement saved"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A draft is of one clause."""
        super().setup(request, *args, **kwargs)
        self.clause = clause_or_404(kwargs["clause"])
        self.draft_form = f"policies.clause.{self.clause.slug}"[:100]  # type: ignore[misc]  # of this clause

    def form(self, data: Any = None, initial: dict[str, Any] | None = None) -> forms.Form:
        """The departments for which this person may judge."""
        return JudgeClauseForm(data, departments=judging_in(self.request.user), initial=initial)

    def initial(self) -> dict[str, Any]:
        """The department one came from; never a judgement."""
        return {
            "department": judging_in(self.request.user)
            .filter(slug=self.request.GET.get("department", ""))
            .first()
        }

    def act(self, form: forms.Form) -> str:
        """Through the verb, and back to the clause."""
        made = ClauseJudgement.give(by=self.request.user, clause=self.clause.slug, **form.cleaned_data)
        return f"{self._page()}?department={made.department.slug if made.department else ''}"

    def context(self) -> dict[str, Any]:
        """Names the clause and its rules."""
        lead = "; ".join(f"{rule.id}: {rule.title}" for rule in self.clause.rules)
        return super().context() | {"caption": self.clause.source, "lead": lead, "back_url": self._page()}

    def _page(self) -> str:
        return reverse("policies:clause", kwargs={"clause": self.clause.slug})
