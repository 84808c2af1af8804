"""From a recording as it stands now to the facts of the decision ``may_use``."""

from dataclasses import dataclass, replace
from typing import Any

from consent.models.form_choices import FormStatus, MadeFor
from consent.models.permission import PermissionKind, PermissionStatus
from consent.models.recording_words import Access, Basis
from consent.quality import newest_check, quality_warnings
from consent.research import NO_PROJECT
from consent.secondary_path import secondary_use
from consent.using import Aim, DisclosureBasis, Said, Use, UseAnswer, UseCase, may_use
from recordings_gov import clock
from recordings_gov.accounts.known_settings import CHOICE, Known
from recordings_gov.accounts.models import Setting

SWITCH = "anonymised_is_enough"
OFF, ON = "off", "on"
ANONYMISED_REUSE = Known(
    SWITCH,
    "May an anonymised care recording be used again without asking?",
    "We record patients",
    "R-082",
    CHOICE,
    OFF,
    says="The stricter rule is no. Only the information governance manager can turn this on, for the Trust.",
    choices=((OFF, "No: consent is asked for every use"), (ON, "Yes, once a second person has read it")),
    is_trust_wide=True,
)
ON_SIGNATURES = (Basis.CONSENT, Basis.HELD)
ANSWERED: dict[str, Said] = {
    PermissionStatus.GIVEN: Said.GIVEN,
    PermissionStatus.WITHDRAWN: Said.WITHDRAWN,
    PermissionStatus.DECLINED: Said.DECLINED,
    PermissionStatus.INVALID: Said.INVALID,
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for; ``permission`` is the one named use, if it stands on a form."""

    use: str
    aim: str = Aim.RECORD
    permission: Any = None
    basis: str = ""
    basis_reference: str = ""


def answer_for(recording: Any, by: Any, wanted: Wanted) -> UseAnswer:
    """The decision for this person and this moment; a poor image is warned of, by purpose. Rules: R-177."""
    case = case_of(recording, by, wanted)
    answer = may_use(case)
    warned = quality_warnings(newest_check(recording), case.rests_on) if answer.verdict == "yes" else ()
    return replace(answer, conditions=(*answer.conditions, *warned))


def case_of(recording: Any, by: Any, wanted: Wanted) -> UseCase:
    """Everything that counts, read anew. Raises ValueError for a use that is not on the list."""
    rows = permissions_about(recording)
    asked = wanted.permission
    named = next((row for row in rows if asked is not None and row.pk == asked.pk), None)
    enough = Setting.objects.value_of(SWITCH, None, OFF) == ON
    facts = UseCase(use=Use(wanted.use), aim=Aim(wanted.aim))
    died = recording.patient.death_date
    return UseCase(
        use=facts.use,
        aim=facts.aim,
        state=recording.status,
        is_restricted=recording.access == Access.RESTRICTED,
        is_for_care=recording.form is None or recording.form.made_for == MadeFor.CARE,
        is_without_form=recording.basis not in ON_SIGNATURES,
        record=_said(rows, PermissionKind.RECORD),
        teaching=_said(rows, PermissionKind.TEACHING),
        named=_said([named], PermissionKind.NAMED_PURPOSE) if named else Said.NOT_ASKED,
        named_was_published=bool(named and named.came_out_on),
        has_died=bool(died and died <= clock.today()),
        is_from_before_1997=clock.local(recording.captured_at).year < 1997,
        anonymised=recording.anonymisations.filter(second_reading__isnull=False).exists(),
        anonymised_is_enough=enough,
        path=_path(recording, facts.rests_on, enough),
        basis=DisclosureBasis(wanted.basis),
        basis_reference=wanted.basis_reference,
        by_office=bool(by.holds("recording.decide_disclosure")),
        is_outside_register=recording.is_outside_register,
        is_never_published=recording.publish_locked,
        is_of_an_app=recording.is_of_an_app,
        research_lacks=_research_lacks(named, facts.use),
    )


def _research_lacks(named: Any, use: Use) -> tuple[str, ...]:
    """What the project that the form names has not got today, whatever is to be done for it.

    Research without a project lacks that. Rules: R-163.
    """
    project = named.form.research if named else None
    if project is None:
        return (NO_PROJECT,) if use == Use.RESEARCH else ()
    return project.missing_today()


def permissions_about(recording: Any) -> list[Any]:
    """Of its own form, of what replaced that, and of the further forms: what was answered, oldest first."""
    forms, form = [], recording.form
    while form is not None and form not in forms:
        forms.append(form)
        form = form.superseded_by
    if recording.pk:
        forms += [each for each in recording.further_forms.all() if each not in forms]
    rows = [row for form in forms for row in form.permissions.select_related("form") if _counts(row)]
    return sorted(rows, key=lambda row: (row.changed_at, row.pk))


def lock_consent_for(recording: Any) -> None:
    """Hold the forms and then the recording still: a withdrawal or a quarantine comes before or after.

    Whoever ends consent takes these locks in the same order. Rules: R-133.
    """
    keys = {row.form_id for row in permissions_about(recording)}
    if recording.form is not None:
        keys.add(recording.form.pk)
    forms = recording._meta.get_field("form").related_model._base_manager
    list(forms.select_for_update(of=("self",)).order_by("pk").filter(pk__in=keys))
    list(type(recording)._base_manager.select_for_update(of=("self",)).filter(pk=recording.pk))
    recording.refresh_from_db()


def _counts(row: Any) -> bool:
    """A yes counts once everybody has signed; every other answer counts at once."""
    return row.status in ANSWERED and (
        row.status != PermissionStatus.GIVEN or row.form.status == FormStatus.SIGNED
    )


def _said(rows: list[Any], kind: str) -> Said:
    newest = next((row for row in reversed(rows) if row.kind == kind), None)
    return ANSWERED[newest.status] if newest else Said.NOT_ASKED


def _path(recording: Any, rests_on: Aim, enough: bool) -> str:
    if rests_on == Aim.RECORD or not recording.is_of_somebody_unable:
        return ""
    rows = recording.secondary_steps.filter(use=rests_on)
    return secondary_use({row.step: row.outcome for row in rows}, anonymised_is_enough=enough).verdict
