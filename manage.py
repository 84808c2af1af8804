#!/usr/bin/env python3
"""Django's command line for recordings_gov."""

import os
import sys


def main() -> None:
    """Run one management command; local settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recordings_gov.settings.local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
