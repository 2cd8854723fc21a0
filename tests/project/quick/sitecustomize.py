"""With this folder on its path, a child that is to make tables makes them from the models: seconds, not minutes.

The migrations then find nothing to do. `tests/project/test_first_start.py` holds the two equal.
"""

import sys

if sys.orig_argv[-1:] == ["--tables"]:
    from lianxin.project.starting import start_django

    start_django()
    from django.db import connection

    if "orgs_unit" not in connection.introspection.table_names():
        from tests import tables

        tables.make()
