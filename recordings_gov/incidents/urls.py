"""Addresses of the incidents room."""

from django.urls import path
from django.views import View

from recordings_gov.incidents.views import (
    answering,
    disclosure,
    ending,
    evaluation,
    incident,
    scene,
    watching,
)
from recordings_gov.incidents.views.report import ReportIncident

STEPS: dict[str, type[View]] = {
    "playbook": scene.TickPlaybook,
    "care": scene.SayCare,
    "care-escalate": scene.EscalateCare,
    "care-offer": scene.OfferCare,
    "care-review": scene.ReviewCare,
    "said": scene.SaySaid,
    "concern": scene.RaiseConcern,
    "concern-answer": scene.AnswerConcern,
    "patient": scene.LinkPatient,
    "triage": disclosure.Triage,
    "data": disclosure.DecideData,
    "taken": disclosure.SayTaken,
    "code": disclosure.AskAboutCode,
    "offences": disclosure.ConsiderOffences,
    "civil": disclosure.ConsiderCivil,
    "proceedings": disclosure.FlagProceedings,
    "take-on": answering.TakeOn,
    "datix": answering.GiveDatix,
    "acknowledge": answering.Acknowledge,
    "respond": answering.Respond,
    "severity": answering.JudgeSeverity,
    "escalate": answering.Escalate,
    "refer": answering.Refer,
    "referral-answer": answering.HearBack,
    "candour": ending.DecideCandour,
    "explain": ending.Explain,
    "confirm": ending.ConfirmOnReport,
    "act": ending.PlanAction,
    "act-done": ending.FinishAction,
    "no-action": ending.NeedNoAction,
    "recurrence": ending.CheckRecurrence,
    "deputy": ending.NameDeputy,
    "review": ending.Review,
    "close": ending.Close,
    "reopen": ending.Reopen,
}

app_name = "incidents"
urlpatterns = [
    path("", incident.IncidentList.as_view(), name="list"),
    path("complaints/", incident.ComplaintList.as_view(), name="complaints"),
    path("report/", ReportIncident.as_view(), name="report"),
    path("playbooks/", incident.Playbooks.as_view(), name="playbooks"),
    path("figures/", watching.Figures.as_view(), name="figures"),
    path("hidden-recordings/", watching.Covert.as_view(), name="covert"),
    path("offices/", watching.Offices.as_view(), name="offices"),
    path("evaluations/", evaluation.EvaluationList.as_view(), name="evaluations"),
    path("evaluations/new/", evaluation.HoldEvaluation.as_view(), name="evaluation-hold"),
    path("evaluations/<str:reference>/", evaluation.EvaluationDetail.as_view(), name="evaluation-detail"),
    path("<str:reference>/", incident.IncidentDetail.as_view(), name="incident-detail"),
    path("<str:reference>/document/", incident.IncidentDocument.as_view(), name="incident-document"),
    *(
        path(f"<str:reference>/{step}/", view.as_view(), name=f"incident-{step}")
        for step, view in STEPS.items()
    ),
]
