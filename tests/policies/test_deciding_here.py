"""What a department decides for itself: conflicts, settings, the nation of a site, and advice it took."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies.legal import legal_text
from policies.models import ConflictDecision, LegalAdvice
from recordings_gov import clock, rulebook
from recordings_gov.accounts.known_settings import CHOICE, NUMBER, PAIRS, Known, every
from recordings_gov.accounts.models import Setting
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.broken import ConstraintBroken


def decide(by: Any, department: Any, says: str = "Twelve months", **more: Any) -> ConflictDecision:
    given = {"conflict": "C-36", "reason": "It changes quickly", **more}
    return ConflictDecision.decide(by=by, department=department, says=says, **given)


def test_a_decision_answers_for_its_department_and_every_one_is_kept(
    governance_lead: Any, ig_manager: Any, department: Any, other_department: Any
) -> None:
    assert rulebook.conflict("C-36", department).choice is None
    decide(ig_manager, None, "Twenty-four months")
    decide(governance_lead, department)
    assert rulebook.conflict("C-36", department).says == "Twelve months"
    assert rulebook.conflict("C-36", other_department).says == "Twenty-four months"
    decide(governance_lead, department, "", keeps_default=True)
    answer = rulebook.conflict("C-36", department)
    assert answer.says == answer.conflict.default
    assert answer.choice is not None
    assert (answer.choice.by, answer.choice.since) == (governance_lead.name, clock.today())
    assert ConflictDecision.objects.filter(department=department).count() == 2
    assert ConflictDecision.objects.filter(department=department).standing().count() == 1


def test_a_decision_needs_words_a_reason_a_change_and_the_right_person(
    governance_lead: Any, radiographer: Any, department: Any, other_department: Any
) -> None:
    decide(governance_lead, department)
    for change, says in (
        ({"says": " "}, "Say what you decide"),
        ({"reason": " "}, "Say why"),
        ({}, "what holds already"),
    ):
        with pytest.raises(ValidationError, match=says):
            decide(governance_lead, department, **change)
    for by, where in (
        (radiographer, department),
        (governance_lead, other_department),
        (governance_lead, None),
    ):
        with pytest.raises(PermissionDenied):
            decide(by, where, "Otherwise")
    with pytest.raises(rulebook.UnknownEntryError):
        decide(governance_lead, department, conflict="C-99")


@pytest.mark.both
def test_two_people_never_decide_the_same_at_once(
    governance_lead: Any, department: Any, ig_manager: Any
) -> None:
    decide(governance_lead, department)
    decide(ig_manager, None)
    for where, name in (
        (department, "conflict_decided_once_a_department"),
        (None, "conflict_decided_once_trust_wide"),
    ):
        with acting_as(ig_manager), pytest.raises(ConstraintBroken, match=name):
            ConflictDecision(
                conflict="C-36",
                department=where,
                says="Another",
                reason="Why",
                decided_by=ig_manager,
                since=clock.today(),
            ).save()


def test_every_conflict_has_its_line_and_its_page(
    signed_in: Any, governance_lead: Any, department: Any, at_most_queries: Any
) -> None:
    decide(governance_lead, department)
    client = signed_in(governance_lead)
    with at_most_queries(9):
        page = client.get(reverse("policies:conflicts")).content.decode()
    assert all(each in page for each in rulebook.book().conflicts)
    assert "Twelve months" in page
    assert "C-01" not in client.get(reverse("policies:conflicts"), {"only": "decided"}).content.decode()
    address = reverse("policies:conflict-decide", kwargs={"id": "C-36"})
    given = {
        "scope": department.slug,
        "choice": "otherwise",
        "says": "Eighteen months",
        "reason": "Less work",
    }
    assert client.post(address, given | {"says": ""}).status_code == 422
    assert client.post(address, given).status_code == 302
    shown = client.get(reverse("policies:conflict", kwargs={"id": "C-36"})).content.decode()
    assert "Eighteen months" in shown
    assert "Ended" in shown
    assert client.get(reverse("policies:conflict", kwargs={"id": "C-99"})).status_code == 404
    with at_most_queries(9):
        listed = client.get(reverse("policies:decisions"), {"state": "ended"}).content.decode()
    assert "Twelve months" in listed
    assert "Eighteen months" not in listed
    newest = ConflictDecision.objects.standing().get()
    assert "Less work" in client.get(newest.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("known", "typed", "kept"),
    [
        (Known("a", "A", "R", "R-007", NUMBER, 5, least=1, most=9), "9", 9),
        (Known("a", "A", "R", "R-007", NUMBER, 5, least=1, most=9), "10", None),
        (Known("a", "A", "R", "R-007", NUMBER, 5, least=1, most=9), "-1", None),
        (Known("a", "A", "R", "R-007", NUMBER, 5, least=1, most=9), "²", None),
        (Known("a", "A", "R", "R-007", CHOICE, "x", choices=(("x", "X"),)), "x", "x"),
        (Known("a", "A", "R", "R-007", CHOICE, "x", choices=(("x", "X"),)), "y", None),
        (
            Known("a", "A", "R", "R-007", PAIRS, {}),
            "captions = Live captions\n\n",
            {"captions": "Live captions"},
        ),
        (Known("a", "A", "R", "R-007", PAIRS, {}), "captions", None),
        (Known("a", "A", "R", "R-007"), " words ", "words"),
        (Known("a", "A", "R", "R-007"), "x" * 5000, None),
        (Known("a", "A", "R", "R-007"), " ", None),
    ],
)
def test_a_value_out_of_its_limits_is_refused(known: Known, typed: str, kept: Any) -> None:
    if kept is None:
        with pytest.raises(ValidationError):
            known.read(typed)
    else:
        assert known.read(typed) == kept


@pytest.mark.rule("R-007", "C")
@pytest.mark.rule("R-031", "C")
@pytest.mark.rule("R-032", "C")
def test_a_department_sets_its_own_with_a_reason_and_the_rule_it_carries_out(
    governance_lead: Any, radiographer: Any, department: Any, other_department: Any
) -> None:
    known = {each.name: each for each in every()}
    assert all(each.rule for each in known.values())
    assert {"R-031", "R-032", "R-033", "R-043", "R-044", "R-045", "R-046"} <= {
        each.rule for each in known.values()
    }
    given = {"name": "scenario-obstetric-screen", "value": "clip_at_end", "reason": "The sonographers agreed"}
    for by, where in ((radiographer, department), (governance_lead, other_department)):
        with pytest.raises(PermissionDenied):
            Setting.choose(by=by, department=where, **given)
    for change, says in (
        ({"reason": " "}, "Say why"),
        ({"value": "film"}, "Choose one"),
        ({"name": "no"}, "no such"),
    ):
        with pytest.raises(ValidationError, match=says):
            Setting.choose(by=governance_lead, department=department, **(given | change))
    Setting.choose(by=governance_lead, department=department, **given)
    chosen = Setting.choose(by=governance_lead, department=department, **(given | {"value": "none"}))
    assert (chosen.value, chosen.rule, chosen.set_by, chosen.history.count()) == (
        "none",
        "R-032",
        governance_lead,
        2,
    )
    talk = Setting.choose(
        by=governance_lead,
        name="scenario-discussion",
        department=department,
        value="help_when_asked",
        reason="Staff",
    )
    assert talk.rule == "R-031"
    assert Setting.objects.value_of("scenario-discussion", other_department, "offer_first") == "offer_first"


def test_every_setting_stands_on_one_page(
    signed_in: Any,
    governance_lead: Any,
    radiographer: Any,
    department: Any,
    other_department: Any,
    at_most_queries: Any,
) -> None:
    client, here = signed_in(governance_lead), {"scope": department.slug}
    address = f"{reverse('policies:setting-choose', kwargs={'key': 'person-word'})}?scope={department.slug}"
    assert client.post(address, {"value": "service_user", "reason": "Screening"}).status_code == 302
    with at_most_queries(9):
        page = client.get(reverse("policies:settings"), here).content.decode()
    assert "service user" in page
    assert "Screening" in page
    assert "Our default: patient" in page
    assert all(each.label in page for each in every() if "'" not in each.label and not each.is_trust_wide)
    own = client.get(reverse("policies:settings"), here | {"set": "yes"}).content.decode()
    assert "Screening" in own
    assert "Recording a talk" not in own
    assert client.get(reverse("policies:settings"), here | {"format": "csv"})["Content-Type"].startswith(
        "text/csv"
    )
    assert "Screening" in client.get(address).content.decode()
    assert client.get(address.replace(department.slug, other_department.slug)).status_code == 403
    assert client.get(reverse("policies:setting-choose", kwargs={"key": "no"})).status_code == 404
    assert client.get(reverse("policies:settings"), {"scope": "nowhere"}).status_code == 404


@pytest.mark.rule("R-011", "C")
def test_the_law_follows_the_nation_of_the_site(
    signed_in: Any, ig_manager: Any, governance_lead: Any, department: Any
) -> None:
    with pytest.raises(PermissionDenied):
        department.site.place_in(by=governance_lead, nation="SCT", reason="It is there")
    client = signed_in(ig_manager)
    address = reverse("policies:site-place", kwargs={"key": department.site.pk})
    assert client.post(address, {"nation": "SCT", "reason": ""}).status_code == 422
    assert client.post(address, {"nation": "SCT", "reason": "It is there"}).status_code == 302
    page = client.get(reverse("policies:legal")).content.decode()
    assert page.index("Adults with Incapacity (Scotland) Act 2000") < page.index("Mental Capacity Act 2005")
    assert "It is not legal advice" in page
    assert legal_text("SCT").nation == "Scotland"
    assert legal_text("XXX").nation == "England"


@pytest.mark.rule("R-226", "R")
@pytest.mark.rule("R-011", "R")
def test_legal_advice_is_kept_and_read_by_those_who_act_on_it(
    signed_in: Any,
    ig_manager: Any,
    governance_lead: Any,
    radiographer: Any,
    department: Any,
    at_most_queries: Any,
) -> None:
    given = {
        "department": department,
        "question": "May we?",
        "adviser": "The solicitors",
        "given_on": date(2026, 1, 5),
        "advice": "Yes",
    }
    with pytest.raises(PermissionDenied):
        LegalAdvice.log(by=radiographer, **given)
    with pytest.raises(ValidationError, match="a day that has been"):
        LegalAdvice.log(by=ig_manager, **(given | {"given_on": clock.today() + timedelta(days=1)}))
    with pytest.raises(ValidationError, match="cannot be blank"):
        LegalAdvice.log(by=ig_manager, **(given | {"advice": " "}))
    kept = LegalAdvice.log(by=ig_manager, **given)
    trust = LegalAdvice.log(by=ig_manager, **(given | {"department": None, "question": "For all?"}))
    client = signed_in(governance_lead)
    with at_most_queries(9):
        page = client.get(reverse("policies:advice")).content.decode()
    assert "May we?" in page
    assert "For all?" not in page
    assert "The solicitors" in client.get(kept.get_absolute_url()).content.decode()
    assert client.get(trust.get_absolute_url()).status_code == 404
    assert signed_in(radiographer).get(reverse("policies:advice")).status_code == 403
    form = {"scope": "trust", "nation": "WLS", "question": "A", "adviser": "B", "advice": "C"}
    day = {"given_on_day": "5", "given_on_month": "1", "given_on_year": "2026"}
    assert signed_in(ig_manager).post(reverse("policies:advice-log"), form | day).status_code == 302
    assert LegalAdvice.objects.filter(nation="WLS").count() == 1
