"""Access to the clinical image library: asked of Media Studio, then each step in its order."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from consent.models import LibraryAccess, Training
from recordings_gov import clock
from recordings_gov.audit.acting import acting_as
from recordings_gov.notifications.models import Message, Task
from recordings_gov.workflow import WrongState

pytestmark = pytest.mark.django_db
ASKED = {"why": "Wound clinic, to compare", "computer": "NM-DESK-14"}


def shown_how(person: Any, by: Any) -> None:
    training = Training.offer(by=by, person=person, topic="storing")
    training.give(by=by, given_on=clock.today() - timedelta(days=1))


@pytest.fixture
def access(radiographer: Any) -> LibraryAccess:
    return LibraryAccess.ask(by=radiographer, **ASKED)


@pytest.mark.rule("R-190", "E")
def test_the_library_opens_after_each_step_in_its_order_and_no_other(
    access: LibraryAccess, media_studio: Any, radiographer: Any, consultant: Any
) -> None:
    for verb, words in (("allocate", {"role": "view"}), ("open", {}), ("end", {"because": "Left"})):
        with pytest.raises(WrongState):
            getattr(access, verb)(by=media_studio, **words)
    for wrong in (radiographer, consultant):
        with pytest.raises(PermissionDenied):
            access.check_place(by=wrong)
    access.check_place(by=media_studio)
    with pytest.raises(ValidationError):
        access.allocate(by=media_studio, role="everything")
    access.allocate(by=media_studio, role="view")
    with pytest.raises(ValidationError, match="shown how"):
        access.open(by=media_studio)
    shown_how(radiographer, media_studio)
    access.open(by=media_studio)
    assert (access.status, access.trained_on) == ("open", clock.today() - timedelta(days=1))
    assert not Task.objects.undone().filter(about_reference=access.reference).exists()
    access.end(by=media_studio, because="Left the clinic")
    subjects = Message.objects.filter(to=radiographer, key__startswith="library-access").order_by("pk")
    assert [message.subject.rsplit("library ", 1)[1] for message in subjects] == [
        "is open to you",
        "is closed to you",
    ]
    LibraryAccess.ask(by=radiographer, **ASKED)


@pytest.mark.rule("R-190", "E")
def test_it_is_asked_from_a_trust_computer_with_a_trust_address_once_and_never_given_to_oneself(
    access: LibraryAccess, radiographer: Any, colleague: Any, media_studio: Any, head_of_media_studio: Any
) -> None:
    with pytest.raises(ValidationError, match="asked already"):
        LibraryAccess.ask(by=radiographer, **ASKED)
    with pytest.raises(ValidationError, match="cannot be blank"):
        LibraryAccess.ask(by=colleague, why="To look", computer=" ")
    with acting_as(None, job="arranging a test"):
        colleague.email = ""
        colleague.save()
    with pytest.raises(ValidationError, match="no Trust e-mail"):
        LibraryAccess.ask(by=colleague, **ASKED)
    own = LibraryAccess.ask(by=media_studio, **ASKED)
    with pytest.raises(IntegrityError, match="given_by_somebody_else"):
        own.check_place(by=media_studio)
    with pytest.raises(IntegrityError, match="says_why"):
        own.refuse(by=head_of_media_studio, because=" ")
    own.refuse(by=head_of_media_studio, because="You have it by your post.")
    assert own.status == "refused"


@pytest.mark.rule("R-190", "E")
def test_the_pages_lead_from_asking_to_the_library(
    signed_in: Any, radiographer: Any, colleague: Any, media_studio: Any
) -> None:
    made = signed_in(radiographer).post("/consent/library-access/ask/", ASKED)
    page = made["Location"]
    assert signed_in(colleague).get(page).status_code == 404
    assert signed_in(radiographer).get(f"{page}check/").status_code == 403
    own = signed_in(radiographer).get(page).content.decode()
    assert "Asked for" in own
    assert f"{page}check/" not in own
    studio = signed_in(media_studio)
    assert f"{page}check/" in studio.get(page).content.decode()
    assert studio.post(f"{page}check/").status_code == 302
    assert studio.post(f"{page}allocate/", {}).status_code == 422
    assert studio.post(f"{page}allocate/", {"role": "view"}).status_code == 302
    waiting = studio.get(page).content.decode()
    assert "Write down first" in waiting
    assert f"{page}open/" not in waiting
    shown_how(radiographer, media_studio)
    assert studio.post(f"{page}open/").status_code == 302
    assert radiographer.name in studio.get("/consent/library-access/?state=open").content.decode()
    assert radiographer.name not in studio.get("/consent/library-access/?state=waits").content.decode()
