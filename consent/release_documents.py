"""Both model releases on paper: blank to take along, filled in to sign, and signed; tagged and coded."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from consent.models import ModelRelease
from consent.models.release_rows import WAS_SIGNED
from consent.models.release_use import said
from consent.models.release_words import SIGNERS, PersonIs, ReleaseKind
from consent.strokes import drawing
from recordings_gov import clock, documents
from recordings_gov.accounts.models import Site
from recordings_gov.documents.models import Document, Variant

TEMPLATE = "documents/consent/model_release.html"
FILE = Path(__file__).with_name("wording") / "release.toml"


@cache
def words() -> dict[str, Any]:
    """The wording of this build."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def printed(release: ModelRelease) -> Document:
    """To read and sign, and once it is signed as it was signed. Raises DocumentError. Rules: R-206."""
    if release.status in WAS_SIGNED:
        return signed_snapshot(release)
    return to_sign(release)


def to_sign(release: ModelRelease) -> Document:
    """The paper before anybody signs. Raises DocumentError. Rules: R-206."""
    return documents.produce(
        TEMPLATE,
        context_of(release, signed=False),
        about=release,
        kind=kind_of(release),
        title=words()[release.kind]["title"],
        version=words()["version"],
    )


def signed_snapshot(release: ModelRelease) -> Document:
    """The same words, signed, with what was read attached: made once and kept. Raises DocumentError."""
    found = Document.objects.about(release).filter(kind=kind_of(release))
    kept = found.filter(variant=Variant.ARCHIVE).first()
    if kept is not None:
        return kept
    shown = found.filter(variant=Variant.ACCESSIBLE).first() or to_sign(release)
    return documents.snapshot(TEMPLATE, context_of(release, signed=True), shown=shown)


def kind_of(release: ModelRelease) -> str:
    """The kind of its documents."""
    return f"{release.kind}-model-release"


def may_open(user: Any, document: Document) -> bool:
    """Who may see the release may open its paper. It fails shut."""
    rows = ModelRelease.objects.visible_to(user).filter(reference=document.about_reference)
    return bool(rows.exists())


def context_of(release: ModelRelease, *, signed: bool) -> dict[str, Any]:
    """Facts, uses and both slots; ``signed`` puts the signature in them. A blank has lines to write on."""
    say = words()
    site = Site.objects.order_by("pk").first()
    return {
        "organisation": site.name if site else "",
        "words": say["words"],
        "form": say[release.kind],
        "facts": _facts(release),
        "uses": [said(row.as_use()) for row in release.uses.all()],
        "slot": _slot(release) if signed else {"role": _expected(release)},
        "for_another": "" if signed or _expected(release) else say["words"]["for_another"],
        "taker": _taker(release) if signed else {"role": say["words"]["staff_role"]},
    }


def _expected(release: ModelRelease) -> str:
    """As whom they sign, where it can be nobody else; a blank of ours for anybody leaves it open."""
    is_known = bool(release.person_name) or release.kind == ReleaseKind.STAFF
    roles = SIGNERS[PersonIs(release.person_is)] if is_known else ()
    return str(words()["signed_as"][roles[0]]) if len(roles) == 1 else ""


def _facts(release: ModelRelease) -> list[tuple[str, str]]:
    day = release.pictured_on
    rows = [
        ("Who is shown", release.person_name),
        ("What is pictured", release.pictured),
        ("Day of the picture", f"{day.day} {day:%B %Y}" if day else ""),
    ]
    if release.agency_form:
        rows.append(("Other form signed", release.agency_form))
    return rows


def _slot(release: ModelRelease) -> dict[str, str]:
    say = words()
    means = say["means"][release.means]
    if release.witness:
        means = say["means"]["mark"].format(witness=release.witness, role=release.witness_role)
    return {
        "mark": means,
        "picture": f"data:image/svg+xml,{quote(drawing(release.drawn))}" if release.drawn else "",
        "name": release.signer_name,
        "when": _moment(release.signed_at),
        "role": say["signed_as"][release.signed_as],
    }


def _taker(release: ModelRelease) -> dict[str, str]:
    taker = release.taken_by
    role = taker.job_title if taker and taker.job_title else words()["words"]["staff_role"]
    return {
        "mark": "Written down with their own sign-in",
        "name": str(taker),
        "when": _moment(release.signed_at),
        "role": role,
    }


def _moment(at: Any) -> str:
    here = clock.local(at)
    return f"{here.day} {here:%B %Y}, {here:%H:%M}"
