"""The pages of the rulebook, read through the client."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from recordings_gov import rulebook
from recordings_gov.rulebook import registered
from recordings_gov.rulebook.evidence import known_tests

PAGES = [
    ("rulebook:list", {}),
    ("rulebook:rule", {"id": "R-115"}),
    ("rulebook:rule", {"id": "R-054"}),
    ("rulebook:conflicts", {}),
    ("rulebook:conflict", {"id": "C-05"}),
]


@pytest.fixture
def read(signed_in, governance_lead):
    """Opens a page of the rulebook as the governance lead and answers its text."""
    client = signed_in(governance_lead)

    def opened(name, query="", **kwargs):
        response = client.get(reverse(f"rulebook:{name}", kwargs=kwargs) + query)
        assert response.status_code == 200
        return response.content.decode()

    return opened


@pytest.fixture
def built(tmp_path, monkeypatch, settings):
    """A build in which R-115 is kept by three things, proved by two tests and has a record of a run."""
    text = rulebook.FILE.read_text(encoding="utf-8")
    start = text.index('["R-115"]')
    line = re.compile(r"open\.E = .*|kept_by\.E = \[[^]]*]").search(text, start)
    keepers = [
        "recordings_gov.accounts.models.Site.same_working_day",
        "accounts.Department#department_named_once_a_site",
        "templates/base.html",
    ]
    text = f"{text[: line.start()]}kept_by.E = {json.dumps(keepers)}{text[line.end() :]}"
    (tmp_path / "rulebook.toml").write_text(text, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("{# Both names stand on the page. Rule: R-115 #}")
    tests = [
        ("a.py::test_two_different_people_approve", "passed"),
        ("a.py::test_nobody_approves_alone", "failed"),
    ]
    rows = [{"test": test, "rule": "R-115", "duty": None, "result": result} for test, result in tests]
    (tmp_path / "docs" / "evidence").mkdir(parents=True)
    record = tmp_path / "docs" / "evidence" / "rules.json"
    record.write_text(json.dumps({"commit": "4f2a91c", "day": "2026-11-21", "tests": rows}))
    book = rulebook.load(tmp_path / "rulebook.toml")
    monkeypatch.setattr(rulebook, "book", lambda: book)
    settings.BASE_DIR = tmp_path
    known_tests.cache_clear()
    return record


@pytest.mark.parametrize(("name", "kwargs"), PAGES)
def test_every_page_asks_a_stranger_to_sign_in(name, kwargs, client, db):
    assert client.get(reverse(name, kwargs=kwargs)).status_code == 302


@pytest.mark.parametrize(("name", "kwargs"), PAGES)
def test_every_page_opens_for_a_reader_and_not_for_somebody_without_a_role(
    name, kwargs, signed_in, radiographer, outsider
):
    url = reverse(name, kwargs=kwargs)
    assert signed_in(radiographer).get(url).status_code == 200
    assert signed_in(outsider).get(url).status_code == 403


@pytest.mark.parametrize(("name", "kwargs"), PAGES)
def test_nothing_can_be_written_on_a_page_of_the_rulebook(name, kwargs, signed_in, governance_lead):
    client = signed_in(governance_lead)
    assert client.post(reverse(name, kwargs=kwargs)).status_code == 405
    page = client.get(reverse(name, kwargs=kwargs)).content.decode()
    posting = [form for form in re.findall(r"<form[^>]*>", page) if 'method="post"' in form]
    assert all(reverse("account_logout") in form for form in posting)


@pytest.mark.parametrize(
    "path", ["/rulebook/R-254/", "/rulebook/C-38/", "/rulebook/R-1/", "/rulebook/R-١١٥/"]
)
def test_an_id_that_is_not_in_the_book_is_not_found(path, signed_in, governance_lead):
    assert signed_in(governance_lead).get(path).status_code == 404


def test_the_list_shows_all_rules_and_counts_them_by_state(read):
    page = read("list")
    assert all(f'href="/rulebook/{rule_id}/"' in page for rule_id in rulebook.book().rules)
    assert "253 of 253 rules" in page


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?app=incidents", "R-203", "R-115"),
        ("?duty=N", "R-110", "R-115"),
        ("?source=NHSP", "R-021", "R-115"),
        ("?source=QSI", "R-050", "R-001"),
        ("?words=head+STUDIO+manager", "R-115", "R-116"),
        ("?words=r-115", "R-115", "R-116"),
    ],
)
def test_the_list_is_filtered_and_searched(read, query, shown, hidden):
    page = read("list", query)
    assert f'href="/rulebook/{shown}/"' in page
    assert f'href="/rulebook/{hidden}/"' not in page


def test_the_list_is_filtered_by_state(read, built):
    kept, rest = read("list", "?state=kept"), read("list", "?state=open")
    assert 'href="/rulebook/R-115/"' in kept
    assert 'href="/rulebook/R-115/"' not in rest


@pytest.mark.parametrize("query", ["?state=nonsense", "?words=%00", "?app[]=x", "?words=" + "a" * 5000])
def test_a_filter_that_makes_no_sense_is_left_out(read, query):
    assert "253 of 253 rules" in read("list", query)


def test_a_search_that_finds_nothing_says_so(read):
    assert "No rule fits." in read("list", "?words=marmalade")


def test_a_rule_page_says_what_the_rule_says_and_how_its_source_stands(read):
    page = read("rule", id="R-115")
    assert "Approved by head of Media Studio AND information governance manager" in page
    assert "Past its own review date" in page
    assert "Issuer closed" in read("rule", id="R-021")


def test_a_rule_page_shows_what_keeps_each_duty_in_words_first(read, built):
    page = read("rule", id="R-115")
    assert "or the next working day when it falls on a weekend" in page
    assert page.index("In the database") < page.index("accounts.Department#department_named_once_a_site")
    assert "Both names stand on the page." in page
    assert "Past its own review date" in page


def test_tests_are_sentences_with_the_result_of_the_last_run(read, built):
    page = read("rule", id="R-115")
    assert "Two different people approve" in page
    assert re.search(r"Nobody approves alone\s*<strong[^>]*>Failed", page)
    assert "1 of 2 passed on 21 November 2026, build 4f2a91c." in page


def test_without_a_record_of_a_run_the_page_says_so(read, built):
    root = built.parents[2]
    (root / "tests").mkdir()
    marked = '@pytest.mark.rule("R-115")\ndef test_two_different_people_approve(): ...'
    (root / "tests" / "test_approving.py").write_text(marked)
    built.unlink()
    page = read("rule", id="R-115")
    assert "Two different people approve" in page
    assert "Not run for this build." in page


def test_a_duty_that_is_not_built_says_what_is_missing(read):
    page = read("rule", id="R-192")
    assert "Not built yet" in page
    assert "when the last backup was made and tried" in page


def test_a_rule_page_tells_the_gap_and_the_conflicts(read):
    page = read("rule", id="R-115")
    assert "Always two different people, and neither is the applicant." in page
    assert 'href="/rulebook/C-21/"' in page


def test_a_rule_that_repeats_another_shows_what_that_one_shows(read):
    page = read("rule", id="R-054")
    assert "This rule repeats" in page
    assert rulebook.rule("R-052").duties[0].kept_by[0] in page


def test_live_figures_stand_on_their_rule(read, monkeypatch, governance_lead):
    monkeypatch.setattr(registered, "_live", {})
    rulebook.register_live(
        "R-115", lambda user: [rulebook.Figure("64", f"Seen by {user.username}", tone="good")]
    )
    assert "Seen by governance_lead" in read("rule", id="R-115")
    assert "Here, now" not in read("rule", id="R-116")


def test_a_conflict_page_shows_our_default_and_what_a_department_decided(read, monkeypatch, department):
    monkeypatch.setattr(registered, "_choosers", [])
    assert "Our default holds" in read("conflict", id="C-05")
    choice = rulebook.LocalChoice("Always ask.", "It is small.", "Morgan Sample", date(2026, 11, 1))
    rulebook.register_decisions(lambda _, where: choice if where == department else None)
    page = read("conflict", id="C-05")
    assert "Our default holds" not in page
    for words in (
        "Imaging decided otherwise",
        "Always ask.",
        "It is small.",
        "Morgan Sample",
        "1 November 2026",
    ):
        assert words in page
