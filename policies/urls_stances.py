"""Addresses of stances, sources, conflicts, settings and legal advice."""

from django.urls import path, re_path

from policies.views import advice, conflict, setting, source, stance, stance_editing

VERSION = "versions/<str:reference>/"
ROW = f"{VERSION}stances/<slug:code>/"
SOURCE = "sources/<str:reference>/"
STANCE_URLS = [
    path(f"{VERSION}stances/", stance.StanceMatrix.as_view(), name="version-stances"),
    path(f"{VERSION}stances/add/", stance_editing.AddStance.as_view(), name="version-add-stance"),
    path(
        f"{ROW}change/",
        stance_editing.ChangeStance.as_view(),
        name="version-change-stance",
    ),
    path(
        f"{ROW}out/",
        stance_editing.TakeOutStance.as_view(),
        name="version-take-out-stance",
    ),
    path(f"{VERSION}zones/add/", stance_editing.AddZone.as_view(), name="version-add-zone"),
    path(f"{VERSION}zones/<slug:zone>/", stance_editing.SetZone.as_view(), name="version-set-zone"),
    path(f"{VERSION}tryout/", stance.TryStances.as_view(), name="version-tryout"),
    path("sources/", source.SourceList.as_view(), name="sources"),
    path("sources/list/", source.ListWork.as_view(), name="source-list-work"),
    path("sources/cited/", source.Citations.as_view(), name="citations"),
    path(SOURCE, source.SourceDetail.as_view(), name="source-detail"),
    path(f"{SOURCE}mark-superseded/", source.MarkSuperseded.as_view(), name="source-mark-superseded"),
    path(f"{SOURCE}mark-issuer-closed/", source.MarkIssuerClosed.as_view(), name="source-mark-issuer-closed"),
    path(f"{SOURCE}mark-current/", source.MarkCurrent.as_view(), name="source-mark-current"),
    path(f"{SOURCE}hold-text/", source.HoldText.as_view(), name="source-hold-text"),
    path(f"{SOURCE}correct/", source.CorrectSource.as_view(), name="source-correct"),
    path("conflicts/", conflict.ConflictOverview.as_view(), name="conflicts"),
    path("conflicts/decisions/", conflict.DecisionList.as_view(), name="decisions"),
    path("conflicts/decisions/<str:reference>/", conflict.DecisionDetail.as_view(), name="decision-detail"),
    re_path(r"^conflicts/(?P<id>C-[0-9]{2})/$", conflict.ConflictPage.as_view(), name="conflict"),
    re_path(
        r"^conflicts/(?P<id>C-[0-9]{2})/decide/$", conflict.DecideConflict.as_view(), name="conflict-decide"
    ),
    path("settings/", setting.SettingList.as_view(), name="settings"),
    path("settings/<slug:key>/", setting.ChooseSetting.as_view(), name="setting-choose"),
    path("legal/", setting.LegalPage.as_view(), name="legal"),
    path("legal/sites/<slug:key>/", setting.MoveSite.as_view(), name="site-place"),
    path("advice/", advice.AdviceList.as_view(), name="advice"),
    path("advice/log/", advice.LogAdvice.as_view(), name="advice-log"),
    path("advice/<str:reference>/", advice.AdviceDetail.as_view(), name="advice-detail"),
]
