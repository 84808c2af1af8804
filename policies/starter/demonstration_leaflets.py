"""The leaflets of the demonstration department: the first one on show in three forms, the rest as drafts."""

from typing import Any

from policies.languages import FIRST
from policies.models.leaflet_status import EditionStatus
from policies.starter.loading_leaflets import draft_starter_leaflets, publish_leaflet
from recordings_gov.accounts.models import Department


def load_leaflets(people: Any, department: Department) -> None:
    """Drafted, read, approved and put on show by the demonstration's own people, through the verbs.

    Translations stay drafts: nobody has approved them as translations.
    """
    drafts = draft_starter_leaflets(by=people.drafter, department=department)
    first = drafts[0].leaflet
    for edition in drafts:
        is_ours = edition.leaflet == first and edition.language == FIRST
        if is_ours and edition.status == EditionStatus.DRAFT:
            publish_leaflet(edition, people)
