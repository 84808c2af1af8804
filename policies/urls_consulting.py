"""Addresses of asking people: comments, consultations, surveys, reading, accountability, coverage."""

from django.urls import path

from policies.views import accountability, acknowledgement, comment, consultation, coverage, survey

VERSION = "versions/<str:reference>/"
SURVEY = "surveys/<str:reference>/"
CLAUSE = "coverage/<slug:clause>/"
CONSULTING_URLS = [
    path("to-read/", acknowledgement.ToRead.as_view(), name="to-read"),
    path(f"{VERSION}acknowledge/", acknowledgement.AcknowledgeVersion.as_view(), name="version-acknowledge"),
    path(f"{VERSION}readers/", acknowledgement.VersionReaders.as_view(), name="version-readers"),
    path("drafts-to-comment/", comment.DraftsToComment.as_view(), name="drafts-to-comment"),
    path(f"{VERSION}comment/", comment.CommentOnVersion.as_view(), name="version-comment"),
    path("comments/<str:reference>/answer/", comment.AnswerComment.as_view(), name="comment-answer"),
    path(f"{VERSION}consultation/", consultation.VersionConsultation.as_view(), name="version-consultation"),
    path(f"{VERSION}take-in-figures/", consultation.TakeInFigures.as_view(), name="version-take-in-figures"),
    path("surveys/", survey.SurveyList.as_view(), name="surveys"),
    path("surveys/open/", survey.OpenSurvey.as_view(), name="survey-open"),
    path(SURVEY, survey.SurveyDetail.as_view(), name="survey-detail"),
    path(f"{SURVEY}close/", survey.CloseSurvey.as_view(), name="survey-close"),
    path(f"{SURVEY}answer/", survey.AnswerSurvey.as_view(), name="survey-answer"),
    path("accountability/", accountability.AccountabilityMap.as_view(), name="accountability"),
    path("accountability/name/", accountability.NameHolder.as_view(), name="holder-name"),
    path("accountability/<str:reference>/end/", accountability.EndHolder.as_view(), name="holder-end"),
    path(f"{VERSION}pass-on/", accountability.PassVersionOn.as_view(), name="version-pass-on"),
    path("board-report/", accountability.BoardReport.as_view(), name="board-report"),
    path("coverage/", coverage.CoverageMatrix.as_view(), name="coverage"),
    path(CLAUSE, coverage.ClauseDetail.as_view(), name="clause"),
    path(f"{CLAUSE}judge/", coverage.JudgeClause.as_view(), name="clause-judge"),
]
