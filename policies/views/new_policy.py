"""Setting up a policy that is not here yet, and starting the next version of one that is."""

from django import forms

from policies.forms import NoAnswersForm
from policies.forms_version import NewPolicyForm
from policies.models import PolicyVersion
from policies.next_version import start_next_version
from policies.operations import set_up_policy
from policies.views.version_steps import VersionStep
from recordings_gov.pages.views import CreateView


class NewPolicy(CreateView):
    """A policy and the draft of its first version. Rules: R-007, R-036, R-233."""

    form_class = NewPolicyForm
    heading = "Set up a policy"
    button = "Set up"
    done = "Policy set up, with a draft of its first version"
    draft_form = "policies.policy"

    def create(self, form: forms.Form) -> PolicyVersion:
        """The draft, whose page comes next."""
        given = form.cleaned_data
        return set_up_policy(
            by=self.request.user,
            title=given["title"],
            department=given["department"],
            direction=given["direction"],
            with_starter=given["starts_with"] == "starter",
        )


class StartNextVersion(VersionStep):
    """A copy of this version, to be worked on. Rules: R-217."""

    action, form_class = "policy.draft", NoAnswersForm
    heading, button, done = "Start the next version", "Start it", "Next version started"
    consequence = (
        "It begins with the words, stances and hazards of this one. Signatures, dates, scores and who was "
        "told are not copied: they are made anew. This version holds until the next one is in force."
    )

    def form_name(self) -> str:
        """Nothing is typed here, so nothing is kept."""
        return "policies.next"

    def act(self, form: forms.Form) -> str:
        """Start it, and go there."""
        return str(start_next_version(self.record, by=self.request.user).get_absolute_url())
