"""Where a device may not be: which zones are asked about, and what to offer instead."""

from policies.stances import ANY, Matrix, Zone
from requests_app.models.situation_checks import OUT_OF_ZONES

# Offered first wherever safety moves the device, whatever a policy adds.
INSTEAD = ("control_room_view", "before_or_after")


def zones_asked(matrix: Matrix, modality: str) -> tuple[Zone, ...]:
    """The zones without devices that this kind of exam has, its own first; none where it has none of its own.

    Rules: R-044.
    """
    blocking = [zone for zone in matrix.zones if zone.blocks]
    own = [zone for zone in blocking if zone.is_about(modality)]
    return (*own, *(zone for zone in blocking if zone.is_about(ANY))) if own else ()


def zone_chosen(matrix: Matrix, modality: str, device_at: str) -> Zone | None:
    """The zone the device would be in; None outside all of them. KeyError for one that is not there."""
    if device_at in OUT_OF_ZONES:
        return None
    return {zone.id: zone for zone in zones_asked(matrix, modality)}[device_at]


def offers_instead(matrix: Matrix, zones: tuple[str, ...]) -> tuple[str, ...]:
    """What is offered instead of a device in these zones, where they are about safety. Rules: R-044."""
    kept_out = any(zone.id in zones and zone.blocks and zone.kind == "safety" for zone in matrix.zones)
    return INSTEAD if kept_out else ()
