"""Every film of a patient is in the register before it is used; a short clip goes to the library."""

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from consent.models import UseCheck
from consent.using import Aim, Said, Use, UseCase, Verdict, may_use
from consent.using.deciding import FROM_THE_REGISTER
from tests.consent.test_going_to_the_library import captured

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R-195", "E")
def test_outside_the_register_a_film_serves_its_own_care_and_what_the_law_lets_out() -> None:
    signed = {"record": Said.GIVEN, "teaching": Said.GIVEN, "named": Said.GIVEN}
    for use in Use:
        for aim in Aim:
            case = UseCase(use=use, aim=aim, is_outside_register=True, **signed)  # type: ignore[arg-type]
            refused = may_use(case).verdict == Verdict.UNREGISTERED
            assert refused == (use in FROM_THE_REGISTER), (use, aim)
    assert {Use.VIEW, Use.CARE_AUDIT, Use.DISCLOSE}.isdisjoint(FROM_THE_REGISTER)
    unasked = UseCase(use=Use.TEACH, is_outside_register=True)
    assert may_use(unasked).verdict == Verdict.NEW_FORM


@pytest.mark.rule("R-195", "E")
@pytest.mark.rule("R-249", "W")
def test_a_film_outside_the_register_is_not_used_and_a_short_clip_asks_why_it_is_not_in_the_library(
    signed_form: Any, media_studio: Any
) -> None:
    film = captured(signed_form, media_studio, kind="film")
    ask = partial(UseCheck.ask, by=media_studio, recording=film)
    assert ask(use="view").verdict == "yes"
    assert ask(use="teach").verdict == "unregistered"
    entry: dict[str, Any] = {"seconds": 40, "place": "safe", "where": "Shelf 2"}
    with pytest.raises(ValidationError, match="no place to keep"):
        film.enter_film(by=media_studio, **(entry | {"place": "disc"}))
    with pytest.raises(ValidationError, match="how long"):
        film.enter_film(by=media_studio, **(entry | {"seconds": 0}))
    film.enter_film(by=media_studio, **entry)
    assert ask(use="teach").verdict == "yes"
    assert film.lacks_reason_for_clip
    film.enter_film(by=media_studio, **entry, not_in_library_because="A working film")
    assert not film.lacks_reason_for_clip
    film.enter_film(by=media_studio, **(entry | {"seconds": 301}))
    assert not film.lacks_reason_for_clip
    with pytest.raises(ValidationError, match="Only a film"):
        captured(signed_form, media_studio).enter_film(by=media_studio, **entry)


@pytest.mark.rule("R-195", "P")
def test_the_register_lists_prints_and_exports_every_film_and_no_photo(
    signed_in: Any, signed_form: Any, media_studio: Any, consultant: Any, outsider: Any, at_most_queries: Any
) -> None:
    films = [captured(signed_form, media_studio, kind="film", shows=f"Film {n}") for n in range(3)]
    photo = captured(signed_form, media_studio)
    films[0].enter_film(by=media_studio, seconds=95, place="safe", where="Shelf 2")
    assert signed_in(outsider).get("/consent/recordings/films/").status_code == 403
    reader = signed_in(consultant)
    with at_most_queries(14):
        page = reader.get("/consent/recordings/films/").content.decode()
    for shape in ("", "?format=csv", "?format=print"):
        listed = reader.get(f"/consent/recordings/films/{shape}").content.decode()
        assert all(film.reference in listed for film in films), shape
        assert photo.reference not in listed
        assert signed_form.patient.family_name not in listed
    assert "1 min 35 s" in page
    assert "safe: Shelf 2" in page
    assert page.count("Not entered yet</td>") == 2
    missing = reader.get("/consent/recordings/films/?show=outside").content.decode()
    assert films[0].reference not in missing
    assert films[1].reference in missing
