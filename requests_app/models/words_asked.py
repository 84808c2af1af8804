"""What may be answered about who decides, whose recording it is for, and how it came to light."""

from django.db import models


class YesNo(models.TextChoices):
    """A plain answer; empty is not asked."""

    YES = "yes", "Yes"
    NO = "no", "No"


class Speaks(models.TextChoices):
    """Who lawfully speaks for a patient who cannot decide. Rules: R-013, R-033. Conflict: C-37."""

    PARENT = "parental_responsibility", "Somebody with parental responsibility"
    LAWFUL = "lawful_representative", "Somebody with authority in law"
    NOBODY = "nobody", "Nobody here"


class CameToLight(models.TextChoices):
    """How we came to know of it. Covert is something to explain, never a fault. Rules: R-021, R-038."""

    ASKED_BEFORE = "asked_before", "They asked before"
    ASKED_DURING = "asked_during", "They asked during it"
    BEGAN_UNASKED = "began_unasked", "They began without asking"
    CONTINUED = "continued_against", "They went on after we advised against it"
    COVERT = "found_covert", "We found it: it was hidden"


class OthersInView(models.TextChoices):
    """Whether the screen shows more than this patient's own image. Rules: R-033. Conflict: C-20."""

    NONE = "none", "No, only this patient"
    CLEARED = "cleared", "They were, and we cleared the screen"
    IN_VIEW = "in_view", "Yes, they can be read"
    CAUGHT = "caught", "They are in the picture already"


class Pictured(models.TextChoices):
    """What a picture of the room or team is to hold. Rules: R-012, R-035."""

    TEAM = "team", "The team"
    ROOM = "room", "The room"
    EQUIPMENT = "equipment", "The machine"


class UsedBy(models.TextChoices):
    """For whom it is. Rules: R-164. Conflict: C-28."""

    THEMSELVES = "themselves", "Themselves and family"
    TEACHING = "teaching", "Teaching"
    PUBLICITY = "publicity", "Publicity"
    PRESS = "press", "Press or a film crew"
    TRUST = "trust", "The hospital"


class Service(models.TextChoices):
    """Pictures that we make ourselves and somebody may mean. Rules: R-009, R-010."""

    PICTURES = "picture_service", "A picture that we make or sell"
    COPIES = "image_copies", "Copies under a contract"


class Route(models.TextChoices):
    """Where a request goes that is not a patient's recording. Rules: R-009, R-010, R-164."""

    STAFF = "staff_workflow", "The rules for staff who record patients"
    COMMUNICATIONS = "communications", "The communications manager"
    PICTURES = "picture_service", "Our own picture service"
    COPIES = "image_copies", "Image copies under contract"


ASKED = (CameToLight.ASKED_BEFORE, CameToLight.ASKED_DURING)
NOT_ASKED = (CameToLight.BEGAN_UNASKED, CameToLight.COVERT)
TRUST_USES = (UsedBy.TEACHING, UsedBy.PUBLICITY, UsedBy.PRESS, UsedBy.TRUST)
HELD_SERVICES = (Route.PICTURES, Route.COPIES)
