"""Steps on the way from a report to an answer."""

from recordings_gov.incidents.forms import answering
from recordings_gov.incidents.views.steps import IncidentStep


class TakeOn(IncidentStep):
    """Who looks after it."""

    form_class = answering.TakeOnForm
    step = "take_on"
    heading = "Who looks after it"
    done = "Saved who looks after it"


class GiveDatix(IncidentStep):
    """The Datix reference. Rules: R-203."""

    action = "incident.follow_up"
    form_class = answering.DatixForm
    step = "give_datix"
    heading = "Datix reference"
    lead = "Every incident with a recording goes on the online incident form, too."
    rules = ("R-203",)
    done = "Datix reference saved"


class Acknowledge(IncidentStep):
    """That it has come."""

    form_class = answering.AcknowledgeForm
    step = "acknowledge"
    heading = "They know that it has come"
    lead = "The clock goes on until the first real answer."
    rules = ("R-213",)
    done = "Saved"


class Respond(IncidentStep):
    """The first real answer. Rules: R-213."""

    form_class = answering.RespondForm
    step = "respond"
    heading = "The first real answer"
    lead = "In time on day 7, late on day 8. The day it came is day 0. It is written down once."
    rules = ("R-213",)
    done = "Answer saved"


class JudgeSeverity(IncidentStep):
    """How serious it is. Rules: R-117."""

    form_class = answering.SeverityForm
    step = "judge_severity"
    heading = "How serious it is"
    rules = ("R-117",)
    done = "Saved"


class Escalate(IncidentStep):
    """Escalated or not, with the reason. Rules: R-215."""

    form_class = answering.EscalateForm
    step = "decide_escalation"
    heading = "Is it escalated?"
    rules = ("R-117", "R-215", "R-228")
    done = "Decision saved"


class Refer(IncidentStep):
    """Sent on to an office."""

    form_class = answering.ReferForm
    step = "refer"
    heading = "Send it on"
    lead = "They get a message with the reference and no name."
    rules = ("R-023", "R-224", "R-232", "R-241")
    done = "Sent on"


class HearBack(IncidentStep):
    """What an office answered."""

    form_class = answering.HearBackForm
    step = "hear_back"
    heading = "An office answered"
    done = "Answer saved"
