"""收拾: what the database is told of its tables at each start."""

import pytest
from django.db import connection

from lianxin.project import prepare


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own statistics of empty tables")
class TestTheStatistics:
    def test_say_that_an_empty_table_is_small(self, town):
        """Else it is taken for a million rows, and half a million concerns are read to find three letters."""
        with connection.cursor() as cursor:
            before = self.told(cursor)
            prepare.tidy()
            prepare.tidy()

            assert before is None and self.told(cursor) == "10"
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'levels_upperorder'")
            assert cursor.fetchone() == (1,), "written once, however often it is told"

    @staticmethod
    def told(cursor):
        cursor.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'")
        if cursor.fetchone() == (0,):
            return None
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'levels_upperorder'")
        return (cursor.fetchone() or (None,))[0]
