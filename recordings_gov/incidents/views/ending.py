"""Steps of candour, of what is put right, and of review and closing."""

from typing import Any

from recordings_gov.incidents.forms import ending
from recordings_gov.incidents.missing import what_is_missing
from recordings_gov.incidents.showing import step_url
from recordings_gov.incidents.views.steps import IncidentStep


class DecideCandour(IncidentStep):
    """Whether an explanation is owed. Rules: R-204."""

    form_class = ending.CandourForm
    step = "decide_candour"
    heading = "Is an explanation owed?"
    rules = ("R-204",)
    done = "Decision saved"


class Explain(IncidentStep):
    """The conversation; its note is drafted. Rules: R-204, R-205."""

    form_class = ending.ExplainForm
    step = "explain"
    heading = "The conversation"
    lead = (
        "Saving drafts the note for the health record. It counts as confirmed there when the note is filed."
    )
    rules = ("R-204", "R-205")
    done = "Conversation saved, note drafted"


class ConfirmOnReport(IncidentStep):
    """The first confirmation. Rules: R-205."""

    form_class = ending.ConfirmForm
    step = "confirm_on_report"
    heading = "The incident report says that you talked"
    rules = ("R-205",)
    done = "Confirmed on the incident report"


class PlanAction(IncidentStep):
    """What is to be put right. Rules: R-107."""

    form_class = ending.ActForm
    step = "plan_action"
    heading = "What is to be put right"
    rules = ("R-107",)
    done = "Plan saved"


class FinishAction(IncidentStep):
    """It is put right. Rules: R-107."""

    form_class = ending.ActDoneForm
    step = "finish_action"
    heading = "It is put right"
    rules = ("R-107",)
    done = "Saved what was put right"


class NeedNoAction(IncidentStep):
    """Nothing is to be put right, and why."""

    form_class = ending.NoActionForm
    step = "need_no_action"
    heading = "Nothing is to be put right"
    lead = "Only where nobody went against a policy of ours."
    rules = ("R-107",)
    done = "Saved"


class CheckRecurrence(IncidentStep):
    """The later look. Rules: R-107."""

    form_class = ending.RecurrenceForm
    step = "check_recurrence"
    heading = "Has it happened again?"
    rules = ("R-107",)
    done = "Check saved"


class NameDeputy(IncidentStep):
    """Who reviews this one. Rules: R-213."""

    action = "incident.review"
    form_class = ending.DeputyForm
    step = "name_deputy"
    heading = "Name a deputy for the review"
    rules = ("R-213",)
    done = "Deputy named"


class Review(IncidentStep):
    """Reviewed before it is closed. Rules: R-213."""

    action = "incident.follow_up"
    form_class = ending.ReviewForm
    step = "review"
    heading = "Review it"
    lead = "For the head of Media Studio, or the deputy they named for this one."
    rules = ("R-213",)
    done = "Review saved"


class Close(IncidentStep):
    """Closed when nothing is missing."""

    form_class = ending.CloseForm
    template_name = "incidents/incident_close.html"
    step = "close"
    heading = "Close it"
    button = "Close"
    rules = ("R-107", "R-203", "R-204", "R-205", "R-213", "R-215")
    done = "Closed"

    def context(self) -> dict[str, Any]:
        """What is still missing, each with the page that asks for it."""
        missing = what_is_missing(self.record.facts()) if self.record.is_open else ()
        tasks = [{"title": each.says, "url": step_url(self.record, each.step)} for each in missing]
        return super().context() | {"missing": tasks}


class Reopen(IncidentStep):
    """Opened again for a reason."""

    form_class = ending.ReopenForm
    step = "reopen"
    heading = "Open it again"
    lead = "The review and the check for recurrence are then made anew."
    done = "Opened again"
