"""What the pages say of an exception with a name: the proof, and what waits for whom."""

from typing import Any

from django.urls import reverse

from consent.models import AuthorityStatus, ConsentForm, Ground, Recording, RecordingAuthority
from consent.models.authority import awaits_consultant
from consent.models.recording_words import Basis
from consent.signing import Route
from recordings_gov import clock
from recordings_gov.pages.templatetags.pages import date_and_time, short_date
from recordings_gov.workflow import may

STATEMENTS = (
    ("because", "Why vital interests call for it"),
    ("why_unlikely", "Why a parent is unlikely to agree"),
    ("benefit", "How it helps this child"),
    ("abuse", "What is suspected"),
    ("why_unable", "Why they cannot say yes or no"),
    ("referral", "Adult protection referral, or why none"),
)


def statements(proof: Any) -> list[tuple[str, str]]:
    """Each statement that was made, in words."""
    found = ((label, str(getattr(proof, name))) for name, label in STATEMENTS)
    return [
        (label, said.capitalize() if label == "What is suspected" else said) for label, said in found if said
    ]


def ground_of(case: Any) -> str:
    """The ground of a draft that waits for the consultant."""
    return str(Ground(case.circumstance.value).label)


def facts_of_authority(authority: RecordingAuthority) -> list[tuple[str, Any]]:
    """Ground, proof and signatures."""
    signed = f"{authority.consultant}, {date_and_time(authority.given_at)}"
    facts: list[tuple[str, Any]] = [("Ground", authority.word), *statements(authority)]
    facts.append(("Consultant in charge", signed))
    if authority.second_by and authority.second_at:
        verb = "Signed" if authority.status == AuthorityStatus.GIVEN else "Did not sign"
        facts.append(
            ("Information governance", f"{verb}: {authority.second_by}, {date_and_time(authority.second_at)}")
        )
        facts.append(("Reason", authority.second_because))
    facts.append(("Opens", "The health record, and nothing else. Access is restricted."))
    return facts


def exception_panel(form: ConsentForm, user: Any) -> dict[str, Any]:
    """On the form's page: the authority it waits for or has, and whether parents are still to be told.

    Rules: R-152, R-159.
    """
    shown: dict[str, Any] = {}
    if form.signer == Route.CONSULTANT and awaits_consultant(form, clock.now()):
        given = form.authorities.exclude(status=AuthorityStatus.REFUSED).order_by("-pk").first()
        at = {"reference": form.reference}
        is_given = bool(given and given.status == AuthorityStatus.GIVEN)
        shown["exception"] = {
            "authority": given,
            "see": bool(given and user.can("authority.view", given)),
            "is_given": is_given,
            "signer_url": reverse("consent:form-signer", kwargs=at)
            if may(form, "say_who_signs", user)
            else "",
        }
        shown["next"] = None
        if given is None and user.can("recording.authorise_without_consent", form):
            shown["next"] = ("Authorise it", reverse("consent:form-authorise", kwargs=at))
        elif is_given and user.can("recording.capture", form):
            shown["next"] = ("Register a recording", reverse("consent:form-capture", kwargs=at))
    if form.signer == Route.OFFICER:
        newest = form.parents_told.order_by("-pk").first()
        shown["parents"] = {
            "newest": newest,
            "owed": form.parents_are_owed,
            "may_tell": form.parents_are_owed and may(form, "tell_parents", user),
            "may_wait": form.parents_are_owed and may(form, "defer_telling", user),
        }
    return shown


def exception_facts(recording: Recording) -> list[tuple[str, Any]]:
    """The evidence of the exception a recording rests on; nothing of one that was consented to."""
    facts: list[tuple[str, Any]] = []
    if recording.basis == Basis.IMPLIED:
        facts += [
            ("Test", f"{recording.procedure_name}, on edition {recording.list_version} of the list"),
            ("Rests on", recording.get_procedure_exception_display()),
            ("They were told before", f"{recording.told_by}, {date_and_time(recording.told_at)}"),
            (
                "Anonymous use explained",
                recording.anonymous_use_because or recording.get_anonymous_use_told_display(),
            ),
        ]
    if recording.authority:
        facts += [
            ("Ground", recording.authority.word),
            ("Authorised by", str(recording.authority.consultant)),
        ]
    for row in recording.anonymisations.select_related("by"):
        facts.append(("Anonymous copy", f"{row.how}, by {row.by}, {short_date(clock.local(row.at).date())}"))
    return facts
