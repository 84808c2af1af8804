"""Every URL and the act it is; a URL that is not here is refused, and the build fails."""

# Open to everybody, signed in or not.
PUBLIC = frozenset(
    {
        "healthz",
        "readyz",
        "account_login",
        "account_inactive",
        "account_signup",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_confirm_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "pages:session",
        "mfa_authenticate",
    }
)

# Open to everybody who is signed in.
SIGNED_IN = frozenset(
    {
        "home",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "account_set_password",
        "account_email",
        "mfa_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "pages:draft",
    }
)

ROUTES: dict[str, str] = {
    "patients:find": "patient.find",
    "documents:download": "document.open",
    "rulebook:list": "rulebook.read",
    "rulebook:rule": "rulebook.read",
    "rulebook:conflicts": "rulebook.read",
    "rulebook:conflict": "rulebook.read",
    "requests:list": "request.view",
    "requests:log": "request.log",
    "requests:answer": "request.log",
    "requests:request-detail": "request.view",
    "requests:request-was-it-made": "request.follow_up",
    "requests:request-what-happened": "request.follow_up",
    "requests:objections": "objection.own",
    "requests:objection-vary": "objection.own",
    "requests:objection-lift": "objection.own",
    "notes:worklist": "note.view",
    "notes:note-detail": "note.view",
    "notes:note-file-by-hand": "note.file",
    "notes:note-reword": "note.file",
    "policies:list": "policy.view",
    "policies:drafts": "policy.dashboard",
    "policies:sources": "policy.view",
    "policies:source-detail": "policy.view",
    "policies:leaflets": "policy.view",
    "policies:leaflet-detail": "policy.view",
    "policies:edition-detail": "policy.view",
    "policies:edition-approve": "policy.publish",
    "policies:edition-publish": "policy.publish",
    "policies:edition-replace": "policy.publish",
    "policies:version-detail": "policy.view",
    "policies:version-document": "policy.view",
    "policies:version-entrust": "policy.draft",
    "policies:version-fill-in": "policy.draft",
    "policies:version-consult": "policy.draft",
    "policies:version-validate": "policy.validate",
    "policies:version-ratify": "policy.ratify",
    "policies:version-approve": "policy.publish",
    "policies:version-disseminate": "policy.publish",
    "policies:version-adopt": "policy.publish",
    "policies:policy-detail": "policy.view",
}
