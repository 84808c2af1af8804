"""What waits for somebody, and what is to be sent to somebody."""

from recordings_gov.notifications.models.message import Message
from recordings_gov.notifications.models.task import Task

__all__ = ["Message", "Task"]
