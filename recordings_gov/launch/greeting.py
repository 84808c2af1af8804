"""What the terminal shows once everything runs."""

from pathlib import Path

PASSWORD = "demo-recordings"  # noqa: S105  the demonstration's, which production settings refuse
SIGN_INS = (
    "radiographer",
    "sonographer",
    "therapeutic_radiographer",
    "student",
    "media_studio",
    "head_of_media_studio",
    "ig_manager",
    "governance_lead",
    "consultant",
    "medical_records",
    "caldicott_guardian",
    "dpo",
    "lsms",
    "communications",
    "auditor",
    "system_admin",
    "policy_owner",
    "executive_sponsor",
    "other_radiographer",
)


def greeting(port: int, folder: Path, *, demonstration: bool) -> str:
    """The address first, on a line of its own; then who may sign in."""
    lines = [f"Ready: http://127.0.0.1:{port}"]
    if demonstration:
        lines += ["", f"Demonstration sign-ins, all with the password {PASSWORD}:"]
        lines += [f"  {name}" for name in SIGN_INS]
    return "\n".join([*lines, "", f"Logs are in {folder / 'logs'}. Ctrl-C stops everything."])
