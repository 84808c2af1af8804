"""What is not a patient's recording: where it goes, and by which agreement of ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from recordings_gov.decisions import Reason

STAFF, COMMUNICATIONS = "staff_workflow", "communications"
SERVICES = ("picture_service", "image_copies")
HEADLINES = {
    STAFF: "The rules for staff hold here",
    COMMUNICATIONS: "This goes to the communications manager",
    "picture_service": "Our own pictures: show them our service",
    "image_copies": "Copies: we supply them by contract",
}
OVERLAYS = {STAFF: "trust_employee", COMMUNICATIONS: "other_use"} | dict.fromkeys(
    SERVICES, "departmental_picture"
)


@dataclass(frozen=True)
class Routed:
    """Where a request goes: nowhere else (empty), or there, by this procedure or contract, and why."""

    route: str = ""
    reference: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def headline(self) -> str:
        """Where it goes, as the answer's heading."""
        return HEADLINES.get(self.route, "")

    @property
    def circumstances(self) -> tuple[str, ...]:
        """What the policy is asked about it."""
        return (OVERLAYS[self.route],) if self.route else ()


def route_of(recorder: str, used_by: str, employee: str, service: str, held: Mapping[str, str]) -> Routed:
    """Where this goes. ``held`` is by service the reference of what the site has agreed, if anything.

    An employee who would record as part of their work goes by the rules for staff; a patient never does,
    whatever their work. Teaching, publicity, press and Trust use go to the communications manager. Our own
    pictures and contracted copies go there only where the site holds the agreement; where it holds none
    it is a patient's request like any other. Rules: R-009, R-010, R-164. Conflicts: C-27, C-28.
    """
    if employee == "yes" and recorder != "patient":
        says = "They would record as part of their work, so the rules for staff hold: registration, consent."
        return Routed(STAFF, "", (Reason(says, ("R-112", "R-164")),))
    if used_by not in ("", "themselves"):
        says = "It is not for themselves. The communications manager gives leave before anything starts."
        return Routed(COMMUNICATIONS, "", (Reason(says, ("R-170",)),))
    if service in SERVICES and held.get(service, "").strip():
        says = "We make these ourselves, by agreement. It is not a recording by the patient."
        rule = "R-009" if service == "picture_service" else "R-010"
        return Routed(service, held[service].strip(), (Reason(says, (rule,)),))
    return Routed()
