"""The sign-in form."""

from typing import Any

from allauth.account.forms import LoginForm

from recordings_gov.pages.nhsuk.forms import PlainErrors


class SignInForm(PlainErrors, LoginForm):
    """User name and password, without placeholders or "remember me" on shared tablets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        self.fields["login"].label = "User name"
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
