"""What may be said at home before a visit: fixed choices, and a signed word in place of a session."""

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from recordings_gov import clock
from recordings_gov.pages.nhsuk.widgets import Checkboxes
from requests_app import home_words

SALT = "requests.before-your-visit"
LASTS_SECONDS = 30 * 60
OLD = "This page is more than 30 minutes old. Your choices are still here: send them again"
NOT_OURS = "This page could not be checked. Your choices are still here: send them again"


def new_token() -> str:
    """A signed word for one page; it says when the page was made and nothing about who reads it."""
    return signing.dumps([secrets.token_urlsafe(32), int(clock.now().timestamp())], salt=SALT)


def page_of(token: str) -> str:
    """The page's own word; raises ValidationError for an old or forged token."""
    try:
        word, made = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise ValidationError(NOT_OURS) from error
    if not 0 <= clock.now().timestamp() - made <= LASTS_SECONDS:
        raise ValidationError(OLD)
    return str(word)


def several(kind: str, label: str, **given: Any) -> forms.MultipleChoiceField:
    """Ticks of one kind of choice; what is not on the page is said plainly."""
    return forms.MultipleChoiceField(
        label=label,
        help_text="Choose all that apply",
        choices=home_words.choices(kind),
        widget=Checkboxes(),
        error_messages={"invalid_choice": "Choose from the list", "invalid_list": "Choose from the list"},
        **given,
    )


class HomeForm(forms.Form):
    """I should like to record: how, why, what would help, in which language. Rules: R-017."""

    medium = several("medium", "How would you like to record?")
    why = several("why", "Why would you like to record?", required=False)
    needs = several("need", "Is there anything that we should help with?", required=False)
    language = forms.ChoiceField(
        label="Which language do you want to speak with us?",
        choices=[("", "Choose a language"), *home_words.choices("language")],
        error_messages={"required": "Choose a language", "invalid_choice": "Choose a language from the list"},
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["medium"].error_messages["required"] = "Choose how you would like to record"
