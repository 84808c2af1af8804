"""Writing a draft section by section: what is sent back, what is kept, and whose words win."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies.models import PolicyVersion, Section
from policies.text import html, problem_with
from recordings_gov import clock
from recordings_gov.workflow import WrongState

WORDS = {"title": "New", "body": "Words"}


def titles(version: PolicyVersion) -> list[str]:
    return list(version.sections.order_by("number").values_list("title", flat=True))


def numbers(version: PolicyVersion) -> list[int]:
    return list(version.sections.order_by("number").values_list("number", flat=True))


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("A dose below 5 mSv, if x < y and y > z.", ""),
        ("Write to <governance@northmere.example>.", ""),
        ("", "Write the words of this section"),
        (" \n\t ", "Write the words of this section"),
        ("Hello <script>alert(1)</script>", "Take out the HTML, it is not used here: <script>"),
        ("<table><tr></tr></table>", "Take out the HTML, it is not used here: <table><tr></tr></table>"),
        ("- a <img src=x onerror=y>", "Take out the HTML, it is not used here: <img src=x onerror=y>"),
        ("<!-- a comment -->", "Take out the HTML, it is not used here: <!-- a comment -->"),
    ],
)  # fmt: skip
def test_html_is_sent_back_with_a_sentence(words: str, problem: str) -> None:
    assert problem_with(words) == problem


def test_whatever_gets_in_is_shown_as_it_was_typed() -> None:
    shown = html("<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://elsewhere.example/y.png)")
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "<img" not in shown


def test_a_section_is_added_changed_moved_and_taken_out(draft: PolicyVersion, people: Any) -> None:
    draft.write_section(by=people.drafter, **WORDS, clauses=["misuse", "nonsense"], scenarios=["discussion"])
    added = draft.sections.get(title="New")
    assert (added.number, added.clauses, added.scenarios) == (29, ["misuse"], ["discussion"])
    before = titles(draft)
    draft.move_section(by=people.drafter, number=29, to=2)
    assert titles(draft) == [before[0], "New", *before[1:-1]]
    draft.move_section(by=people.drafter, number=2, to=99)
    assert titles(draft) == before
    draft.remove_section(by=people.drafter, number=1)
    assert titles(draft) == before[1:]
    assert numbers(draft) == list(range(1, 29))
    assert Section.everything.filter(version=draft, is_removed=True).get().title == before[0]


def test_a_section_that_is_gone_is_said_to_be_gone(draft: PolicyVersion, people: Any) -> None:
    for deed in (
        lambda: draft.remove_section(by=people.drafter, number=99),
        lambda: draft.move_section(by=people.drafter, number=99, to=1),
        lambda: draft.write_section(by=people.drafter, number=99, **WORDS),
    ):
        with pytest.raises(ValidationError, match="not in this version any more"):
            deed()


def test_nobody_writes_over_what_somebody_else_just_wrote(draft: PolicyVersion, people: Any) -> None:
    seen = draft.sections.get(number=3).fingerprint
    draft.write_section(by=people.publisher, number=3, title="Theirs", body="Their words")
    with pytest.raises(ValidationError, match="Somebody else changed this section"):
        draft.write_section(by=people.drafter, number=3, seen=seen, **WORDS)
    assert draft.sections.get(number=3).body == "Their words"


@pytest.mark.rule("R-217")
def test_nobody_writes_in_a_version_that_was_signed(draft: PolicyVersion, people: Any) -> None:
    draft.consult(by=people.drafter, group="staff", method="a", held_on=clock.today(), effect="b")
    draft.validate(by=people.validator, statement="Checked")
    for deed in (
        lambda: draft.write_section(by=people.drafter, **WORDS),
        lambda: draft.move_section(by=people.drafter, number=2, to=1),
        lambda: draft.remove_section(by=people.drafter, number=2),
        lambda: draft.relate(by=people.drafter, kind="other", title="X"),
        lambda: draft.leave_out(by=people.drafter, reasons={"obstetric": "No ultrasound"}),
        lambda: draft.say_of_calls(by=people.drafter, calls="recorded"),
    ):
        with pytest.raises(WrongState):
            deed()


def test_a_policy_owner_writes_for_their_own_department_alone(
    draft: PolicyVersion, policy_owner: Any, people: Any, other_department: Any
) -> None:
    from policies.operations import set_up_policy

    draft.write_section(by=policy_owner, **WORDS)
    with pytest.raises(PermissionDenied):
        set_up_policy(
            by=policy_owner,
            title="Theirs",
            department=other_department,
            direction="patients_record_us",
            with_starter=False,
        )


@pytest.mark.rule("R-034", "C")
@pytest.mark.rule("R-095", "R")
@pytest.mark.rule("R-218", "C")
def test_the_policies_it_is_read_with_are_named_once_and_printed(draft: PolicyVersion, people: Any) -> None:
    from policies import contents

    for kind, title in (
        ("birth", "Filming a birth"),
        ("cctv", "Security cameras"),
        ("candour", "Being open"),
    ):
        draft.relate(by=people.drafter, kind=kind, title=title)
    assert contents.values_of(draft)["related_policies"] == "Filming a birth; Security cameras; Being open"
    with pytest.raises(ValidationError, match="on the list already"):
        draft.relate(by=people.drafter, kind="cctv", title="Security cameras")
    draft.unrelate(by=people.drafter, related=draft.related_policies.get(kind="cctv"))
    draft.relate(by=people.drafter, kind="cctv", title="Security cameras")
    assert draft.related_policies.filter(is_removed=False).count() == 3


@pytest.mark.rule("R-094", "R")
def test_that_calls_are_recorded_is_kept_with_notice_and_purpose(draft: PolicyVersion, people: Any) -> None:
    draft.say_of_calls(by=people.drafter, calls="recorded")
    assert "It lets calls be recorded: say how callers are told, and what for" in [
        each.says for each in draft.obstacles()
    ]
    draft.say_of_calls(by=people.drafter, calls="recorded", notice="Said first", purposes=["training"])
    draft.refresh_from_db()
    assert (draft.call_notice, draft.call_purposes) == ("Said first", ["training"])
    assert not [each for each in draft.obstacles() if "R-094" in each.rules]


def test_a_page_that_sends_a_section_back_keeps_every_word(
    draft: PolicyVersion, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.drafter)
    address = reverse("policies:version-section-change", kwargs={"reference": draft.reference, "number": 2})
    assert client.get(address).status_code == 200
    for body, says in (
        ("Mine. <script>alert(1)</script>", "Take out the HTML, it is not used here: &lt;script&gt;"),
        ("Mine. " + "x" * 20_000, "Use 20,000 characters or fewer"),
        ("", "Write the words of this section"),
    ):
        answer = client.post(address, {"title": "Mine", "body": body})
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert says in shown
        assert body[:5] in shown
    assert draft.sections.get(number=2).title == "What we believe"
    answer = client.post(address, {"title": "Mine", "body": "Mine", "clauses": ["misuse"]})
    assert answer.url == reverse("policies:version-sections", kwargs={"reference": draft.reference})
    assert draft.sections.get(number=2).clauses == ["misuse"]


def test_five_megabytes_are_sent_back_before_they_are_read(
    draft: PolicyVersion, people: Any, signed_in: Any
) -> None:
    client = signed_in(people.drafter)
    address = reverse("policies:version-section-add", kwargs={"reference": draft.reference})
    answer = client.post(address, {"title": "Mine", "body": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "your words are still in the form" in answer.content.decode()


def test_the_sections_are_worked_on_from_one_page(
    draft: PolicyVersion, people: Any, signed_in: Any, at_most_queries: Any
) -> None:
    client = signed_in(people.drafter)
    address = reverse("policies:version-sections", kwargs={"reference": draft.reference})
    client.get(address)
    with at_most_queries(12):
        shown = client.get(address).content.decode()
    assert "Says: Misuse may be a civil or criminal wrong" in shown
    assert "Every clause is marked" in shown
    move = {"reference": draft.reference, "number": 2}
    client.post(reverse("policies:version-section-move", kwargs=move), {"way": "up"})
    assert titles(draft)[0] == "What we believe"
    client.post(reverse("policies:version-section-remove", kwargs=move))
    assert len(titles(draft)) == 27
    answer = client.post(
        reverse("policies:version-section-remove", kwargs=move | {"number": 99}), follow=True
    )
    assert "not in this version any more" in answer.content.decode()
