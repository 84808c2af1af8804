"""The stance matrix of a version: read, edited while the words are open, and tried."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from policies import findings
from policies.decisions import stance_for
from policies.forms_stance import (
    TryoutForm,
)
from policies.grid import grids_of
from policies.matrix import matrix_of, version_for
from policies.models import PolicyVersion
from policies.stances import DIMENSIONS, Matrix, Row
from policies.trying import side_of
from policies.views.stance_csv import csv_of
from recordings_gov import clock
from recordings_gov.accounts.models import Setting
from recordings_gov.audit import log
from recordings_gov.pages.views import Door
from recordings_gov.workflow import may

MEDIA_SETTING = "request-media"


def media_of(matrix: Matrix, version: PolicyVersion) -> dict[str, str]:
    """The ways of recording of the matrix, and those the department has added. Rules: R-012."""
    added = Setting.objects.value_of(MEDIA_SETTING, version.policy.department, {})
    return {**matrix.vocabulary["medium"], **added}


class OfVersion(Door):
    """What the pages about one version's matrix share."""

    model = PolicyVersion
    action = "policy.view"

    def rows(self) -> Any:
        """With whose policy it is."""
        return super().rows().select_related("policy__department__site")


class StanceMatrix(OfVersion):
    """The matrix as a grid and as rows with all their words, to read, print and export.

    Rules: R-012, R-021, R-044, R-051.
    """

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The rows that are asked for, or all; as CSV when asked."""
        log.read(self.record)
        matrix = self.record.own_matrix()
        chosen = {name: request.GET.get(name, "") for name in (*DIMENSIONS, "stance")}
        rows = [row for row in matrix.rows if _fits(row, chosen)]
        if request.GET.get("format") == "csv":
            return csv_of(self.record, matrix, rows)
        return render(
            request,
            "policies/stance_matrix.html",
            {
                "record": self.record,
                "matrix": matrix,
                "grids": grids_of(matrix, chosen["setting"]) if matrix.rows else (),
                "shown": rows,
                "filters": _filters(matrix, chosen),
                "is_filtered": any(chosen.values()),
                "found": findings.of_matrix(matrix),
                "may_set": may(self.record, "add_stance", request.user) and self.record.policy.holds_stances,
            },
        )


def _fits(row: Row, chosen: dict[str, str]) -> bool:
    named = all(
        not chosen[name] or not getattr(row, name) or chosen[name] in getattr(row, name)
        for name in DIMENSIONS
    )
    return named and (not chosen["stance"] or row.stance == chosen["stance"])


def _filters(matrix: Matrix, chosen: dict[str, str]) -> list[dict[str, Any]]:
    labels = {
        "setting": "Setting",
        "modality": "Exam",
        "medium": "Way",
        "recorder": "Who",
        "stance": "Stance",
    }
    words = {**matrix.vocabulary, "stance": STANCE_FILTER}
    return [
        {
            "name": name,
            "label": label,
            "choices": [("", "All"), *words.get(name, {}).items()],
            "value": chosen[name],
        }
        for name, label in labels.items()
    ]


STANCE_FILTER = {
    "facilitate": "We help",
    "conditions": "With conditions",
    "discourage": "Discouraged",
    "not_supported": "Not supported",
}


class TryStances(OfVersion):
    """What would the scanner page say? This version, and the one in force. Rules: R-021, R-051."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The question, and both answers once it is asked."""
        log.read(self.record)
        matrix = self.record.own_matrix()
        asked = request.GET if "media" in request.GET or "setting" in request.GET else None
        form = TryoutForm(asked, initial=FIRST, matrix=matrix, media=media_of(matrix, self.record))
        sides = self._sides(matrix, form) if asked is not None and form.is_valid() else []
        given = {"record": self.record, "form": form, "sides": sides}
        return render(request, "policies/stance_tryout.html", given)

    def _sides(self, matrix: Matrix, form: TryoutForm) -> list[Any]:
        situation = form.situation()
        own = side_of(self.record, stance_for(situation, matrix), matrix)
        policy = self.record.policy
        now = version_for(policy.department, clock.today(), policy.direction)
        if now == self.record:
            return [own]
        other = matrix_of(now)
        return [own, side_of(now, stance_for(situation, other), other)]


FIRST = {"setting": "examination", "recorder": "patient", "purpose": "personal_record"}
