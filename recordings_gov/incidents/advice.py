"""The advisory checklists of possible offences and civil routes. Nothing here is asserted."""

OFFENCES = {
    "harassment": "Harassment (Protection from Harassment Act 1997, section 1)",
    "public-order": "Threats, abuse or disorder (Public Order Act 1986, sections 4, 4A and 5)",
    "malicious-communications": "Hurtful messages (Malicious Communications Act 1988, section 1)",
    "communications": "Misuse of a network (Communications Act 2003, section 127)",
    "later-law": "Later law, such as the Online Safety Act 2023: ask which now applies",
}
CIVIL = {
    "libel": "Libel: somebody named or recognisable could be thought worse of",
    "interim-injunction": "Interim injunction: publication is intended; a court decides, and may say no",
    "injunction": "Injunction: it is out already; unlikely to help",
    "general-damages": "General damages",
    "special-damages": "Special damages: somebody has lost money by it",
    "takedown": "A request to take it down",
}
ADVISORY = (
    "This list helps you to ask the legal team. It says nothing about whether a law was broken, "
    "it is England's, and it is not complete."
)


def points_of(checklist: str) -> dict[str, str]:
    """The points of one list by code. Rules: R-231, R-232."""
    return OFFENCES if checklist == "offence" else CIVIL
