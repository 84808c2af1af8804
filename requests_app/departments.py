"""Where somebody logs requests: the departments that their roles reach."""

from typing import Any

from django.db.models import Q

from recordings_gov.accounts.models import Department


def departments_of(user: Any) -> list[Department]:
    """Those in which this person may log a request, by name."""
    reach = user.reach("request.log")
    within = Q() if reach.everything else Q(pk__in=reach.departments)
    return list(Department.objects.filter(within).select_related("site").order_by("name", "pk"))
