"""How many staff do not want to be recorded, as a group and never by name."""

from typing import Any

from django.db.models import Q

from policies.group_figures import LEAST, Handed
from policies.models.consultation import Asked
from recordings_gov import clock
from recordings_gov.accounts.models import User
from requests_app.models import StaffObjection


def staff_who_object(department: Any) -> list[Handed]:
    """Standing objections among the staff of a department, or of the Trust, for a consultation.

    A figure of fewer than five people, or that leaves fewer than five others, is not handed on: it
    could point at somebody. Rules: R-056.
    """
    staff = User.objects.filter(is_active=True, memberships__isnull=False)
    if department is not None:
        staff = staff.filter(Q(memberships__department=department))
    everybody = staff.distinct().count()
    holding = StaffObjection.objects.active_on(clock.today()).filter(person__in=staff.values("pk"))
    counted = (
        ("Staff who do not want their picture taken", holding.to_images()),
        ("Staff who do not want their voice recorded", holding.to_voices()),
    )
    found = [Handed(Asked.STAFF, says, rows.count(), everybody) for says, rows in counted]
    return [each for each in found if each.number >= LEAST and everybody - each.number >= LEAST]
