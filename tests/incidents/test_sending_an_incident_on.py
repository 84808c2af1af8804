"""Security, legal, PALS and the others hear of what concerns them; what they answer is kept."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from recordings_gov.accounts.models import User
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents import offices
from recordings_gov.incidents.models import Consideration, Incident, Kind, Referral
from recordings_gov.notifications.models import Message, Task
from tests.conftest import person
from tests.incidents.conftest import TODAY, report

SHARED: dict[str, Any] = {
    "changed": "yes",
    "hurtful": "no",
    "publication": "threatened",
    "people_in_it": ["patient", "trust_staff"],
    "others_agreed": "no",
    "beyond_personal": "yes",
    "purpose_now": "A campaign",
}


@pytest.fixture
def lsms(db: None) -> User:
    return person("lsms", Role.LSMS, None)


@pytest.fixture
def shared(radiographer: Any, department: Any, governance_lead: Any) -> Incident:
    return report(radiographer, department, Kind.DISCLOSURE)


@pytest.mark.rule("R-232", "N")
@pytest.mark.rule("R-232", "R")
def test_a_threat_to_publish_tells_the_named_lawyer_at_once(
    shared: Incident, governance_lead: Any, communications: Any
) -> None:
    offices.name_person(
        by=governance_lead,
        department=shared.department,
        office="legal",
        person=communications,
        reason="Claims lead.",
    )
    shared.triage_disclosure(by=governance_lead, **SHARED)
    referral = Referral.objects.get(incident=shared, office="legal")
    assert referral.urgent
    assert shared.publication == "threatened"
    assert Task.objects.get(person=communications).due_on == TODAY
    assert "Urgent, within 2 hours" in Message.objects.get(to=communications).subject
    shared.weigh_civil_routes(by=governance_lead, implied_meaning="yes", cause_of_action="Libel, perhaps")
    assert Incident.history.filter(id=shared.pk, cause_of_action="Libel, perhaps").exists()


@pytest.mark.rule("R-224", "N")
@pytest.mark.rule("R-228", "R")
def test_harassment_tells_security_and_must_be_escalated(
    shared: Incident, governance_lead: Any, lsms: User
) -> None:
    shared.triage_disclosure(by=governance_lead, **SHARED | {"hurtful": "yes", "publication": "published"})
    assert (shared.triage, shared.changed, shared.hurtful) == ("harassing", "yes", "yes")
    assert Message.objects.filter(to=lsms).count() == 1
    shared.triage_disclosure(by=governance_lead, **SHARED | {"hurtful": "yes", "publication": "published"})
    assert Message.objects.filter(to=lsms).count() == 1
    with pytest.raises(ValidationError, match="is escalated"):
        shared.decide_escalation(by=governance_lead, escalated="no", escalation_reason="It will pass.")


@pytest.mark.rule("R-227", "R")
@pytest.mark.rule("R-229", "R")
@pytest.mark.rule("R-046", "R")
def test_what_was_shared_is_kept_with_who_agreed_and_what_it_is_for(
    shared: Incident, governance_lead: Any, reported: Incident
) -> None:
    unaltered = SHARED | {"changed": "no", "publication": "passed_on"}
    shared.triage_disclosure(by=governance_lead, **unaltered)
    shared.refresh_from_db()
    assert (shared.triage, shared.others_agreed, shared.people_in_it) == (
        "unaltered", "no", ["patient", "trust_staff"],
    )  # fmt: skip
    assert (shared.beyond_personal, shared.purpose_now) == ("yes", "A campaign")
    assert shared.triaged_by == governance_lead
    with pytest.raises(ValidationError, match="Say what it is used for"):
        shared.triage_disclosure(by=governance_lead, **unaltered | {"purpose_now": ""})
    with pytest.raises(ValidationError, match="shared or posted"):
        reported.triage_disclosure(by=governance_lead, **unaltered)


@pytest.mark.rule("R-023", "R")
@pytest.mark.rule("R-023", "N")
def test_expected_proceedings_tell_the_lawyers_and_name_what_is_kept(
    reported: Incident, governance_lead: Any
) -> None:
    with pytest.raises(ValidationError, match="Say which records"):
        reported.flag_proceedings(by=governance_lead, proceedings="yes", proceedings_words="A claim.")
    reported.flag_proceedings(
        by=governance_lead, proceedings="yes", proceedings_words="A claim.", to_preserve="Rota of that day"
    )
    assert reported.to_preserve == "Rota of that day"
    assert Referral.objects.filter(incident=reported, office="legal").exists()


@pytest.mark.rule("R-241", "R")
@pytest.mark.rule("R-241", "N")
def test_a_worry_about_care_goes_to_pals_and_its_investigation_is_kept(
    reported: Incident, radiographer: Any, governance_lead: Any
) -> None:
    with pytest.raises(ValidationError, match="No worry"):
        reported.answer_concern(by=governance_lead, concern_found="Nothing.", concern_answered_on=TODAY)
    reported.raise_concern(by=radiographer, concern="raised", concern_words="Nobody explained the scan.")
    assert Referral.objects.filter(incident=reported, office="pals").exists()
    assert Message.objects.filter(subject__contains="PALS").exists()
    reported.answer_concern(by=governance_lead, concern_found="We explain it now.", concern_answered_on=TODAY)
    assert (reported.concern_words, reported.concern_found) == (
        "Nobody explained the scan.", "We explain it now.",
    )  # fmt: skip


@pytest.mark.rule("R-231", "R")
def test_possible_offences_are_an_advisory_list_with_other(shared: Incident, governance_lead: Any) -> None:
    shared.consider(
        by=governance_lead, checklist="offence", points=["harassment", "later-law"], other="Blackmail"
    )
    shared.consider(by=governance_lead, checklist="offence", points=["harassment"])
    assert list(Consideration.objects.order_by("pk").values_list("point", flat=True)) == [
        "harassment", "later-law", "other",
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="not on this list"):
        shared.consider(by=governance_lead, checklist="offence", points=["theft"])


def test_an_office_is_asked_once_until_it_answers(reported: Incident, governance_lead: Any) -> None:
    reported.refer(by=governance_lead, office="safeguarding", why="The patient seemed afraid.")
    with pytest.raises(ValidationError, match="with them already"):
        reported.refer(by=governance_lead, office="safeguarding", why="Again.")
    referral = Referral.objects.get(office="safeguarding")
    reported.hear_back(by=governance_lead, referral=referral, answer="We see them.", answered_on=TODAY)
    assert not Task.objects.undone().filter(key=f"incident-referral:{referral.pk}").exists()
    with pytest.raises(ValidationError, match="answered before"):
        reported.hear_back(by=governance_lead, referral=referral, answer="Again.", answered_on=TODAY)
    reported.refer(by=governance_lead, office="safeguarding", why="Again.")
