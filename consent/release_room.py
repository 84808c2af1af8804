"""What releases and pictures hand to the lower rooms; called once from ``ready``."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from consent import lock_triggers, release_documents
from consent.models.release_notices import tell_of_objection
from consent.release_waiting import waits_for
from recordings_gov import documents
from recordings_gov.accounts import objecting
from recordings_gov.pages import needs, timeline

TITLES = {
    "modelrelease.created": "Prepared",
    "modelrelease.sign": "Signed",
    "modelrelease.decline": "They said no",
    "modelrelease.withdraw": "Taken back",
    "picture.created": "Put on the list",
    "picture.add_person": "Somebody who appears was named",
    "picture.take_release": "A release was added",
    "picture.ask_for_release": "A release was prepared",
    "picture.say_complete": "Nobody else can be recognised",
    "picture.use": "Put to a use",
    "picture.end_use": "A use was stopped",
    "picture.find_bystander": "Locked for good: somebody who was not asked is in it",
    "recording.find_bystander": "Never to be published: somebody who did not consent is in it",
}


def open_room(app: AppConfig) -> None:
    """Words of the timeline, who opens the paper, what waits, who objects, and triggers that keep a lock."""
    for action, title in TITLES.items():
        timeline.say(action, title)
    documents.register_access("consent.modelrelease", release_documents.may_open)
    needs.register(waits_for)
    objecting.listen(tell_of_objection)
    post_migrate.connect(lock_triggers.install, sender=app)
