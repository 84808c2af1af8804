"""The pages of the rulebook. They only read; a rule changes by changing rulebook.toml."""

from typing import Any

from django.conf import settings
from django.http import Http404
from django.views.generic import TemplateView

from recordings_gov import rulebook
from recordings_gov.accounts.models import Department
from recordings_gov.rulebook import registered
from recordings_gov.rulebook.checking import Proof
from recordings_gov.rulebook.entries import APP_WORDS, Rule, State
from recordings_gov.rulebook.evidence import known_tests, recorded
from recordings_gov.rulebook.finding import find
from recordings_gov.rulebook.forms import RuleFilter
from recordings_gov.rulebook.reporting import totals
from recordings_gov.rulebook.showing import COLOURS, last_run, shown_duties


class RuleList(TemplateView):
    """Every rule with its state, to filter and to search."""

    template_name = "rulebook/rule_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rules that fit, the totals of all, and the filters."""
        book = rulebook.book()
        filters = RuleFilter(self.request.GET, book=book)
        chosen = filters.chosen()
        counted = totals(book, Proof.of(book, known_tests(settings.BASE_DIR)[0]))
        return super().get_context_data(
            rules=[_line(rule) for rule in find(book, **chosen)],
            filters=list(filters),
            is_filtered=bool(chosen),
            totals=counted,
            figures=[(state, state.words, counted["by_state"][state.value]) for state in State],
            parts=[(words, counted["by_app"][app].values()) for app, words in APP_WORDS.items()],
            **kwargs,
        )


class RulePage(TemplateView):
    """One rule: what it says, where it comes from, how each duty is kept, and what the sources leave open."""

    template_name = "rulebook/rule_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page shows; 404 for an id that is not in the book."""
        book = rulebook.book()
        try:
            rule = book.rule(kwargs["id"])
        except rulebook.UnknownEntryError as error:
            raise Http404(str(error)) from error
        duties = shown_duties(book, rule.id, settings.BASE_DIR)
        return super().get_context_data(
            **_line(rule),
            target=book.target(rule.id),
            clauses=book.clauses(rule),
            duties=duties,
            last_run=last_run(duties, recorded(settings.BASE_DIR)),
            figures=registered.live(rule.id, self.request.user),
            conflicts=book.conflicts_of(rule.id),
            near=book.near(rule),
            **kwargs,
        )


class ConflictList(TemplateView):
    """Every place where the sources clash or leave a gap, with what we do."""

    template_name = "rulebook/conflict_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All conflicts in order."""
        return super().get_context_data(conflicts=list(rulebook.book().conflicts.values()), **kwargs)


class ConflictPage(TemplateView):
    """One conflict: the clash, our default, and what this person's departments decided."""

    template_name = "rulebook/conflict_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The conflict and its rules; 404 for an id that is not in the book."""
        try:
            conflict = rulebook.conflict(kwargs["id"]).conflict
        except rulebook.UnknownEntryError as error:
            raise Http404(str(error)) from error
        answers = [
            (department, rulebook.conflict(conflict.id, department))
            for department in departments_of(self.request.user)
        ]
        return super().get_context_data(
            conflict=conflict,
            choices=[(department, answer.choice) for department, answer in answers if answer.choice],
            rules=[rulebook.rule(rule_id) for rule_id in conflict.rules],
            **kwargs,
        )


def departments_of(user: Any) -> list[Department]:
    """The departments this person has a role in; with a Trust-wide role, all of them."""
    every = Department.objects.order_by("name", "pk")
    if user.memberships.filter(department=None).exists():
        return list(every)
    return list(every.filter(memberships__user=user).distinct())


def _line(rule: Rule) -> dict[str, Any]:
    book = rulebook.book()
    state = book.state(rule.id)
    return {
        "rule": rule,
        "part": rule.app_words,
        "state": state.words,
        "colour": COLOURS[state],
        "duty_words": [duty.words for duty in book.target(rule.id).duties],
    }
