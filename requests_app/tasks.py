"""Jobs of the requests room."""

from celery import shared_task

from requests_app.models import HomeCode


@shared_task(name="requests.forget_home_codes")
def forget_home_codes() -> int:
    """Delete home codes whose seven days are over, in one statement. A second run finds nothing."""
    deleted: int = HomeCode.objects.lapsed().delete()[0]
    return deleted
