"""Run as ``python -m recordings_gov.launch.reach``: can the database be reached, and is it new?

Prints ``{"is_new": …, "address": …}``, or one plain sentence and ends with 1. A process of its own,
because the launcher itself never loads Django's settings.
"""

import hashlib
import json
import sys
from typing import Any


def look() -> dict[str, Any]:
    """Whether the database holds no tables of ours yet, and a digest that tells it from others."""
    from django.db import connection

    connection.ensure_connection()
    settings = connection.settings_dict
    where = "|".join(str(settings[part]) for part in ("ENGINE", "HOST", "PORT", "NAME"))
    is_new = "django_migrations" not in connection.introspection.table_names()
    return {"is_new": is_new, "address": hashlib.sha256(where.encode()).hexdigest()}


def main() -> int:
    """Print what was found, or why nothing could be."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        print(json.dumps(look()))
    except Error as error:
        print(f"The database cannot be reached: {first_line(error)}", file=sys.stderr)
    except ImproperlyConfigured as error:
        print(f"The settings are not complete: {first_line(error)}", file=sys.stderr)
    except ValueError as error:
        print(f"The settings cannot be read: {first_line(error)}", file=sys.stderr)
    else:
        return 0
    return 1


def first_line(error: Exception) -> str:
    """What the error says first."""
    return next(iter(str(error).splitlines()), type(error).__name__)


if __name__ == "__main__":
    sys.exit(main())
