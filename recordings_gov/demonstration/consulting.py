"""What the demonstration's people were asked, read, said and judged; every step through its verb."""

from datetime import timedelta

from policies.acknowledging import ask_and_remind
from policies.models import (
    Acknowledgement,
    ClauseJudgement,
    Dissemination,
    OfficeHolder,
    PolicyVersion,
    Survey,
)
from policies.source_clauses import clauses
from recordings_gov import clock
from recordings_gov.accounts.models import Department, User

HOLDERS = (
    ("chief_executive", "Charlie Chief (demonstration)", ""),
    ("chief_operating_officer", "Oakley Officer (demonstration)", ""),
    ("divisional_director", "Dara Director (demonstration)", "Diagnostics"),
    ("divisional_director", "Dale Director (demonstration)", "Cancer"),
    ("manager", "Perry Proforma", "Imaging"),
    ("head_of_media_studio", "Harper Placeholder", ""),
    ("ig_manager", "Indigo Instance", ""),
    ("caldicott_guardian", "Cameron Model", ""),
    ("dpo", "Devon Draft", ""),
)
ANSWERS = {
    "radiographer": {"voice": "yes", "image": "ask", "sure": "yes", "words": "Say who holds the phone"},
    "sonographer": {"voice": "yes", "image": "no", "sure": "partly", "words": "Ask before filming"},
    "student": {"voice": "yes", "image": "ask", "sure": "no", "words": "Teach us what to say"},
    "consultant": {"voice": "ask", "image": "ask", "sure": "partly", "words": "Keep it short"},
    "policy_owner": {"voice": "yes", "image": "ask", "sure": "yes", "words": "One page for the wall"},
}
# What the five say besides, in the same order.
ALSO = {
    "procedure": ("ask", "no", "ask", "ask", "no"),
    "live": ("no", "no", "no", "ask", "no"),
    "troubled": ("no", "told", "no", "no", "untold"),
}
READERS = ("radiographer", "student", "governance_lead", "policy_owner")
COMMENTS = (
    ("radiographer", 3, "Could this say it in one sentence at the top?"),
    ("sonographer", 4, "Please name the ultrasound rooms."),
)


def load_consulting(people: dict[str, User], departments: dict[str, Department]) -> None:
    """A survey that has closed, readers, divisions, offices, a judgement; comments where a draft is open."""
    lead, imaging = people["governance_lead"], departments["imaging"]
    if OfficeHolder.objects.exists():
        return
    since = clock.today() - timedelta(days=365)
    for office, name, division in HOLDERS:
        OfficeHolder.name_holder(by=lead, office=office, name=name, division=division, since=since)
    survey = Survey.open(by=lead, department=imaging, closes_on=clock.today() + timedelta(days=14))
    for place, (username, answers) in enumerate(ANSWERS.items()):
        also = {question: said[place] for question, said in ALSO.items()}
        survey.tokens.get(person=people[username]).use(by=people[username], answers=answers | also)
    survey.close(by=lead)
    ask_and_remind(clock.today())
    for version in PolicyVersion.objects.in_force().filter(policy__department=imaging).order_by("pk")[:1]:
        _read(version, people, lead)
    draft = PolicyVersion.objects.open().filter(policy__department=imaging).order_by("pk").first()
    if draft is not None:
        _comment(draft, people)
    ClauseJudgement.give(
        by=lead,
        clause=next(clause.slug for clause in clauses() if clause.source.startswith("MPS")),
        department=imaging,
        judged="partly",
        reason="The Trust's own policy covers part of it; the rest waits for its review (demonstration)",
    )


def _read(version: PolicyVersion, people: dict[str, User], lead: User) -> None:
    for username in READERS:
        Acknowledgement.give(version=version, by=people[username])
    director = OfficeHolder.objects.in_office().get(office="divisional_director", division="Diagnostics")
    Dissemination.keep(
        version=version,
        by=lead,
        holder=director,
        passed_on=clock.today(),
        how="Team brief and noticeboards (demonstration)",
    )


def _comment(draft: PolicyVersion, people: dict[str, User]) -> None:
    for username, number, words in COMMENTS:
        section = draft.sections.filter(number=number).first()
        draft.comment(by=people[username], words=words, section=section)
    first = draft.comments.earliest("pk")
    first.answer(by=draft.drafted_by, change="changed", reply="Yes: it now begins with that sentence.")
