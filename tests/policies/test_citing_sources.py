"""The register of sources, and the warning where a text cites what is overtaken or not held."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from policies.cited import citations_in
from policies.citing import Work, citations
from policies.models import EarlyTrigger, PolicyVersion, Source
from policies.models.source import Standing
from policies.next_version import start_next_version
from policies.operations import draft_version
from policies.starter.files import read
from policies.starter.works import load_sources
from recordings_gov.audit.acting import acting_as
from recordings_gov.audit.broken import ConstraintBroken
from recordings_gov.notifications.models import Task

OLD = Work(
    "SRC-1",
    "Data Protection Act 1998",
    "superseded",
    False,
    ("DPA 1998", "Data Protection Act 1998"),
    "Use 2018.",
)
LEAFLET = "20150212_public_surveillance_leaflet_final.pdf"
CLOSED = Work("SRC-2", "The guide", "issuer_closed", True, ("NHS Protect",), "Closed in 2017")
ABSENT = Work("SRC-3", "A code", "not_held", False, ("A Code of Conduct",))


@pytest.mark.rule("R-024", "W")
@pytest.mark.rule("R-253", "W")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "under the data protection\nact 1998",
            "One cites Data Protection Act 1998, which is superseded. Use 2018.",
        ),
        ("ask NHS Protect.", "One cites The guide, whose issuer has closed. Closed in 2017"),
        ("see a Code of Conduct", "One cites A code, whose text is not held here, so nobody can check it."),
        ("the Data Protection Act 2018", None),
        ("NHS Protective clothing", None),
        ("", None),
    ],
)
def test_a_text_that_cites_it_is_found(words: str, says: str | None) -> None:
    found = citations([("One", words)], (OLD, CLOSED, ABSENT))
    assert [one.says for one in found] == ([says] if says else [])


@pytest.fixture
def citing(in_force: PolicyVersion, people: Any) -> PolicyVersion:
    """The policy in force, and the register."""
    load_sources(people.drafter)
    return in_force


@pytest.mark.rule("R-253", "P")
def test_every_work_is_listed_with_year_and_standing_and_whether_it_is_held(
    people: Any, signed_in: Any, radiographer: Any, at_most_queries: Any
) -> None:
    load_sources(people.drafter)
    load_sources(people.drafter)
    assert Source.objects.count() == len(read("sources")["source"]) > 50
    client = signed_in(radiographer)
    with at_most_queries(9):
        page = client.get(reverse("policies:sources")).content.decode()
    assert "Text held" in page
    assert "Not held and not checked" in page
    relied = client.get(reverse("policies:sources"), {"relied": "SoR"}).content.decode()
    assert "CG138" in relied
    assert "Malicious Communications Act" not in relied
    assert "1998" in client.get(reverse("policies:sources"), {"standing": "superseded"}).content.decode()
    assert (
        Source.objects.get(title="Data Protection Act 1998").replaced_by.title == "Data Protection Act 2018"
    )


@pytest.mark.rule("R-245", "P")
def test_families_find_the_regulators_guidance_on_hidden_cameras(
    people: Any, signed_in: Any, radiographer: Any
) -> None:
    load_sources(people.drafter)
    client = signed_in(radiographer)
    page = client.get(reverse("policies:sources")).content.decode()
    assert LEAFLET in page
    assert LEAFLET in client.get(reverse("public:index")).content.decode()


@pytest.mark.rule("R-219", "N")
def test_owners_are_asked_to_look_when_a_source_they_cite_is_superseded(
    citing: PolicyVersion, governance_lead: Any, radiographer: Any, communications: Any
) -> None:
    source = Source.objects.get(title="Data Protection Act 2018")
    with pytest.raises(PermissionDenied):
        source.mark_superseded(by=radiographer, why="A new Act")
    with pytest.raises(ValidationError, match="Say how you know"):
        source.mark_superseded(by=governance_lead, why=" ")
    later = start_next_version(citing, by=communications)
    source.mark_superseded(by=governance_lead, why="A new Act (test)")
    task = Task.objects.get(key__startswith=f"source:{source.reference}")
    assert (task.person, task.about_reference) == (citing.owner, later.reference)
    assert EarlyTrigger.objects.filter(kind="law", review__version=citing).count() == 1
    newer = Source.list_work(by=governance_lead, title="A newer Act", issuer="UK Parliament")
    newer.mark_current(by=governance_lead, why="Read today")
    assert not Task.objects.filter(key__startswith=f"source:{newer.reference}").exists()


@pytest.mark.both
def test_a_work_is_listed_once_and_says_what_took_its_place(setting_up: None, governance_lead: Any) -> None:
    first = Source.list_work(by=governance_lead, title="An Act", issuer="UK Parliament")
    with pytest.raises(ConstraintBroken, match="source_listed_once"):
        Source.list_work(by=governance_lead, title="An Act", issuer="UK Parliament")
    with acting_as(governance_lead), pytest.raises(ConstraintBroken, match="source_overtaken_says_by_what"):
        Source(title="B", issuer="C", standing=Standing.SUPERSEDED).save()
    second = Source.list_work(by=governance_lead, title="Another", issuer="UK Parliament")
    first.mark_superseded(by=governance_lead, why="", replaced_by=second)
    with pytest.raises(ValidationError, match="itself replaced by this one"):
        second.mark_superseded(by=governance_lead, why="", replaced_by=first)
    first.hold_text(by=governance_lead, why="In the library")
    assert (first.is_text_held, first.standing) == (True, Standing.SUPERSEDED)


@pytest.mark.rule("R-024", "W")
@pytest.mark.rule("R-011", "C")
@pytest.mark.rule("R-011", "P")
def test_the_pages_of_a_version_and_of_all_texts_warn(
    citing: PolicyVersion, people: Any, signed_in: Any, governance_lead: Any, at_most_queries: Any
) -> None:
    client = signed_in(governance_lead)
    page = client.get(citing.get_absolute_url()).content.decode()
    assert "whose issuer has closed" in page
    assert "It is not legal advice" in page
    assert "England: UK GDPR" in page
    with at_most_queries(12):
        everywhere = client.get(reverse("policies:citations")).content.decode()
    assert "C-08 cites Data Protection Act 1998, which is superseded" in everywhere
    bare = draft_version(citing.policy, by=people.drafter)
    assert citations_in(bare) == ()


def test_the_register_is_kept_on_its_pages(signed_in: Any, governance_lead: Any, radiographer: Any) -> None:
    client = signed_in(governance_lead)
    listed = client.post(
        reverse("policies:source-list-work"),
        {
            "title": "A code",
            "issuer": "A body",
            "dated_precision": "undated",
            "standing": "current",
            "cited_as": "A Code of Conduct",
        },
    )
    source = Source.objects.get(title="A code")
    assert listed.status_code == 302
    assert source.cited_as == ["A Code of Conduct"]
    url = source.get_absolute_url()
    assert client.post(f"{url}mark-issuer-closed/", {"why": "Gone"}).status_code == 302
    assert client.post(f"{url}hold-text/", {"why": "In the library"}).status_code == 302
    assert client.post(f"{url}correct/", {"cited_as": "", "url": ""}).status_code == 302
    assert "Issuer closed" in client.get(url).content.decode()
    refused = signed_in(radiographer).get(f"{url}mark-current/")
    assert refused.status_code == 403
