"""月份与天数 in the database: what the figures group by, stored beside the dates so that an index can hold it.

Django's TruncMonth is a Python function on SQLite, called once a row; these are plain SQL on both databases.
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import DateField, Func, SmallIntegerField

from lianxin.pure.periods import Period


def month_number(month: Period) -> int:
    """The number of a calendar month, counted from the year 0: what `MonthNumber` gives for its days."""
    return month.year * 12 + month.number - 1


class MonthNumber(Func):
    """月份: the running number of the month of a date; NULL for no date."""

    output_field = SmallIntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        template = (
            "(CAST(substr(%(expressions)s, 1, 4) AS INTEGER) * 12 + CAST(substr(%(expressions)s, 6, 2) AS INTEGER) - 1)"
        )
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        template = "(EXTRACT(YEAR FROM %(expressions)s)::int * 12 + EXTRACT(MONTH FROM %(expressions)s)::int - 1)"
        return self.as_sql(compiler, connection, template=template, **extra)


class DaysBetween(Func):
    """天数: natural days from the second date to the first; the same day is 0. NULL where one is missing."""

    output_field = SmallIntegerField()
    arity = 2
    template = "(%(expressions)s)"
    arg_joiner = " - "

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        (end, end_params), (start, start_params) = parts
        sql = f"CAST(julianday({end}) - julianday({start}) AS INTEGER)"
        return sql, (*end_params, *start_params)


class LocalDay(Func):
    """日期 of a moment, as the office's calendar has it; NULL for none. Plain SQL: TruncDate is Python on SQLite.

    The office's zone has one offset all the year (Asia/Shanghai); where it had two, SQLite would take that of January.
    """

    output_field = DateField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        offset = datetime(2026, 1, 1, tzinfo=ZoneInfo(settings.TIME_ZONE)).utcoffset() or timedelta()
        shift = f"{int(offset.total_seconds()) // 60:+d} minutes"
        return self.as_sql(compiler, connection, template=f"date(%(expressions)s, '{shift}')", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        zone = ZoneInfo(settings.TIME_ZONE).key
        return self.as_sql(compiler, connection, template=f"((%(expressions)s) AT TIME ZONE '{zone}')::date", **extra)
