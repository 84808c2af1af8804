"""Nothing is recorded or used for a research project before every one of its gates is open."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from consent.asking_use import Wanted, answer_for
from consent.models import PermissionKind, ResearchProject
from consent.models.permission import Asked
from consent.models.research import CONTENT
from consent.research import ResearchCase, gates, may_go_ahead, missing_gates
from consent.research_calendar import end_projects
from consent.research_room import waits_for
from policies import reviewables
from recordings_gov import clock
from recordings_gov.notifications.models import Message
from tests.consent.endings import recorded
from tests.consent.situations import RECORD, explained, signed, started

STUDY = Asked(
    PermissionKind.NAMED_PURPOSE,
    title="The SWELL study of hand swelling",
    outlet="University of Example",
    shown="print",
    edition="Until June 2028",
)
OPEN = ResearchCase(date(2026, 5, 1), date(2026, 5, 1), True, "REC 26/1", "RD 4", True, True)
SHUT = {
    "research ethics committee approval": {"ethics_reference": " "},
    "registration with research and development": {"rd_reference": ""},
    "registration with the head of Media Studio": {"media_studio": False},
    "registration with the information governance manager": {"information_governance": False},
    "a last day that is still to come": {"on": date(2026, 5, 2)},
}


def said(**words: Any) -> dict[str, Any]:
    return {
        "title": "SWELL",
        "lead": "Dr Example",
        "about": "How swelling goes down, from photos of hands",
        "makes_recordings": True,
        "ethics_body": "East REC",
        "ethics_reference": "REC 26/1",
        "rd_reference": "RD 4",
        "ends_on": clock.today() + timedelta(days=100),
    } | words


def waiting(by: Any, **words: Any) -> ResearchProject:
    project = ResearchProject.apply(by=by, **said(**words))
    project.submit(by=by)
    return project


def registered(project: ResearchProject, head: Any, ig: Any) -> ResearchProject:
    project.approve(by=head, office="media_studio", seen=project.digest)
    project.approve(by=ig, office="information_governance", seen=project.digest)
    return project


def parts_of(day: date) -> dict[str, int]:
    return {"ends_on_day": day.day, "ends_on_month": day.month, "ends_on_year": day.year}


def page(name: str, project: ResearchProject) -> str:
    return reverse(f"consent:research-{name}", kwargs={"reference": project.reference})


@pytest.mark.rule("R-163", "E")
def test_each_missing_gate_is_named_and_shuts_the_project() -> None:
    assert may_go_ahead(OPEN).verdict == "yes"
    assert {gate.name for gate in gates(OPEN)} == set(SHUT)
    for name, facts in SHUT.items():
        case = replace(OPEN, **facts)
        assert missing_gates(case) == (name,)
        assert name in may_go_ahead(case).obstacles[0].says
    existing = replace(OPEN, makes_recordings=False, ethics_reference="", rd_reference="")
    assert may_go_ahead(existing).verdict == "yes"
    assert may_go_ahead(replace(existing, media_studio=False)).verdict == "no"
    assert may_go_ahead(replace(OPEN, is_over=True)).verdict == "no"


@pytest.mark.rule("R-163", "E")
def test_two_people_register_exactly_what_they_saw_and_a_change_voids_it(
    consultant: Any, head_of_media_studio: Any, ig_manager: Any, both_offices: Any
) -> None:
    project = ResearchProject.apply(by=ig_manager, **said(ethics_body="", ethics_reference=""))
    project.submit(by=ig_manager)
    with pytest.raises(ValidationError, match="You applied"):
        project.approve(by=ig_manager, office="information_governance", seen=project.digest)
    with pytest.raises(ValidationError, match=r"Still missing: research ethics committee approval\."):
        project.approve(by=head_of_media_studio, office="media_studio", seen=project.digest)
    project = waiting(consultant, title="SWELL 2")
    with pytest.raises(PermissionDenied):
        project.approve(by=consultant, office="media_studio", seen=project.digest)
    project.approve(by=both_offices, office="media_studio", seen=project.digest)
    with pytest.raises(ValidationError, match="Another person"):
        project.approve(by=both_offices, office="information_governance", seen=project.digest)
    with pytest.raises(ValidationError, match="has changed since"):
        project.approve(by=ig_manager, office="information_governance", seen="old")
    project.approve(by=ig_manager, office="information_governance", seen=project.digest)
    assert project.status == "active"
    same = {name: getattr(project, name) for name in CONTENT}
    project.amend(by=consultant, **same)
    assert project.status == "active"
    project.amend(by=consultant, **same | {"about": "Feet, too"})
    assert (project.status, project.activated_at) == ("submitted", None)
    assert len(project.missing_today()) == 2


@pytest.mark.rule("R-163", "E")
def test_research_alone_is_signed_and_recorded_only_once_every_gate_is_open(
    consultant: Any,
    media_studio: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    department: Any,
    patient: Any,
    signed_in: Any,
) -> None:
    project = waiting(consultant)
    with pytest.raises(ValidationError, match="nothing else"):
        started(
            consultant, department, patient, Asked("teaching"), STUDY, made_for="secondary", research=project
        )
    with pytest.raises(ValidationError, match="one named use"):
        started(consultant, department, patient, RECORD, research=project)
    form = started(consultant, department, patient, STUDY, made_for="secondary", research=project)
    client, address = (
        signed_in(consultant),
        reverse("consent:form-signer", kwargs={"reference": form.reference}),
    )
    shown = client.get(address).content.decode()
    assert page("detail", project) in shown
    assert "before the project has its registration with Media Studio" in shown
    with pytest.raises(ValidationError, match="before the project has"):
        explained(form, consultant)
    before = clock.now()
    registered(project, head_of_media_studio, ig_manager)
    assert client.post(address, {}).status_code == 302
    form.refresh_from_db()
    signed(explained(form, consultant), consultant)
    assert "research_explained" in form.explained
    with pytest.raises(ValidationError, match="registration with the head of Media Studio"):
        recorded(form, media_studio, captured_at=before)
    recording = recorded(form, media_studio, captured_at=clock.now())
    assert (recording.research, recording.research_from) == (project, project.activated_at)
    named = Wanted("research", permission=form.permissions.get())
    assert answer_for(recording, consultant, named).verdict == "yes"
    copied = Wanted("copy", "named_purpose", named.permission)
    assert answer_for(recording, consultant, copied).verdict == "yes"
    project.amend(by=consultant, **said(about="Feet, too"))
    assert answer_for(recording, consultant, copied).verdict == "ask"
    refused = answer_for(recording, consultant, named)
    assert (refused.verdict, "information governance" in refused.obstacles[0].says) == ("ask", True)
    with pytest.raises(ValidationError, match="Research waits"):
        recorded(form, media_studio, captured_at=clock.now())


@pytest.mark.rule("R-163", "E")
def test_clinical_photos_serve_research_by_name_and_registered(
    consultant: Any,
    media_studio: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    department: Any,
    patient: Any,
) -> None:
    project = waiting(consultant, makes_recordings=False, ethics_reference="", rd_reference="")
    with pytest.raises(ValidationError, match="makes none"):
        started(consultant, department, patient, STUDY, made_for="secondary", research=project)
    other, form = (
        signed(
            explained(started(consultant, department, patient, RECORD, STUDY, **words), consultant),
            consultant,
        )
        for words in ({}, {"research": project})
    )

    def asked(each: Any) -> Any:
        named = each.permissions.get(kind="named_purpose")
        return answer_for(recorded(each, media_studio), consultant, Wanted("research", permission=named))

    assert asked(form).verdict == "ask"
    registered(project, head_of_media_studio, ig_manager)
    assert asked(form).verdict == "yes"
    assert asked(other).verdict == "ask"
    project.end(by=ig_manager, reason="The data are complete")
    assert asked(form).verdict == "ask"


@pytest.mark.rule("R-163", "E")
def test_past_its_last_day_a_project_is_over_before_and_after_the_night_and_can_be_renewed(
    consultant: Any,
    media_studio: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    department: Any,
    patient: Any,
    signed_in: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = registered(
        waiting(consultant, ends_on=clock.today() + timedelta(days=20)), head_of_media_studio, ig_manager
    )
    form = started(consultant, department, patient, STUDY, made_for="secondary", research=project)
    alone = signed(explained(form, consultant), consultant)
    named = Wanted("research", permission=alone.permissions.get())
    recording = recorded(alone, media_studio, captured_at=clock.now())
    later = started(consultant, department, patient, STUDY, made_for="secondary", research=project)
    due = reviewables.page(reviewables.Asked(ig_manager, clock.today(), kind="research"), 9)
    assert [(row.title, row.due) for _, row in due] == [("Research project: SWELL", project.ends_on)]
    assert "Renew your research project, or end it" in [n.deed for n in waits_for(consultant, clock.today())]
    assert (end_projects(clock.today()), end_projects(clock.today())) == (1, 0)
    monkeypatch.setenv("RECORDINGS_GOV_NOW", (clock.now() + timedelta(days=21)).isoformat())

    def is_told_as_over() -> None:
        client = signed_in(consultant)
        assert "Every gate is open" not in (shown := client.get(page("detail", project)).content.decode())
        assert "It is over" in shown
        assert "Registered</strong>" not in shown
        for state, there in (("", True), ("active", False), ("ended", True)):
            listed = client.get(reverse("consent:research-list"), {"state": state}).content.decode()
            assert ("SWELL" in listed) == there
        exported = client.get(reverse("consent:research-list"), {"format": "csv"})
        assert "Ended" in b"".join(exported).decode()
        assert project not in ResearchProject.objects.to_choose()
        answer = answer_for(recording, consultant, named)
        assert (answer.verdict, "last day" in answer.obstacles[0].says) == ("ask", True)
        assert any("renewed" in reason.says for reason in answer.to_do)
        with pytest.raises(ValidationError, match="last day"):
            recorded(alone, media_studio, captured_at=clock.now())
        with pytest.raises(ValidationError, match="before the project has"):
            explained(later, consultant)

    is_told_as_over()
    assert (end_projects(clock.today()), end_projects(clock.today())) == (1, 0)
    project.refresh_from_db()
    told = Message.objects.get(key__endswith="-ended")
    assert (project.status, told.to, "SWELL" in told.body) == ("ended", consultant, False)
    is_told_as_over()
    same = {name: getattr(project, name) for name in CONTENT}
    with pytest.raises(ValidationError, match="still to come"):
        project.renew(by=consultant, **same)
    with pytest.raises(ValidationError, match="Only the person"):
        project.renew(by=media_studio, **same)
    day = clock.today() + timedelta(days=300)
    words = said(makes_recordings="yes") | parts_of(day)
    assert signed_in(consultant).post(page("renew", project), words).status_code == 302
    project.refresh_from_db()
    assert (project.status, project.ends_on, project.reason) == ("submitted", day, "")
    assert answer_for(recording, consultant, named).verdict == "ask"
    registered(project, head_of_media_studio, ig_manager)
    assert answer_for(recording, consultant, named).verdict == "yes"
    with pytest.raises(ValidationError, match="last 90 days"):
        project.renew(by=consultant, **said(ends_on=day))
    recorded(alone, media_studio, captured_at=clock.now())


def test_a_project_is_registered_on_its_page(
    consultant: Any,
    radiographer: Any,
    head_of_media_studio: Any,
    ig_manager: Any,
    outsider: Any,
    signed_in: Any,
) -> None:
    client = signed_in(consultant)
    words = said(makes_recordings="yes") | parts_of(clock.today() + timedelta(days=30))
    assert client.post(reverse("consent:research-apply"), words | {"title": ""}).status_code == 422
    address = client.post(reverse("consent:research-apply"), words).url
    project = ResearchProject.objects.get()
    assert client.post(page("submit", project), {}).status_code == 302
    assert "Register for" not in client.get(address).content.decode()
    assert client.post(page("amend", project), words | {"lead": "Dr Other"}).status_code == 302
    project.refresh_from_db()
    assert (project.lead, project.status) == ("Dr Other", "submitted")
    assert (
        signed_in(radiographer).post(page("approve", project), {"office": "media_studio"}).status_code == 403
    )
    for user, office in ((head_of_media_studio, "media_studio"), (ig_manager, "information_governance")):
        client = signed_in(user)
        assert "Register for" in client.get(address).content.decode()
        assert client.post(page("approve", project), {"office": office, "seen": "x"}).status_code == 409
        sent = {"office": office, "seen": project.digest}
        assert client.post(page("approve", project), sent).status_code == 302
    assert "Every gate is open" in client.get(address).content.decode()
    assert "SWELL" in client.get(reverse("consent:research-list")).content.decode()
    assert client.post(page("end", project), {"reason": "Done"}).status_code == 302
    assert signed_in(outsider).get(address).status_code == 403
