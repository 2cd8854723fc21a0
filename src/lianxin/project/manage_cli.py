"""`lianxin manage …`: whatever `django-admin` can do, with the settings of this installation."""

import argparse

from lianxin.project.starting import start_django


def run(args: argparse.Namespace) -> int:
    """Hand the rest of the line to Django."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["lianxin manage", *args.rest])
    return 0
