"""Who hears when somebody in a picture that is in use, or in a filming, no longer agrees to it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from consent.models import filming_told
from consent.models.appearance import Appearance, objections_of
from consent.models.filming_people import FilmingPerson
from consent.models.filming_words import FilmingStatus
from consent.models.release_words import PictureKind
from recordings_gov import clock
from recordings_gov.accounts.roles import Role
from recordings_gov.incidents.offices import holding
from recordings_gov.notifications import outbox, tasks_due
from recordings_gov.notifications.models import Task

ON = [FilmingStatus.PERMITTED, FilmingStatus.OPEN, FilmingStatus.PAUSED]
SAYS = (
    "Somebody in it does not agree to it, or not any more. Stop or take down what you can, tell who else has"
    " it, and write down what cannot be called back."
)


def tell_of_withdrawal(release: Any, by: Any) -> None:
    """Each use that it opened is to stop, and they are filmed no more. Rules: R-168, R-169."""
    ask_again_about(release, by)
    named = {row.as_use().key for row in release.uses.all()}
    for person in _filmed(release_id=release.further_to_id or release.pk):
        if person.filming.use.key in named:
            filming_told.tell(person.filming, filming_told.SAID_NO, f"release {release.pk}", by)


def ask_again_about(release: Any, by: Any) -> None:
    """About the pictures of this person: a signature opens a use again, taking it back shuts it."""
    rows = Appearance.objects.filter(release_id=release.further_to_id or release.pk)
    ask_to_stop((row.picture for row in rows.select_related("picture").order_by("picture_id")), by)


def tell_of_objection(staff: Any) -> None:
    """A member of staff objects to being recorded, changes that, or lifts it. Rules: R-172. Conflict: C-02.

    The pictures are locked, so that one that is put to a use at this moment is asked about as well.
    """
    rows = Appearance.objects.filter(staff=staff)
    in_use = rows.filter(picture__uses__isnull=False, picture__uses__ended_at=None).values("picture")
    pictures = Appearance._meta.get_field("picture").related_model._base_manager
    locked = pictures.select_for_update(of=("self",)).filter(pk__in=in_use).order_by("pk")
    ask_to_stop(locked, staff)
    if objections_of([staff.pk], PictureKind.FILM):
        for person in _filmed(staff=staff):
            filming_told.tell(person.filming, filming_told.SAID_NO, f"objection {clock.now()}", staff)


def ask_to_stop(pictures: Iterable[Any], by: Any) -> None:
    """A task for communications about each use that is not agreed to any more, and word to who made it.

    What is agreed to again needs nobody to stop it. Rules: R-168, R-171, R-172.
    """
    for picture in pictures:
        to_stop = picture.not_agreed_any_more()
        for use in picture.uses.filter(ended_at=None):
            if use not in to_stop:
                nothing_to_stop(use, by)
            elif not _tasks(use).undone().exists():
                _ask(picture, use, by)


def nothing_to_stop(use: Any, by: Any) -> None:
    """It has ended, or is agreed to again."""
    for key in _tasks(use).undone().values_list("key", flat=True):
        tasks_due.finish(key, by)


def _ask(picture: Any, use: Any, by: Any) -> None:
    key = f"{_key(use)}{_tasks(use).count()}"
    tasks_due.ask(
        key=key,
        what=f"Stop a use of a picture, or say what cannot be called back: {picture.reference}",
        about=picture,
        role=Role.COMMUNICATIONS,
        due_on=clock.today(),
        rule="R-168",
    )
    for person in {use.used_by, *holding(Role.COMMUNICATIONS)} - {by}:
        if person.is_active:
            outbox.post(
                key=f"{key}:{person.pk}",
                to=person,
                subject=f"{picture.reference}: stop a use of this picture",
                body=f"{SAYS}\n\n{settings.PUBLIC_BASE_URL}{picture.get_absolute_url()}\n",
            )


def _tasks(use: Any) -> Any:
    return Task.objects.filter(key__startswith=_key(use))


def _key(use: Any) -> str:
    return f"picture-use:{use.pk}:"


def _filmed(**who: Any) -> list[FilmingPerson]:
    rows = FilmingPerson.objects.filter(left_at=None, filming__status__in=ON, **who)
    return list(rows.select_related("filming__decided_by", "filming__asked_by").order_by("pk"))
