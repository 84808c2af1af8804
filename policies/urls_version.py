"""Addresses of policies, their versions and the risk assessments."""

from django.urls import path

from policies.views import (
    difference,
    gap,
    new_policy,
    related,
    risk_assessment,
    section,
    version,
    version_steps,
)

VERSION = "versions/<str:reference>/"
SECTION = f"{VERSION}sections/<int:number>/"
RISK = "risk-assessments/<str:reference>/"
VERSION_URLS = [
    path("new/", new_policy.NewPolicy.as_view(), name="policy-new"),
    path("gaps/", gap.PolicyGaps.as_view(), name="gaps"),
    path(VERSION, version.VersionDetail.as_view(), name="version-detail"),
    path(f"{VERSION}document/", version.VersionDocument.as_view(), name="version-document"),
    path(f"{VERSION}difference/", difference.VersionDifference.as_view(), name="version-difference"),
    path(f"{VERSION}next/", new_policy.StartNextVersion.as_view(), name="version-next"),
    path(f"{VERSION}sections/", section.VersionSections.as_view(), name="version-sections"),
    path(f"{VERSION}sections/new/", section.AddSection.as_view(), name="version-section-add"),
    path(SECTION, section.ChangeSection.as_view(), name="version-section-change"),
    path(f"{SECTION}move/", section.MoveSection.as_view(), name="version-section-move"),
    path(f"{SECTION}remove/", section.RemoveSection.as_view(), name="version-section-remove"),
    path(f"{VERSION}related/", related.RelateVersion.as_view(), name="version-related"),
    path(f"{VERSION}related/<int:number>/", related.UnrelateVersion.as_view(), name="version-unrelate"),
    path(f"{VERSION}entrust/", version_steps.EntrustVersion.as_view(), name="version-entrust"),
    path(f"{VERSION}fill-in/", version_steps.FillInVersion.as_view(), name="version-fill-in"),
    path(f"{VERSION}leave-out/", version_steps.LeaveOutVersion.as_view(), name="version-leave-out"),
    path(f"{VERSION}calls/", version_steps.SayOfCalls.as_view(), name="version-calls"),
    path(f"{VERSION}equality/", version_steps.AssessEquality.as_view(), name="version-equality"),
    path(f"{VERSION}consult/", version_steps.ConsultVersion.as_view(), name="version-consult"),
    path(f"{VERSION}validate/", version_steps.ValidateVersion.as_view(), name="version-validate"),
    path(f"{VERSION}ratify/", version_steps.RatifyVersion.as_view(), name="version-ratify"),
    path(f"{VERSION}sign-off/", version_steps.SignOffVersion.as_view(), name="version-sign-off"),
    path(f"{VERSION}endorse/", version_steps.EndorseVersion.as_view(), name="version-endorse"),
    path(f"{VERSION}approve/", version_steps.ApproveVersion.as_view(), name="version-approve"),
    path(f"{VERSION}send-back/", version_steps.SendBackVersion.as_view(), name="version-send-back"),
    path(f"{VERSION}disseminate/", version_steps.DisseminateVersion.as_view(), name="version-disseminate"),
    path(f"{VERSION}adopt/", version_steps.AdoptVersion.as_view(), name="version-adopt"),
    path(f"{VERSION}risk-assessment/", risk_assessment.StartRisk.as_view(), name="version-risk"),
    path(RISK, risk_assessment.RiskDetail.as_view(), name="risk-detail"),
    path(f"{RISK}about/", risk_assessment.DescribeRisk.as_view(), name="risk-describe"),
    path(f"{RISK}told/", risk_assessment.TellOfRisk.as_view(), name="risk-tell"),
    path(f"{RISK}hazards/new/", risk_assessment.AddHazard.as_view(), name="risk-hazard-add"),
    path(f"{RISK}document/", risk_assessment.RiskDocument.as_view(), name="risk-document"),
    path("hazards/<str:reference>/", risk_assessment.ScoreHazard.as_view(), name="hazard-score"),
]
