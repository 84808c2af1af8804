"""Two lists for the day's work: what my department logged today, and what still waits for somebody."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html

from recordings_gov import clock
from recordings_gov.accounts.models import Department
from recordings_gov.incidents.models.words import Care
from recordings_gov.pages.views import Column, Filter
from requests_app import vocabulary
from requests_app.days import start_of, start_of_next
from requests_app.models import Made, RequestStatus, StaffAnswer
from requests_app.prompting import one_tap
from requests_app.views.request import STATES, RequestList, when

CLOSED = RequestStatus.CLOSED
ANSWER = ("media", "subject", "answer", "status")
WAITS = (
    ("", "Anything"),
    ("made", "Was it made?"),
    ("note", "A note is owed"),
    ("again", "To look at again"),
    ("voice", "A wish about a voice"),
    ("care", "Care was stopped"),
)


def clock_time(moment: Any) -> str:
    """09:31."""
    return f"{clock.local(moment):%H:%M}"


def age(moment: Any) -> str:
    """For how many days it has been waiting."""
    days = (clock.today() - clock.local(moment).date()).days
    return f"{days:,} day{'s' if days != 1 else ''}" if days else "Today"


def _answered(media: Any, subject: str, answer: dict[str, Any], status: str) -> str:
    return f"{vocabulary.what(media, subject)}. {answer.get('headline', '')}"


def _answer_under(media: Any, subject: str, answer: dict[str, Any], status: str) -> Any:
    """What, with our answer below it; on a narrow screen the state, too."""
    said = (vocabulary.what(media, subject), answer.get("headline", ""), STATES[status])
    return format_html('{}<br><span class="app-quiet">{}</span><span class="app-narrow"><br>{}</span>', *said)


def _waits(status: str, made: str, care: str, wish: bool) -> str:
    """Everything that one request waits for, the most pressing first."""
    is_open = status != CLOSED
    found = [
        (is_open and care == Care.STOPPED, "Put right that care was stopped"),
        (status == RequestStatus.REOPENED, "Look again: who may be in it has changed"),
        (status == RequestStatus.OUTCOME_GIVEN and made == Made.NOT_KNOWN, "Was a recording made?"),
        (status == RequestStatus.NOTE_OWED, "File the note"),
        (wish, "How was the wish about a voice met?"),
    ]
    return "; ".join(says for holds, says in found if holds) or STATES[status]


class Today(RequestList):
    """What my department logged today: who, what, our answer and how it stands. Rules: R-012."""

    template_name = "requests/today.html"
    heading = "Today in my department"
    empty = "Nothing has been logged today."
    export_name = "requests-today"

    def rows(self) -> Any:
        """Those of the day that it is here."""
        today = clock.today()
        return super().rows().filter(logged_at__gte=start_of(today), logged_at__lt=start_of_next(today))

    def question(self) -> None:
        """The day changes, so the question does."""

    @cached_property
    def filters(self) -> tuple[Filter, ...]:  # type: ignore[override]
        """The state; the department, too, for whoever has several."""
        state = next(each for each in RequestList.filters if each.name == "state")
        return (*_place(self.request.user), state)

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """Time, patient, and what with our answer under it: three, for a phone."""
        return (
            Column("Time", ("logged_at",), clock_time, sort="logged_at"),
            self.who(),
            Column("What, and our answer", ANSWER, _answer_under, plainly=_answered),
            Column("State", ("status",), STATES.__getitem__, wide_only=True),
        )

    def context(self) -> dict[str, Any]:
        """With the day."""
        return super().context() | {"day": clock.today()}


class Worklist(RequestList):
    """What waits: was it made, a note, a second look, a wish, stopped care; the oldest first.

    Rules: R-022, R-040, R-041, R-165.
    """

    template_name = "requests/worklist.html"
    heading = "What waits"
    empty = "Nothing waits."
    order = "logged_at"
    export_name = "requests-waiting"
    filters: ClassVar[Sequence[Filter]] = (
        Filter("waits", "What for", WAITS, lambda rows, code: rows.filter(_waiting_for(code))),
        RequestList.filters[1],
    )

    def rows(self) -> Any:
        """Those that are not closed, or have a wish about a voice to answer."""
        wish = StaffAnswer.objects.wishes_to_answer().filter(request=OuterRef("pk"))
        unmet = StaffAnswer.objects.wishes_to_answer().values("request")
        rows = super().rows().filter(~Q(status=CLOSED) | Q(pk__in=unmet))
        return rows.annotate(wish=Exists(wish))

    @cached_property
    def columns(self) -> tuple[Column, ...]:  # type: ignore[override]
        """How long it has been waiting, whom it is about, what it is and what for."""
        return (
            Column("Age", ("logged_at",), age, sort="logged_at"),
            self.who(),
            Column("What", ("media", "subject"), vocabulary.what, wide_only=True),
            Column("Waits for", ("status", "recording_made", "care", "wish"), _waits),
            Column("Logged", ("logged_at",), when, wide_only=True),
        )

    def context(self) -> dict[str, Any]:
        """With the one-tap form of a visit."""
        return super().context() | one_tap(self.request.user, "worklist")


def _waiting_for(code: str) -> Q:
    return {
        "made": Q(status=RequestStatus.OUTCOME_GIVEN, recording_made=Made.NOT_KNOWN),
        "note": Q(status=RequestStatus.NOTE_OWED),
        "again": Q(status=RequestStatus.REOPENED),
        "voice": Q(wish=True),
        "care": Q(care=Care.STOPPED) & ~Q(status=CLOSED),
    }[code]


def _place(user: Any) -> tuple[Filter, ...]:
    reach = user.reach("request.view")
    rows = Department.objects.order_by("name", "pk")
    places = rows if reach.everything else rows.filter(pk__in=reach.departments)
    choices = [(str(pk), name) for pk, name in places.values_list("pk", "name")]
    if len(choices) < 2:
        return ()
    each: Any = (("", "All of mine"), *choices)
    return (Filter("department", "Department", each, lambda rows, pk: rows.filter(department=pk)),)
