"""The letter that tells a publisher that it is over: why, what stops, and what cannot be called back."""

from typing import Any

from consent.letters import TEMPLATE, VERSION, words
from consent.models import Publication, PublicationStatus
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Setting
from recordings_gov.documents.models import Document
from recordings_gov.pages.templatetags.pages import long_date


def notice(publication: Publication) -> Document:
    """The letter, or the one made before. It names no patient. Raises DocumentError. Rules: R-133, R-135."""
    said = notice_words(publication)
    context = {
        **said,
        "organisation": publication.department.site.name,
        "written_on": _ended_on(publication),
        "where": f"{publication.department}, {publication.department.site}",
        "to": f"{publication.publisher}, {publication.publisher_address}",
    }
    say = words()["publisher"]
    title = say["title"] if publication.consent_has_ended else say["title_otherwise"]
    return documents.produce(
        TEMPLATE, context, about=publication, kind="publisher-notice", title=title, version=VERSION
    )


def notice_words(publication: Publication) -> dict[str, Any]:
    """What the letter says, and nothing that is not so."""
    say = words()["publisher"]
    contact = Setting.objects.value_of("consent_contact", publication.department, "")
    is_out = publication.status == PublicationStatus.OUT
    came_out = f"{publication.where}, {publication.came_out_where}, {long_date(publication.came_out_on)}"
    return {
        "dear": publication.publisher,
        "opening": [
            say["about"].format(
                recording=publication.recording.reference,
                where=publication.where,
                reference=publication.reference,
            ),
            say["contract"].format(contract=publication.contract_reference)
            if publication.contract_reference
            else say["own"],
            say[_why(publication)].format(ended_on=_ended_on(publication)),
        ],
        "stops_title": say["stops_title"],
        "stops": [say["no_new_use"] if is_out else say["stop"]],
        "cannot_title": say["cannot_title"],
        "cannot": [say["out"].format(came_out=came_out)] if is_out else [],
        "closing_title": say["closing_title"],
        "closing": [
            say["answer"].format(reference=publication.reference),
            *([say["contact"].format(contact=contact)] if contact else []),
            say["copyright"],
        ],
    }


def _why(publication: Publication) -> str:
    """Consent ended, or it may be published no more for another reason, or the Trust stopped it."""
    if publication.consent_has_ended:
        return "ended"
    return "no_longer" if publication.taken_back_at else "stopped"


def _ended_on(publication: Publication) -> str:
    return long_date(clock.local(publication.ended_at).date())


def may_open(user: Any, document: Document) -> bool:
    """Who may see the publication may open its letter."""
    rows = Publication.objects.visible_to(user).filter(reference=document.about_reference)
    return bool(rows.exists())
