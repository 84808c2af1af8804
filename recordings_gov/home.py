"""Home: what needs me now. And the two answers a load balancer asks for."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from recordings_gov import clock
from recordings_gov.audit import triggers
from recordings_gov.pages.cards import cards_of
from recordings_gov.pages.needs import needs_of


def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person, overdue first, in the order of the days."""
    today = clock.today()
    needs = needs_of(request.user, today)
    groups = (
        ("Overdue", [need for need in needs if need.due_on and need.due_on < today]),
        ("Today", [need for need in needs if need.due_on == today]),
        ("Later", [need for need in needs if need.due_on is None or need.due_on > today]),
    )
    shown = [(heading, [need.as_task(today) for need in found]) for heading, found in groups if found]
    given = {"groups": shown, "today": today, "cards": cards_of(request.user, today)}
    return render(request, "home.html", given)


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether work can be taken: the database answers, is migrated, and guards its event log."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        unguarded = triggers.missing()
    except DatabaseError:
        return JsonResponse({"ready": False, "why": "The database does not answer."}, status=503)
    if waiting:
        return JsonResponse({"ready": False, "why": "Migrations are waiting."}, status=503)
    if unguarded:
        return JsonResponse({"ready": False, "why": "The event log is not guarded."}, status=503)
    return JsonResponse({"ready": True})
