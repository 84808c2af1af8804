"""The next version begins with the words of the one before and none of its signatures."""

import threading
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from policies import contents
from policies.models import Policy, PolicyVersion, Snapshot, VersionStatus
from policies.next_version import start_next_version
from policies.operations import draft_version, set_up_policy
from policies.starter import loading
from policies.starter.files import starter_sections
from recordings_gov import clock
from recordings_gov.audit.models import Event
from tests.policies.test_bringing_a_version_into_force import MADE_KNOWN, approved


@pytest.mark.rule("R-217")
def test_it_has_the_words_and_the_hazards_and_nothing_that_was_signed(
    in_force: PolicyVersion, people: Any
) -> None:
    made = start_next_version(in_force, by=people.drafter)
    assert (made.number, made.status, made.copied_from) == (2, VersionStatus.DRAFT, in_force)
    assert contents.sections_of(made)[1]["title"] == "What we believe"
    before, now = contents.content_of(in_force), contents.content_of(made)
    for part in ("sections", "stances", "matrix", "telling", "filled_in", "related"):
        assert now[part] == before[part], part
    hazards = made.risk_assessment.hazards.all()
    assert len(hazards) == 26
    assert {each.applies for each in hazards} == {None}
    assert hazards[0].suggestion["before"] == {"likelihood": 2, "severity": 4}
    assert not made.signoffs.exists()
    assert not made.consultations.exists()
    assert (made.equality_reference, made.dms_reference, made.risk_assessment.insurer_told_on) == (
        "",
        "",
        None,
    )


def test_it_is_started_once_and_by_those_who_draft(
    in_force: PolicyVersion, people: Any, radiographer: Any
) -> None:
    with pytest.raises(PermissionDenied):
        start_next_version(in_force, by=radiographer)
    start_next_version(in_force, by=people.drafter)
    with pytest.raises(ValidationError, match="Version 2 is being worked on already"):
        start_next_version(in_force, by=people.publisher)


@pytest.mark.rule("R-217")
def test_a_version_with_a_lower_number_never_takes_the_place_of_a_later_one(
    in_force: PolicyVersion, people: Any
) -> None:
    second = approved(draft_version(in_force.policy, by=people.drafter, sections=starter_sections()), people)
    third = approved(draft_version(in_force.policy, by=people.drafter, sections=starter_sections()), people)
    third.disseminate(by=people.publisher, **MADE_KNOWN)
    with pytest.raises(ValidationError, match="Version 3 is in force already"):
        second.disseminate(by=people.publisher, **MADE_KNOWN)


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("R-217")
def test_two_people_publish_two_versions_at_once_and_one_is_in_force(people: Any, department: Any) -> None:
    """Whoever is faster: the later version holds in the end, and never two."""
    loading.set_contacts(people.publisher, department)
    first = approved(loading.draft_starter_policy(people.drafter, department), people)
    first.disseminate(by=people.publisher, **MADE_KNOWN)
    versions = [
        approved(draft_version(first.policy, by=people.drafter, sections=starter_sections()), people)
        for _ in range(2)
    ]
    together, refused = threading.Barrier(2), []

    def publish(key: int, by: Any) -> None:
        try:
            mine = PolicyVersion.objects.get(pk=key)
            together.wait(timeout=60)
            mine.disseminate(by=by, **MADE_KNOWN)
        except ValidationError as error:
            refused.extend(error.messages)
        finally:
            connection.close()

    publishers = (people.publisher, people.approver)
    threads = [
        threading.Thread(target=publish, args=(version.pk, by))
        for version, by in zip(versions, publishers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert PolicyVersion.objects.in_force().get() == versions[1]
    assert refused in ([], ["Version 3 is in force already. An earlier version does not take its place."])


@pytest.mark.rule("R-217")
def test_what_was_approved_is_kept_word_for_word(in_force: PolicyVersion, people: Any) -> None:
    kept = in_force.snapshots.get()
    assert kept.digest == in_force.content_digest == contents.digest_of(kept.content)
    assert kept.content["sections"][1]["title"] == "What we believe"
    assert len(kept.content["stances"]) == 28
    assert kept.content["risk_assessment"]["hazards"][0]["likelihood_before"] == 2
    kept.digest = "0" * 64
    with pytest.raises(TypeError, match="never changes"):
        kept.save()


@pytest.mark.rule("R-217")
def test_the_page_of_approval_makes_the_paper(draft: PolicyVersion, people: Any, signed_in: Any) -> None:
    from recordings_gov.documents.models import Document
    from tests.policies.test_bringing_a_version_into_force import consulted

    consulted(draft, people)
    draft.validate(by=people.validator, statement="Checked")
    draft.ratify(by=people.ratifier, statement="Agreed")
    due = clock.today().replace(year=clock.today().year + 1, day=1)
    day = {f"review_due_on_{part}": getattr(due, part) for part in ("day", "month", "year")}
    answer = signed_in(people.approver).post(
        reverse("policies:version-approve", kwargs={"reference": draft.reference}),
        {"approved_by_whom": "Group", **day},
    )
    assert answer.status_code == 302
    assert Snapshot.objects.filter(version=draft).count() == 1
    assert Document.objects.about(draft).get().kind == "policy"
    assert Document.objects.about(draft.risk_assessment).get().kind == "risk-assessment"


@pytest.mark.rule("R-026", "E")
@pytest.mark.rule("R-027", "E")
def test_the_two_offices_sign_what_was_validated_and_each_in_its_own_name(
    draft: PolicyVersion, people: Any
) -> None:
    draft.consult(by=people.drafter, group="staff", method="a", held_on=clock.today(), effect="b")
    draft.validate(by=people.validator, statement="Checked")
    with pytest.raises(PermissionDenied):
        draft.sign_off_as_dpo(by=people.employer, statement="Agreed")
    with pytest.raises(PermissionDenied):
        draft.endorse(by=people.dpo, statement="Agreed")
    draft.sign_off_as_dpo(by=people.dpo, statement="Agreed")
    draft.endorse(by=people.employer, statement="Agreed")
    assert set(draft.signoffs.standing().values_list("step", flat=True)) == {"validate", "dpo", "employer"}
    assert contents.values_of(draft)["dpo_signoff"].startswith("Data Protection Officer, ")


def test_what_is_sent_back_may_change_again_and_every_signature_is_given_anew(
    draft: PolicyVersion, people: Any
) -> None:
    approved(draft, people)
    with pytest.raises(ValidationError, match="Say what has to change"):
        draft.send_back(by=people.dpo, reason=" ")
    draft.send_back(by=people.dpo, reason="Section 16 names the wrong Act")
    assert (draft.status, draft.content_digest, draft.review_due_on) == (VersionStatus.CONSULTED, "", None)
    assert not draft.signoffs.standing().exists()
    draft.write_section(by=people.drafter, number=16, title="Data protection", body="Better words")
    draft.validate(by=people.validator, statement="Checked again")
    assert draft.signoffs.filter(step="validate").count() == 2


@pytest.mark.rule("R-108", "E")
def test_it_is_not_made_known_without_its_place_in_the_document_system(
    draft: PolicyVersion, people: Any
) -> None:
    approved(draft, people)
    with pytest.raises(ValidationError, match="document management system"):
        draft.disseminate(by=people.publisher, statement="All told")
    draft.disseminate(by=people.publisher, **MADE_KNOWN)
    assert draft.dms_reference == "DMS-1"


@pytest.mark.rule("R-221", "W")
@pytest.mark.rule("R-225", "W")
@pytest.mark.rule("R-020", "W")
@pytest.mark.rule("R-048", "W")
def test_what_gives_pause_is_kept_with_why_it_went_ahead(draft: PolicyVersion, people: Any) -> None:
    approved(draft, people)
    _forget_equality(draft)
    with pytest.raises(ValidationError, match="Say why it goes ahead all the same"):
        draft.disseminate(by=people.publisher, **MADE_KNOWN)
    draft.disseminate(by=people.publisher, **MADE_KNOWN, despite="The assessment comes in March")
    assert draft.went_ahead_despite == {
        "what": ["There is no equality impact assessment"],
        "why": "The assessment comes in March",
    }


def _forget_equality(draft: PolicyVersion) -> None:
    """The equality assessment is no part of what was signed, so it may be missing to the end."""
    from django.db.models import QuerySet

    QuerySet(PolicyVersion).filter(pk=draft.pk).update(equality_reference="")
    draft.refresh_from_db()


@pytest.mark.rule("R-050", "C")
def test_a_department_may_review_more_often_than_every_three_years(draft: PolicyVersion, people: Any) -> None:
    from recordings_gov.accounts.models import Setting
    from recordings_gov.audit.acting import acting_as
    from recordings_gov.clock import months_after
    from tests.policies.test_bringing_a_version_into_force import consulted

    with acting_as(people.publisher):
        Setting(
            name="policy-review-months",
            department=draft.policy.department,
            value=12,
            reason="Patients' devices change fast",
            rule="R-050",
            set_by=people.publisher,
        ).save()
    consulted(draft, people)
    draft.validate(by=people.validator, statement="Checked")
    draft.ratify(by=people.ratifier, statement="Agreed")
    today = clock.today()
    with pytest.raises(ValidationError, match="every 12 months at the latest"):
        draft.approve(by=people.approver, review_due_on=months_after(today, 13), approved_by_whom="G")
    draft.approve(by=people.approver, review_due_on=months_after(today, 12), approved_by_whom="G")


@pytest.mark.rule("R-233", "P")
@pytest.mark.rule("R-036", "P")
def test_a_department_without_a_policy_is_a_gap_and_so_is_a_scenario_without_a_section(
    in_force: PolicyVersion, other_department: Any, people: Any, signed_in: Any, at_most_queries: Any
) -> None:
    client = signed_in(people.publisher)
    address = reverse("policies:gaps")
    client.get(address)
    with at_most_queries(8):
        shown = " ".join(client.get(address).content.decode().split())
    assert "Every situation has its section" in shown
    assert f"{other_department.name}<br>" in shown
    assert "No policy</strong>" in shown
    made = start_next_version(in_force, by=people.drafter)
    made.write_section(by=people.drafter, number=11, title="The team", body="Ask them")
    approved(made, people, is_begun=True)
    made.disseminate(by=people.publisher, **MADE_KNOWN, despite="To come")
    assert "No section covers: Radiotherapy" in client.get(address).content.decode()


def test_a_policy_is_set_up_and_its_next_version_started_on_their_pages(
    people: Any, department: Any, signed_in: Any
) -> None:
    client = signed_in(people.drafter)
    asked = {"title": "Recording", "department": department.pk, "direction": "patients_record_us"}
    answer = client.post(reverse("policies:policy-new"), asked | {"starts_with": "starter"})
    made = PolicyVersion.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.sections.count(), made.stances.count(), made.policy.holds_stances) == (28, 28, True)
    answer = client.post(reverse("policies:policy-new"), asked | {"starts_with": "empty"})
    assert answer.status_code == 422
    assert "This department has a policy with stances for this already" in answer.content.decode()
    assert Policy.objects.count() == 1
    assert Event.objects.about(made).filter(action="policyversion.created").exists()


def test_the_starter_text_is_only_for_when_patients_record_us(people: Any, department: Any) -> None:
    with pytest.raises(ValidationError, match="about patients who record us"):
        set_up_policy(
            by=people.drafter,
            title="Ours",
            department=department,
            direction="we_record_patients",
            with_starter=True,
        )


def test_the_difference_is_shown_side_by_side(in_force: PolicyVersion, people: Any, signed_in: Any) -> None:
    made = start_next_version(in_force, by=people.drafter)
    body = made.sections.get(number=2).body
    made.write_section(by=people.drafter, number=2, title="What we believe", body=f"{body}\n\nAnd more")
    made.remove_section(by=people.drafter, number=28)
    client = signed_in(people.drafter)
    shown = client.get(reverse("policies:version-difference", kwargs={"reference": made.reference}))
    kinds = [pair.kind for pair, _, _ in shown.context["rows"]]
    assert kinds == ["changed", "removed"]
    assert "And</ins>" in shown.content.decode() or "And more</ins>" in shown.content.decode()
    assert len(shown.context["unchanged"]) == 26
    first = client.get(reverse("policies:version-difference", kwargs={"reference": in_force.reference}))
    assert first.status_code == 200
