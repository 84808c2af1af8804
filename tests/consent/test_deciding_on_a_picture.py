"""Who needs a release for a picture that is no clinical recording, and what a release covers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from consent.releasing import NamedUse, ReleaseFacts, Shown, may_show, may_use_picture, release_covers

LEAFLET = NamedUse("printed", "Open day leaflet 2027")
FILM = NamedUse("documentary", "A night in casualty, series 2", "Lantern Films")
AT = datetime(2026, 11, 1, 10, tzinfo=UTC)
SIGNED = ReleaseFacts("signed", (LEAFLET,), AT)
BEFORE, AFTER = AT - timedelta(days=31), AT + timedelta(days=14)


@pytest.mark.rule("R-168", "E")
@pytest.mark.rule("R-169", "E")
def test_a_release_covers_the_very_use_it_names_and_nothing_beside() -> None:
    both = replace(SIGNED, uses=(LEAFLET, FILM))
    cells = (
        (SIGNED, LEAFLET, "yes"),
        (SIGNED, NamedUse("printed", "open-day  LEAFLET 2027"), "yes"),
        (SIGNED, NamedUse("printed", "Open day leaflet 2028"), "no"),
        (SIGNED, NamedUse("online", "Open day leaflet 2027"), "no"),
        (SIGNED, NamedUse("printed", "Open day leaflet 2027", "Northmere Television"), "no"),
        (SIGNED, FILM, "no"),
        (both, FILM, "yes"),
        (both, replace(FILM, agency="Another Films"), "no"),
        (both, replace(FILM, agency=""), "no"),
        (replace(SIGNED, status="prepared"), LEAFLET, "no"),
        (replace(SIGNED, status="declined"), LEAFLET, "no"),
        (replace(SIGNED, status="withdrawn"), LEAFLET, "no"),
        (replace(SIGNED, status="anything"), LEAFLET, "no"),
    )
    for release, use, verdict in cells:
        answer = release_covers(release, use)
        assert answer.verdict == verdict, (release, use)
        assert bool(answer.obstacles) == (verdict == "no")
    said = {
        status: release_covers(replace(SIGNED, status=status), LEAFLET).obstacles[0].says
        for status in ("prepared", "declined", "withdrawn", "anything")
    }
    assert said == {
        "prepared": "Their release is not signed yet.",
        "declined": "They were asked, and said no.",
        "withdrawn": "They took their release back.",
        "anything": "They have not signed our release. Another body's form does not take its place.",
    }


@pytest.mark.rule("R-167", "E")
@pytest.mark.rule("R-172", "E")
def test_staff_at_their_own_machine_are_deemed_to_agree_and_nobody_else_is() -> None:
    withdrawn = replace(SIGNED, status="withdrawn")
    cells = (
        (Shown("A patient"), "no"),
        (Shown("A patient", normally_operates=True), "no"),
        (Shown("A patient", releases=(SIGNED,)), "release"),
        (Shown("Staff", is_staff=True), "no"),
        (Shown("Staff", is_staff=True, normally_operates=True), "deemed"),
        (Shown("Staff", is_staff=True, releases=(SIGNED,)), "release"),
        # They were asked and said no: nobody deems them to have said yes.
        (Shown("Staff", is_staff=True, normally_operates=True, releases=(withdrawn,)), "no"),
        (Shown("A patient", releases=(SIGNED, replace(withdrawn, uses=(FILM,)))), "release"),
    )
    for shown, verdict in cells:
        assert may_show(shown, LEAFLET).verdict == verdict, shown


@pytest.mark.rule("R-172", "E")
def test_an_objection_overrides_deemed_consent_and_a_release_older_than_it() -> None:
    deemed = Shown("Staff", is_staff=True, normally_operates=True)
    cells = (
        (replace(deemed, objects_since=BEFORE), "no"),
        (replace(deemed, objects_since=AFTER, releases=(SIGNED,)), "no"),
        # Their own written yes, after they had objected, is what they want for this use.
        (replace(deemed, objects_since=BEFORE, releases=(SIGNED,)), "release"),
        (replace(deemed, objects_since=AT, releases=(SIGNED,)), "release"),
        # On the same day, but after they had signed.
        (replace(deemed, objects_since=AT + timedelta(minutes=1), releases=(SIGNED,)), "no"),
        (replace(deemed, objects_since=BEFORE, releases=(replace(SIGNED, uses=(FILM,)),)), "no"),
    )
    for shown, verdict in cells:
        assert may_show(shown, LEAFLET).verdict == verdict, shown


@pytest.mark.rule("R-167", "E")
@pytest.mark.rule("R-171", "E")
def test_everybody_counts_and_a_lock_counts_more() -> None:
    yes, no = Shown("Kim", releases=(SIGNED,)), Shown("Lee")

    def asked(*people: Shown, complete: bool = True, locked: bool = False) -> tuple[str, list[str]]:
        answer, each = may_use_picture(people, LEAFLET, is_complete=complete, is_locked=locked)
        assert len(each) == len(people)
        return answer.verdict, [reason.says for reason in answer.obstacles]

    assert asked(yes) == ("yes", [])
    assert asked() == ("yes", [])
    verdict, missing = asked(yes, no)
    assert verdict == "no"
    assert [says.split(":")[0] for says in missing] == ["Lee"]
    assert asked(yes, complete=False)[0] == "no"
    assert asked(yes, locked=True)[0] == "no"
