"""What local policy says: every situation of the starter matrix, and what changes an answer."""

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.decisions import HEADLINES, STRICTNESS, Situation, stance_for
from policies.matrix import matrix_of
from policies.shaping import matrix_from, row_from
from policies.stances import DIMENSIONS, Matrix, Row
from policies.starter.checking import problems_in
from policies.starter.files import read

DATA = read("stances")
MATRIX = matrix_from(DATA, [row_from(each) for each in DATA["stance"]])
VOCABULARY = DATA["vocabulary"]
EVERY = list(itertools.product(*(VOCABULARY[dimension] for dimension in DIMENSIONS)))
OVERLAYS = tuple(MATRIX.overlays)
ZONES = tuple(zone.id for zone in MATRIX.zones)
NEVER = re.compile(r"refus|denied|deny|permission|forbid|banned|not allowed|prohibit", re.IGNORECASE)

situations = st.builds(
    Situation,
    setting=st.sampled_from([*VOCABULARY["setting"], "something new"]),
    modality=st.sampled_from([*VOCABULARY["modality"], "something new"]),
    media=st.lists(
        st.sampled_from([*VOCABULARY["medium"], "live_call", "smart_glasses"]), min_size=1, unique=True
    ).map(tuple),
    recorder=st.sampled_from(["patient", "person_with_them"]),
    purpose=st.sampled_from(["personal_record", "keepsake", "other"]),
    needs=st.sampled_from([(), ("hearing",)]),
    circumstances=st.lists(st.sampled_from(OVERLAYS), unique=True).map(tuple),
    zones=st.lists(st.sampled_from(ZONES), unique=True, max_size=2).map(tuple),
    exposure=st.booleans(),
)

UNSUPPORTED = Row(
    id="X1",
    stance="not_supported",
    staff_words="Ask them not to.",
    patient_words="We ask you not to.",
    medium=("screen", "photo", "video"),
    purposes=("keepsake", "other"),
    alternatives=("copy_of_images",),
    rules=("R-051",),
    reason="Names of others are on every display.",
)
STRICT = replace(
    MATRIX,
    rows=(
        *MATRIX.rows,
        *(
            replace(
                UNSUPPORTED,
                id=f"X{row.id}",
                setting=row.setting,
                modality=row.modality,
                recorder=row.recorder,
            )
            for row in MATRIX.rows
        ),
    ),
)


def ask(
    *media: str, matrix: Matrix = MATRIX, setting: str = "examination", modality: str = "ct", **more: object
) -> object:
    return stance_for(Situation(setting, modality, media, **more), matrix)


def test_each_of_the_352_situations_is_answered_by_one_row_alone() -> None:
    assert len(EVERY) == 352
    for setting, modality, medium, recorder in EVERY:
        fitting = [
            row for row in MATRIX.rows if row.matches(setting, modality, medium, recorder, "personal_record")
        ]
        best = max(row.weight for row in fitting)
        assert len([row for row in fitting if row.weight == best]) == 1


def test_only_the_fallback_row_never_wins_for_a_listed_medium() -> None:
    winners = {MATRIX.winner(*combination, "personal_record").id for combination in EVERY}
    assert {row.id for row in MATRIX.rows} - winners == {"G0"}


def test_a_medium_nobody_has_heard_of_is_helped_with_conditions() -> None:
    answer = ask("smart_glasses")
    assert (answer.verdict, answer.row_ids) == ("conditions", ("G0",))


@pytest.mark.rule("R-021", "E")
def test_no_starter_answer_says_that_something_is_refused_or_needs_leave() -> None:
    for setting, modality, medium, recorder in EVERY:
        for needs in ((), ("hearing",)):
            answer = stance_for(Situation(setting, modality, (medium,), recorder, needs=needs), MATRIX)
            said = [answer.headline, answer.patient_headline, *answer.patient_words]
            said += [reason.says for reason in answer.reasons]
            said += [words for each in answer.conditions for words in (each.says, each.patient)]
            said += [words for each in answer.alternatives for words in (each.staff, each.patient)]
            said += [words for each in answer.safety for words in (each.staff, each.patient)]
            assert not [words for words in said if NEVER.search(words)]


@given(situations)
def test_no_headline_ever_says_that_something_is_refused_or_needs_leave(situation: Situation) -> None:
    answer = stance_for(situation, STRICT)
    assert not NEVER.search(f"{answer.headline} {answer.patient_headline} {' '.join(answer.patient_words)}")


@pytest.mark.rule("R-021", "E")
@pytest.mark.rule("R-051", "C")
@given(situations)
def test_not_supported_never_meets_a_personal_record_an_access_need_or_sound(situation: Situation) -> None:
    answer = stance_for(situation, STRICT)
    protected = (
        situation.purpose == "personal_record" or situation.needs or "access_need" in situation.circumstances
    )
    if protected or set(situation.media) == {"audio"}:
        assert answer.verdict != "not_supported"
        assert "asked_not_to" not in answer.ends_as


def test_not_supported_is_said_where_the_department_says_it_of_a_keepsake() -> None:
    answer = ask("screen", matrix=STRICT, purpose="keepsake")
    assert answer.verdict == "not_supported"
    assert answer.ends_as[0] == "asked_not_to"
    assert "Names of others are on every display." in [reason.says for reason in answer.reasons]


@given(situations)
def test_the_strictest_medium_is_the_headline_and_the_rest_is_the_union(situation: Situation) -> None:
    together = stance_for(situation, STRICT)
    alone = [stance_for(replace(situation, media=(medium,)), STRICT) for medium in situation.media]
    order = (*STRICTNESS, "not_safe")
    assert order.index(together.verdict) == max(order.index(one.verdict) for one in alone)
    assert {each.id for each in together.conditions} == {each.id for one in alone for each in one.conditions}
    assert {each.id for each in together.alternatives} == {
        each.id for one in alone for each in one.alternatives
    }
    for each in together.conditions:
        assert set(each.media) == {
            one.by_medium[0].medium for one in alone if each.id in {wanted.id for wanted in one.conditions}
        }


@given(situations)
def test_whoever_discourages_or_does_not_support_offers_something_better(situation: Situation) -> None:
    answer = stance_for(situation, STRICT)
    if answer.verdict in ("discourage", "not_supported", "not_safe"):
        assert answer.alternatives


def test_an_access_need_turns_discouraging_into_conditions_and_drops_the_persuading() -> None:
    assert ask("video").verdict == "discourage"
    softened = ask("video", needs=("hearing",))
    assert softened.verdict == "conditions"
    assert "responsibilities_explained" in softened.drop_telling
    assert not any("ask you not to" in words for words in softened.patient_words)


@given(situations)
def test_a_zone_that_blocks_beats_every_stance_and_every_need(situation: Situation) -> None:
    answer = stance_for(replace(situation, zones=("mr_room",)), MATRIX)
    assert answer.verdict == "not_safe"
    assert "stopped_for_safety" in answer.ends_as
    assert "agreed" not in answer.ends_as


def test_exposure_stops_a_device_where_there_are_rays_and_nowhere_else() -> None:
    assert ask("photo", exposure=True).verdict == "not_safe"
    assert ask("photo", modality="radiotherapy", setting="treatment", exposure=True).verdict == "not_safe"
    assert ask("photo", modality="general_ultrasound", exposure=True).verdict == "conditions"


def test_a_shared_waiting_area_warns_and_does_not_stop() -> None:
    answer = ask("photo", zones=("changing_and_waiting",))
    assert answer.verdict == "conditions"
    assert [each.id for each in answer.safety if each.is_here] == ["changing_and_waiting"]


def test_an_mr_scan_always_shows_its_zone_though_nobody_is_in_it() -> None:
    answer = ask("audio", modality="mri")
    assert [(each.id, each.is_here) for each in answer.safety] == [("mr_room", False)]
    assert "outside_zone" in [each.id for each in answer.conditions]


def test_a_live_call_is_video_that_may_not_be_live() -> None:
    video, call = ask("video", setting="discussion"), ask("live_call", setting="discussion")
    assert (video.verdict, call.verdict) == ("conditions", "discourage")
    assert call.row_ids == video.row_ids
    assert call.reasons[0].says.startswith("No live stream")
    assert "not_live" in [each.id for each in video.conditions]
    assert "not_live" not in [each.id for each in call.conditions]


def test_beside_a_live_call_a_film_still_may_not_be_live() -> None:
    both = ask("live_call", "video", setting="discussion")
    assert {each.id: each.media for each in both.conditions}["not_live"] == ("video",)


def test_when_somebody_else_records_the_patients_yes_is_wanted() -> None:
    wanted = [each.id for each in ask("audio", recorder="person_with_them").conditions]
    assert "patient_yes" in wanted
    assert "patient_yes" not in [each.id for each in ask("audio").conditions]


def test_an_employee_goes_by_the_rules_for_staff_for_pictures_but_keeps_their_own_note() -> None:
    picture = ask("photo", circumstances=("trust_employee",), needs=("hearing",))
    assert (picture.verdict, picture.route) == ("discourage", "staff_workflow")
    assert ask("audio", setting="discussion", circumstances=("trust_employee",)).verdict == "facilitate"


def test_the_departments_own_picture_service_is_out_of_scope() -> None:
    assert ask("screen", circumstances=("departmental_picture",)).route == "out_of_scope"


@given(situations)
def test_without_a_policy_nothing_is_discouraged_and_safety_still_holds(situation: Situation) -> None:
    nothing = matrix_of(None)
    answer = stance_for(replace(situation, zones=(), exposure=False), nothing)
    assert answer.verdict == "no_answer"
    assert answer.headline == "Our policy has no answer yet"
    assert stance_for(replace(situation, zones=("mr_room",)), nothing).verdict == "not_safe"


def test_a_question_without_a_medium_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one medium"):
        ask()


def test_every_verdict_has_a_headline_and_cites_a_rule() -> None:
    assert set(HEADLINES) == {*STRICTNESS, "not_safe", "no_answer"}
    for combination in EVERY:
        setting, modality, medium, recorder = combination
        assert stance_for(Situation(setting, modality, (medium,), recorder), MATRIX).rules


@pytest.mark.rule("R-021", "E")
@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"purposes": ["personal_record"]}, "so a row is never not supported for a personal record"),
        ({"purposes": []}, "so a row is never not supported for a personal record"),
        ({"medium": ["audio"]}, "never not supported. Name the other media"),
        ({"medium": "any"}, "never not supported. Name the other media"),
        ({"reason": ""}, "needs the department's reason"),
        ({"alternatives": []}, "offers nothing better"),
        ({"alternatives": ["a unicorn"]}, "no alternative a unicorn"),
        ({"conditions": ["a unicorn"]}, "no condition a unicorn"),
        ({"id": "G1"}, "Two rows are called G1"),
    ],
)
def test_a_matrix_that_does_not_hold_together_is_not_taken(change: dict[str, object], problem: str) -> None:
    good = {
        "id": "N1",
        "setting": "any",
        "modality": ["ct"],
        "medium": ["screen"],
        "recorder": "any",
        "stance": "not_supported",
        "purposes": ["keepsake"],
        "reason": "Names are on every display.",
        "staff_words": "a",
        "patient_words": "b",
        "conditions": [],
        "alternatives": ["copy_of_images"],
        "rules": ["R-051"],
    }
    assert problems_in(DATA) == []
    assert problems_in({**DATA, "stance": [*DATA["stance"], good]}) == []
    assert any(
        problem in found for found in problems_in({**DATA, "stance": [*DATA["stance"], good | change]})
    )


def test_two_rows_that_fit_equally_well_are_not_taken() -> None:
    twin = next(each for each in DATA["stance"] if each["id"] == "XR1") | {"id": "XR9", "modality": ["ct"]}
    assert problems_in({**DATA, "stance": [*DATA["stance"], twin]}) == [
        "XR1 and XR9 answer the same situation: examination or screening, ct, photo"
    ]
