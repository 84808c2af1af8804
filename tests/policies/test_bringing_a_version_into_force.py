"""The way of a version: who may do what, in which order, and what the database refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from policies.models import Policy, PolicyVersion, Section, SignOff, Stance, VersionStatus
from policies.models.dates import last_day, years_after
from policies.operations import draft_version
from policies.starter import demonstrating, loading
from policies.starter.files import read, starter_sections
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.models import Event
from recordings_gov.workflow import WrongState

YEAR_ON = timedelta(days=365)
ASKED = {"group": "staff", "method": "Team meeting", "held_on": date(2026, 1, 5), "effect": "Nothing changed"}


MADE_KNOWN = {"statement": "All told", "dms_reference": "DMS-1"}


def consulted(version: PolicyVersion, people: Any, *, is_begun: bool = False) -> PolicyVersion:
    """``is_begun``: it was copied from the one before, and has its neighbours and hazards already."""
    version.entrust(by=people.drafter, owner=people.publisher, sponsor="Director of imaging")
    version.fill_in(by=people.drafter, values=read("demonstration")["policy"])
    demonstrating.complete(version, by=people.drafter, assessor=people.publisher, is_begun=is_begun)
    version.consult(by=people.drafter, **ASKED)
    version.consult(by=people.drafter, **ASKED | {"group": "patients"})
    return version


def approved(version: PolicyVersion, people: Any, *, is_begun: bool = False) -> PolicyVersion:
    loading.set_contacts(people.publisher, version.policy.department)
    consulted(version, people, is_begun=is_begun)
    version.validate(by=people.validator, statement="Checked")
    version.ratify(by=people.ratifier, statement="Agreed")
    version.sign_off_as_dpo(by=people.dpo, statement="Agreed")
    version.endorse(by=people.employer, statement="Agreed")
    version.approve(
        by=people.approver, review_due_on=clock.today() + YEAR_ON, approved_by_whom="Policy group"
    )
    return version


@pytest.mark.rule("R-217")
def test_a_version_holds_from_the_day_it_is_made_known(draft: PolicyVersion, people: Any) -> None:
    approved(draft, people)
    assert not PolicyVersion.objects.in_force().exists()
    draft.disseminate(by=people.publisher, **MADE_KNOWN)
    assert draft.status == VersionStatus.DISSEMINATED
    assert PolicyVersion.objects.in_force_on(clock.today()).get() == draft
    assert not PolicyVersion.objects.in_force_on(clock.today() - timedelta(days=1)).exists()


@pytest.mark.rule("R-217")
def test_the_version_before_ends_when_the_next_is_made_known_and_not_when_it_is_approved(
    in_force: PolicyVersion, people: Any
) -> None:
    next_one = draft_version(in_force.policy, by=people.drafter, sections=starter_sections())
    approved(next_one, people)
    assert PolicyVersion.objects.in_force().get() == in_force

    next_one.disseminate(by=people.publisher, **MADE_KNOWN)
    in_force.refresh_from_db()
    assert in_force.status == VersionStatus.SUPERSEDED
    assert in_force.replaced_by == next_one
    assert PolicyVersion.objects.in_force().get() == next_one


@pytest.mark.rule("R-217")
def test_a_version_is_not_superseded_by_one_that_nobody_approved(
    in_force: PolicyVersion, people: Any
) -> None:
    next_one = draft_version(in_force.policy, by=people.drafter)
    with pytest.raises(ValidationError, match="Only an approved version"):
        in_force.supersede(by=people.publisher, successor=next_one)


@pytest.mark.rule("R-217")
def test_two_versions_of_one_policy_are_never_in_force_together(in_force: PolicyVersion, people: Any) -> None:
    second = approved(
        draft_version(in_force.policy, by=people.drafter, sections=starter_sections()),
        people,
    )
    second.status, second.moving = VersionStatus.DISSEMINATED, True
    second.in_force_from = clock.today()
    with acting_as(people.publisher), pytest.raises(IntegrityError, match="policy_has_one_version_in_force"):
        second.save()


@pytest.mark.parametrize("step", ["validate", "ratify", "approve", "disseminate"])
def test_nobody_signs_a_version_they_drafted(
    governance_lead: Any, people: Any, department: Any, step: str
) -> None:
    """The governance lead may draft and may sign, and still not the same version."""
    version = loading.draft_starter_policy(governance_lead, department)
    loading.set_contacts(governance_lead, department)
    version.entrust(by=governance_lead, owner=governance_lead, sponsor="Director of imaging")
    version.fill_in(by=governance_lead, values=read("demonstration")["policy"])
    version.consult(by=governance_lead, **ASKED)
    others = {"validate": people.approver, "ratify": people.ratifier, "approve": people.approver}
    asked = {
        "validate": {"statement": "Checked"},
        "ratify": {"statement": "Agreed"},
        "approve": {"review_due_on": clock.today() + YEAR_ON, "approved_by_whom": "Policy group"},
        "disseminate": MADE_KNOWN,
    }
    for earlier, person in others.items():
        if earlier == step:
            break
        getattr(version, earlier)(by=person, **asked[earlier])
    with pytest.raises(IntegrityError, match="version_is_signed_by_another_person_than_its_drafter"):
        getattr(version, step)(by=governance_lead, **asked[step])
    assert not version.signoffs.filter(step=step).exists()


def test_whoever_signs_for_somebody_else_to_get_round_it_is_stopped_by_the_row(
    draft: Any, people: Any
) -> None:
    row = SignOff(
        version=draft, step="validate", by=people.drafter, drafted_by=people.drafter, signed_at=clock.now()
    )
    with (
        acting_as(people.drafter),
        pytest.raises(IntegrityError, match="version_is_signed_by_another_person"),
    ):
        row.save()


@pytest.mark.rule("R-108", "E")
@pytest.mark.parametrize(
    ("verb", "asked"),
    [
        ("validate", {"statement": "Checked"}),
        ("ratify", {"statement": "Agreed"}),
        ("approve", {"review_due_on": date(2027, 1, 1), "approved_by_whom": "Group"}),
        ("disseminate", MADE_KNOWN),
    ],
)
def test_no_step_is_left_out(draft: PolicyVersion, people: Any, verb: str, asked: dict[str, Any]) -> None:
    with pytest.raises(WrongState):
        getattr(draft, verb)(by=people.publisher, **asked)


@pytest.mark.parametrize(
    "verb", ["consult", "entrust", "fill_in", "validate", "ratify", "approve", "disseminate", "adopt"]
)
def test_a_radiographer_moves_no_version(
    draft: PolicyVersion, radiographer: Any, people: Any, verb: str
) -> None:
    """Authority is asked in whatever state the verb may start from."""
    way = {
        "validate": VersionStatus.CONSULTED,
        "ratify": VersionStatus.VALIDATED,
        "approve": VersionStatus.RATIFIED,
        "disseminate": VersionStatus.APPROVED,
    }
    if verb in way:
        approved(draft, people)
        _put_back(draft, way[verb])
    with pytest.raises(PermissionDenied):
        getattr(draft, verb)(by=radiographer)


def _put_back(version: PolicyVersion, status: str) -> None:
    from django.db.models import QuerySet

    QuerySet(PolicyVersion).filter(pk=version.pk).update(status=status)
    version.refresh_from_db()


@pytest.mark.rule("R-216")
def test_the_review_is_due_at_most_three_years_after_approval(draft: PolicyVersion, people: Any) -> None:
    consulted(draft, people)
    draft.validate(by=people.validator, statement="Checked")
    draft.ratify(by=people.ratifier, statement="Agreed")
    latest = years_after(clock.today())
    with pytest.raises(ValidationError, match="at most three years"):
        draft.approve(by=people.approver, review_due_on=latest + timedelta(days=1), approved_by_whom="Group")
    with pytest.raises(ValidationError, match="after the day of approval"):
        draft.approve(by=people.approver, review_due_on=clock.today(), approved_by_whom="Group")
    draft.approve(by=people.approver, review_due_on=latest, approved_by_whom="Group")
    assert draft.review_due_on == latest


@pytest.mark.rule("R-216")
def test_the_database_itself_keeps_the_three_years(in_force: PolicyVersion, people: Any) -> None:
    in_force.review_due_on = in_force.review_at_latest_on + timedelta(days=1)
    with acting_as(people.publisher), pytest.raises(IntegrityError, match="within_three_years"):
        in_force.save()


@pytest.mark.rule("R-216")
def test_no_version_is_in_force_without_a_review_date(in_force: PolicyVersion, people: Any) -> None:
    in_force.review_due_on = None
    with acting_as(people.publisher), pytest.raises(IntegrityError, match="version_in_force_has_its_dates"):
        in_force.save()


def test_what_is_missing_is_named_and_stops_the_version(draft: PolicyVersion, people: Any) -> None:
    draft.consult(by=people.drafter, **ASKED)
    draft.validate(by=people.validator, statement="Checked")
    draft.ratify(by=people.ratifier, statement="Agreed")
    draft.approve(by=people.approver, review_due_on=clock.today() + YEAR_ON, approved_by_whom="Group")
    with pytest.raises(ValidationError) as refused:
        draft.disseminate(by=people.publisher, **MADE_KNOWN)
    named = refused.value.messages
    assert "No owner is named" in named
    assert "Not filled in: covert threshold" in named
    assert "There is no risk assessment" in named
    assert "The Data Protection Officer has not signed it off" in named
    assert "The employer has not endorsed it" in named
    draft.refresh_from_db()
    assert draft.status == VersionStatus.APPROVED


@pytest.mark.rule("R-042", "E")
def test_a_version_without_text_is_not_put_in_force(draft: PolicyVersion, people: Any) -> None:
    """Its public page would have nothing to read."""
    empty = approved(draft_version(draft.policy, by=people.drafter), people)
    with pytest.raises(ValidationError, match="Its text is not held here"):
        empty.disseminate(by=people.publisher, **MADE_KNOWN)


@pytest.mark.rule("R-001", "W")
def test_a_version_about_which_no_patient_was_asked_gives_pause(draft: PolicyVersion, people: Any) -> None:
    from policies import contents

    draft.consult(by=people.drafter, **ASKED)
    assert "No patient or public group was consulted" in [one.says for one in contents.warnings(draft)]


@pytest.mark.rule("R-001", "R")
def test_a_consultation_keeps_who_how_when_and_what_came_of_it(draft: PolicyVersion, people: Any) -> None:
    draft.consult(by=people.drafter, **ASKED)
    kept = draft.consultations.get()
    assert (kept.group, kept.method, kept.held_on, kept.effect) == tuple(ASKED.values())
    with pytest.raises(ValidationError, match="a day that has been"):
        draft.consult(by=people.drafter, **ASKED | {"held_on": clock.today() + timedelta(days=1)})


@pytest.mark.rule("R-217")
def test_signed_words_do_not_change(draft: PolicyVersion, people: Any) -> None:
    consulted(draft, people)
    draft.validate(by=people.validator, statement="Checked")
    section, stance = draft.sections.first(), draft.stances.first()
    section.body, stance.staff_words = "Something else", "Something else"
    with acting_as(people.drafter):
        for part in (
            section,
            stance,
            Section(version=draft, number=99, body="More"),
            Stance(version=draft, code="N1", stance="facilitate", staff_words="a", patient_words="b"),
        ):
            with pytest.raises(ValidationError, match="do not change"):
                part.save()
        draft.matrix = {}
        with pytest.raises(ValidationError, match="do not change"):
            draft.save()


@pytest.mark.rule("R-217")
def test_words_changed_behind_everybodys_back_are_not_made_known(draft: PolicyVersion, people: Any) -> None:
    from django.db.models import QuerySet

    approved(draft, people)
    QuerySet(Section).filter(version=draft, number=3).update(body="Something else")
    with pytest.raises(ValidationError, match="not the text that was validated"):
        draft.disseminate(by=people.publisher, **MADE_KNOWN)


@pytest.mark.rule("R-021", "E")
def test_the_database_keeps_not_supported_away_from_a_personal_record(
    draft: PolicyVersion, people: Any
) -> None:
    """There is no purpose to name but a keepsake and another use, and one must be named."""
    row = Stance(
        version=draft,
        code="N1",
        stance="not_supported",
        medium=["video"],
        staff_words="a",
        patient_words="b",
        alternatives=["written_summary"],
        reason="c",
    )
    with acting_as(people.drafter):
        with pytest.raises(IntegrityError, match="stance_not_supported_names_a_purpose_and_a_reason"):
            row.save()
        row.is_for_keepsake = True
        row.save()


def test_only_one_policy_of_a_department_holds_stances_in_one_direction(
    draft: PolicyVersion, people: Any
) -> None:
    rival = Policy(
        title="Rival",
        slug="rival",
        department=draft.policy.department,
        direction=draft.policy.direction,
        holds_stances=True,
    )
    with (
        acting_as(people.drafter),
        pytest.raises(IntegrityError, match="department_has_one_policy_with_stances"),
    ):
        rival.save()


def test_only_one_policy_of_the_trust_holds_stances_in_one_direction(people: Any) -> None:
    with acting_as(people.drafter):
        Policy(title="A", slug="a", direction="patients_record_us", holds_stances=True).save()
        with pytest.raises(IntegrityError, match="trust_has_one_policy_with_stances"):
            Policy(title="B", slug="b", direction="patients_record_us", holds_stances=True).save()


def test_a_matrix_with_a_hole_is_not_drafted(draft: PolicyVersion, people: Any) -> None:
    broken = read("stances") | {"stance": [*read("stances")["stance"], read("stances")["stance"][0]]}
    with pytest.raises(ValidationError, match="Two rows are called G0"):
        draft_version(draft.policy, by=people.drafter, matrix=broken)


def test_a_radiographer_drafts_no_policy(draft: PolicyVersion, radiographer: Any) -> None:
    with pytest.raises(PermissionDenied):
        draft_version(draft.policy, by=radiographer)


def test_every_step_leaves_an_event_with_its_person(in_force: PolicyVersion, people: Any) -> None:
    done = Event.objects.about(in_force).order_by("id").values_list("action", "actor")
    assert list(done) == [
        ("policyversion.created", people.drafter.pk),
        ("policyversion.entrust", people.drafter.pk),
        ("policyversion.fill_in", people.drafter.pk),
        ("policyversion.assess_equality", people.drafter.pk),
        *[("policyversion.relate", people.drafter.pk)] * 4,
        ("policyversion.start_risk_assessment", people.publisher.pk),
        ("policyversion.describe_risk", people.publisher.pk),
        ("policyversion.score_hazards", people.publisher.pk),
        ("policyversion.tell_of_risk", people.publisher.pk),
        ("policyversion.consult", people.drafter.pk),
        ("policyversion.consult", people.drafter.pk),
        ("policyversion.validate", people.validator.pk),
        ("policyversion.ratify", people.ratifier.pk),
        ("policyversion.sign_off_as_dpo", people.dpo.pk),
        ("policyversion.endorse", people.employer.pk),
        ("policyversion.approve", people.approver.pk),
        ("policyversion.disseminate", people.publisher.pk),
    ]


def test_hidden_characters_in_local_words_are_sent_back(draft: PolicyVersion, people: Any) -> None:
    for bad in ("a\x00b", "a\u202eb"):
        with transaction.atomic(), pytest.raises(ValidationError):
            draft.fill_in(by=people.drafter, values={"covert_threshold": bad})


@pytest.mark.parametrize(
    ("day", "precision", "kept"),
    [
        (date(2022, 7, 1), "month", date(2022, 7, 31)),
        (date(2024, 2, 10), "month", date(2024, 2, 29)),
        (date(2016, 3, 1), "year", date(2016, 12, 31)),
        (date(2016, 12, 5), "month", date(2016, 12, 31)),
        (date(2026, 11, 22), "day", date(2026, 11, 22)),
    ],
)
def test_a_date_means_the_last_day_that_it_can(day: date, precision: str, kept: date) -> None:
    assert last_day(day, precision) == kept


def test_three_years_after_a_leap_day_is_the_last_of_february() -> None:
    assert years_after(date(2024, 2, 29)) == date(2027, 2, 28)
