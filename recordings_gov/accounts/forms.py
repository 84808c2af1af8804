"""Signing in, and choosing another password."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.contrib.auth.password_validation import password_validators_help_texts

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


class NewPassword(PlainErrors):
    """What a form that asks for a new password twice says, in our words and without markup."""

    labels = {
        "oldpassword": "Your password now",
        "password1": "New password",
        "password2": "New password again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.labels[name], ""
        rules = " ".join(f"{rule.rstrip('.')}." for rule in password_validators_help_texts())
        self.fields["password1"].help_text = rules  # type: ignore[attr-defined]


class AnotherPasswordForm(NewPassword, ChangePasswordForm):
    """Change the password while signed in."""


class ForgottenPasswordForm(NewPassword, ResetPasswordKeyForm):
    """Choose a password by the link of the e-mail."""


class AskForLinkForm(PlainErrors, ResetPasswordForm):
    """Ask for that link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Work e-mail address"
        self.fields["email"].widget.attrs.pop("placeholder", None)
