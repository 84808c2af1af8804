"""What the tags write: states, dates as exact as they are known, charts with their table."""

from datetime import UTC, date, datetime

import pytest

from recordings_gov.pages import charts
from recordings_gov.pages.templatetags import pages
from tests.pages.sampler import BARS, HEADINGS, LIST, LIST_CONTEXT, RECORD, RECORD_CONTEXT, Elements, rendered

TODAY = date(2026, 11, 22)


def test_a_tag_has_words_and_an_unknown_colour_is_grey():
    assert pages.tag("In force", "green") == '<strong class="nhsuk-tag nhsuk-tag--green">In force</strong>'
    assert "nhsuk-tag--grey" in pages.tag("Draft", 'x" onload="')
    assert "&lt;b&gt;" in pages.tag("<b>", "red")


@pytest.mark.parametrize(
    ("precision", "says"),
    [("day", "2 Jul 2022"), ("month", "July 2022"), ("year", "2022"), ("undated", "undated")],
)
def test_a_date_is_written_as_exactly_as_it_is_known(precision, says):
    assert pages.month_or_day(date(2022, 7, 2), precision) == says


def test_no_date_at_all_is_undated():
    assert pages.month_or_day(None, "day") == "undated"


def test_moments_are_written_by_the_clock_of_the_department():
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert pages.date_and_time(summer) == "2 July 2026, 00:30"
    assert pages.short_date(summer) == "2 Jul 2026"


def test_a_name_never_turns_the_words_round_it():
    assert pages.bdi("Ahmed <b>") == "<bdi>Ahmed &lt;b&gt;</bdi>"


def test_rules_lead_to_the_rulebook():
    assert 'href="/rulebook/R-021/"' in pages.rule_links(["R-021", "R-017"])
    assert pages.rule_links([]) == ""


def test_a_tag_asks_the_role_table():
    template = '{% load pages %}{% can user "request.log" as may %}{% can user "x" as no %}{{ may }} {{ no }}'
    assert rendered(template) == "True False"


def test_the_record_page_shows_what_happened_and_what_is_owed():
    page = rendered(RECORD, **RECORD_CONTEXT)
    assert 'class="app-timeline__next"' in page
    assert "<bdi>Robin Sample</bdi>" in page
    assert "nhsuk-summary-list__row--no-actions" in page
    assert 'value="3">3 of 20</progress>' in page
    assert 'id="next-7-days-1-status"' in page


def test_a_list_keeps_its_filter_when_sorted_or_turned_over():
    page = rendered(LIST, **LIST_CONTEXT)
    hrefs = Elements(page).every("href")
    assert "?area=imaging&sort=-title" in hrefs
    assert "?area=imaging&after=a%3Atoken" in hrefs
    assert "?area=imaging" in hrefs
    assert "?area=imaging&format=csv" in hrefs
    assert 'aria-sort="ascending"' in page
    assert '<option value="i" selected>' in page


def test_on_a_phone_where_headings_are_hidden_a_cell_says_what_it_is():
    assert Elements(rendered(LIST, **LIST_CONTEXT)).every("data-label") == list(HEADINGS)


def test_an_empty_list_says_that_it_is_fine():
    assert "No policy is overdue." in rendered(
        LIST, heading="Policies", empty="No policy is overdue.", rows=[]
    )
    assert "Show everything" in rendered(LIST, heading="Policies", empty="No", rows=[], is_filtered=True)


def test_an_overdue_bar_is_red_from_its_due_day_to_today():
    overdue, soon, _ = charts.due_lines(BARS, TODAY)["rows"]
    assert [part["fill"] for part in overdue["parts"]] == [charts.BLUE, charts.RED]
    assert [part["fill"] for part in soon["parts"]] == [charts.BLUE, charts.PALE]
    assert overdue["ring"] == charts.RED


def test_bars_stay_inside_the_drawing_and_meet_at_the_due_day():
    drawn = charts.due_lines(BARS, TODAY)
    for row in drawn["rows"]:
        assert all(0 <= part["x"] <= part["x"] + part["width"] <= 100 for part in row["parts"])
    past, late = drawn["rows"][0]["parts"]
    assert past["x"] + past["width"] == pytest.approx(late["x"])
    assert late["x"] + late["width"] == pytest.approx(drawn["today"], abs=0.02)


def test_no_year_is_written_over_today():
    drawn = charts.due_lines(BARS, TODAY)
    assert all(abs(tick["x"] - drawn["today"]) >= 5 for tick in drawn["ticks"] if tick["label"])


def test_a_chart_of_nothing_is_drawn_without_harm():
    assert charts.due_lines([], TODAY)["rows"] == []
    assert charts.bars([])["rows"] == []
    assert charts.bars([("None", 0)])["rows"][0]["width"] == 0


def test_the_counts_stand_in_a_table_under_their_bars():
    page = rendered(RECORD, **RECORD_CONTEXT)
    assert page.index("</svg>") < page.index(">Hearing</th>")
