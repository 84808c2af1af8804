"""Research projects, one that waits for an office and one that ends soon; a device with the approved app."""

from datetime import timedelta
from typing import Any

from consent.models import AppDevice, Office, ResearchProject
from recordings_gov import clock


def load_research(people: dict[str, Any]) -> None:
    """Applied for by the consultant; information governance has still to decide on one. Once only."""
    if ResearchProject.objects.exists():
        return
    project = ResearchProject.apply(
        by=people["consultant"],
        title="How swelling of the hand goes down",
        lead="Dr Example, consultant",
        about="Photos of hands in the first two weeks after an injury, compared by eye.",
        makes_recordings=True,
        ethics_body="East Example research ethics committee",
        ethics_reference="26/EE/0042",
        rd_reference="A096",
        ends_on=clock.today() + timedelta(days=400),
    )
    project.submit(by=people["consultant"])
    project.approve(by=people["head_of_media_studio"], office=Office.MEDIA_STUDIO, seen=project.digest)
    ending = ResearchProject.apply(
        by=people["consultant"],
        title="Wounds under pressure dressings",
        lead="Dr Example, consultant",
        about="Photos of wounds that are there already, side by side.",
        makes_recordings=False,
        ends_on=clock.today() + timedelta(days=40),
    )
    ending.submit(by=people["consultant"])
    for office, name in (
        (Office.MEDIA_STUDIO, "head_of_media_studio"),
        (Office.INFORMATION_GOVERNANCE, "ig_manager"),
    ):
        ending.approve(by=people[name], office=office, seen=ending.digest)
    AppDevice.register(
        by=people["ig_manager"],
        asset_number="TAB-0042",
        record_registration="EPR-DEV-118",
        app_name="The record system's camera app",
        kept_by="Ward 4, night team",
    )
