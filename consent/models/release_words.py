"""The words of releases and of pictures of wards, equipment and staff."""

from django.db import models


class ReleaseKind(models.TextChoices):
    """Which of the two printed forms."""

    GENERAL = "general", "General model release"
    STAFF = "staff", "Staff model release"


class ReleaseStatus(models.TextChoices):
    """Where a release stands."""

    PREPARED = "prepared", "To be signed"
    SIGNED = "signed", "Signed"
    DECLINED = "declined", "They said no"
    WITHDRAWN = "withdrawn", "Taken back"


class PersonIs(models.TextChoices):
    """Who is shown, as far as it matters for who signs."""

    ADULT = "adult", "An adult who can decide"
    CHILD = "child", "A child or young person"
    UNABLE = "unable", "An adult who cannot decide"


class SignedAs(models.TextChoices):
    """In what role a release is signed."""

    SELF = "self", "The person shown"
    PARENT = "parent", "Parent or guardian"
    ATTORNEY = "attorney", "Attorney, deputy or somebody else with authority"


SIGNERS = {
    PersonIs.ADULT: (SignedAs.SELF,),
    PersonIs.CHILD: (SignedAs.SELF, SignedAs.PARENT, SignedAs.ATTORNEY),
    PersonIs.UNABLE: (SignedAs.ATTORNEY,),
}
"""Who may sign for whom; the database holds it as well."""


class ReleasePurpose(models.TextChoices):
    """What a picture is used for."""

    TEACHING = "teaching", "Teaching and training"
    PUBLICITY = "publicity", "Publicity of the Trust"
    PRESS = "press", "Press or broadcast"
    DOCUMENTARY = "documentary", "Documentary or other film"
    ONLINE = "online", "Website or social media"
    PRINTED = "printed", "Leaflet, poster or report"


class Appears(models.TextChoices):
    """Who somebody in a picture is."""

    PATIENT = "patient", "Patient"
    PUBLIC = "public", "Member of the public"
    STAFF = "staff", "Member of staff"


class PictureKind(models.TextChoices):
    """What it is."""

    PHOTOGRAPH = "photograph", "Photo"
    FILM = "film", "Film"


class PictureStatus(models.TextChoices):
    """Where a picture stands."""

    OPEN = "open", "Naming who appears"
    COMPLETE = "complete", "Everybody who appears is named"
    QUARANTINED = "quarantined", "In quarantine"
