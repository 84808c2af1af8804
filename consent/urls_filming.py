"""Addresses of filming."""

from django.urls import path
from django.views import View

from consent.views import filming, filming_gates

STEPS: dict[str, type[View]] = {
    "permit": filming.PermitFilming,
    "refuse": filming.RefuseFilming,
    "take-back": filming.TakePermissionBack,
    "agreement": filming_gates.KeepAgreement,
    "doubt": filming_gates.BeInDoubt,
    "advice": filming_gates.Advise,
    "assurance": filming_gates.Assure,
    "contract": filming_gates.CheckContract,
    "person": filming_gates.AddFilmedPerson,
    "open": filming.OpenFilming,
    "film": filming.FilmSomething,
    "concern": filming.RaiseConcern,
    "stop": filming.StopFilming,
    "finish": filming.FinishFilming,
}
OF_A_PERSON: dict[str, type[View]] = {
    "ask": filming_gates.AskForFilmedRelease,
    "release": filming_gates.TakeFilmedRelease,
    "form": filming_gates.GiveForm,
    "no": filming_gates.HearNo,
}

urlpatterns = [
    path("filming/", filming.FilmingList.as_view(), name="filming-list"),
    path("filming/new/", filming.AskToFilm.as_view(), name="filming-new"),
    path("filming/<str:reference>/", filming.FilmingDetail.as_view(), name="filming-detail"),
    *(
        path(f"filming/<str:reference>/{step}/", view.as_view(), name=f"filming-{step}")
        for step, view in STEPS.items()
    ),
    *(
        path(
            f"filming/<str:reference>/people/<int:number>/{step}/",
            view.as_view(),
            name=f"filming-person-{step}",
        )
        for step, view in OF_A_PERSON.items()
    ),
    path(
        "filming/<str:reference>/concerns/<int:number>/settle/",
        filming.SettleConcern.as_view(),
        name="filming-settle",
    ),
]
