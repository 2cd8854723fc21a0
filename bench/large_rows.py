"""许多县的诉求: written by PostgreSQL itself into the tables of the product, county after county, each with a life of its own.

The constraints of the rows hold while they are written (what follows from a date must follow from it); foreign keys are
not asked and indexes come back afterwards, or ten million rows would take a day. There is no journal and no search index
behind these concerns: nothing that is measured here reads them.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import child_path
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.work.concerns.models import Concern, Requester, Topic

TOWNSHIPS, VILLAGES, BUREAUS, DAYS, PASSWORD = 10, 10, 20, 730, "Lianxin-2026"
TABLES = (Concern._meta.db_table, Requester._meta.db_table)
#: what of a row is drawn by chance; each `hashtext` is the same for the same number, so that two runs make the same county
DRAWN = """
    SELECT n, %(today)s::date - (abs(hashtext('d' || n)) %% {days}) AS received,
      abs(hashtext('v' || n)) %% {villages} AS village, abs(hashtext('b' || n)) %% {bureaus} AS bureau,
      abs(hashtext('s' || n)) %% 1000 AS luck, abs(hashtext('l' || n)) %% 30 AS took, abs(hashtext('r' || n)) %% 100 AS rated
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
LIVED = """
    SELECT *, CASE WHEN luck < 10 THEN 'declined' WHEN luck < 20 OR %(today)s::date - received < 2 THEN 'registered'
      WHEN received + took > %(today)s::date OR luck < 30 THEN 'in_hand' WHEN luck < 40 THEN 'replied' ELSE 'closed' END
      AS state
    FROM drawn
"""
MONTH = "(EXTRACT(YEAR FROM {0})::int * 12 + EXTRACT(MONTH FROM {0})::int - 1)"
ACCEPTED = "CASE WHEN state NOT IN ('declined', 'registered') THEN received END"
REPLIED = "CASE WHEN state IN ('replied', 'closed') THEN received + took END"
CLOSED = "CASE WHEN state = 'closed' THEN received + took END"
RATED = "CASE WHEN state = 'closed' AND rated < 40 THEN received + took END"
HANDLED = "state NOT IN ('declined', 'registered')"
GIVEN = {
    "id": "n", "code": "lpad(upper(to_hex(n)), 10, '0')", "title": "'村口的路灯坏了半个月'", "kind": "'help'",
    "text": "'村口的路灯坏了半个月，老人晚上出门看不见路，反映过两次还没有人来修，请尽快安排。第' || n || '件。'",
    "channel": "(ARRAY['counter', 'phone', 'web'])[1 + n % 3]", "place": "'村口'", "status": "state",
    "unit_id": "(%(unit_ids)s::bigint[])[1 + village]", "unit_path": "(%(unit_paths)s::text[])[1 + village]",
    "handler_id": f"CASE WHEN {HANDLED} THEN (%(bureau_ids)s::bigint[])[1 + bureau] END",
    "handler_path": f"CASE WHEN {HANDLED} THEN (%(bureau_paths)s::text[])[1 + bureau] ELSE '' END",
    "topic_id": f"CASE WHEN {HANDLED} THEN (%(topics)s::bigint[])[1 + n %% %(topic_count)s] END",
    "handling": f"CASE WHEN {HANDLED} THEN 'time_limit' ELSE '' END", "recorded_at": "received + time '09:00'",
    "received_on": "received", "accepted_on": ACCEPTED, "assigned_on": ACCEPTED, "handed_on": ACCEPTED,
    "acknowledged_on": ACCEPTED, "replied_on": REPLIED, "closed_on": CLOSED, "rated_on": RATED,
    "outcome": "CASE WHEN state = 'closed' THEN 'solved' ELSE '' END", "clock_start": ACCEPTED,
    "round_clock_start": ACCEPTED, "first_due_on": f"CASE WHEN {HANDLED} THEN received + 25 END",
    "due_on": f"CASE WHEN {HANDLED} THEN received + 25 END",
    "rating": f"CASE WHEN ({RATED}) IS NULL THEN '' WHEN rated < 30 THEN 'satisfied' ELSE 'dissatisfied' END",
    "rated_contacted": f"CASE WHEN ({RATED}) IS NOT NULL THEN true END",
    "rated_solved": f"CASE WHEN ({RATED}) IS NOT NULL THEN rated < 35 END",
    "received_month": MONTH.format("received"), "accepted_month": MONTH.format(f"({ACCEPTED})"),
    "assigned_month": MONTH.format(f"({ACCEPTED})"), "replied_month": MONTH.format(f"({REPLIED})"),
    "closed_month": MONTH.format(f"({CLOSED})"), "rated_month": MONTH.format(f"({RATED})"),
    "days_to_close": f"({CLOSED}) - received",
}  # fmt: skip


def nation(at: datetime) -> Unit:
    """最上级: the one unit without a parent, above the counties."""
    return orgs.create_unit(name="全国", kind="county", parent=None, by=SYSTEM, at=at)


class Homes(ABC):
    """县住在哪里: where the counties' records are; `counties` in the order in which they came."""

    def __init__(self, at: datetime) -> None:
        self.at, self.counties = at, list[Unit]()

    @abstractmethod
    def add(self, numbers: Iterable[int], each: int, today: date) -> None:
        """More counties, by number, each with so many concerns."""

    def enter(self, number: int) -> Unit:
        """One of them; what is asked afterwards is asked of where it lives."""
        return self.counties[number - 1]

    def each(self) -> Iterator[Unit]:
        """All of them, one after another, each entered."""
        return (self.enter(number) for number in range(1, len(self.counties) + 1))


class OneHome(Homes):
    """同一个库: all below one unit, in the tables of one database."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.top = nation(at)

    def add(self, numbers: Iterable[int], each: int, today: date) -> None:
        new = [county(self.top, number, self.at) for number in numbers]
        fill(new, each, today)
        self.counties += new


class HouseEach(Homes):
    """一县一库: a database for each on one server, copied from the one that was migrated, as `lianxin county add` makes it."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.first = str(connection.settings_dict["NAME"])

    def add(self, numbers: Iterable[int], each: int, today: date) -> None:
        for number in numbers:
            self._open("postgres")
            with connection.cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{self._named(number)}" TEMPLATE "{self.first}"')
            self._open(self._named(number))
            made = county(None, number, self.at)
            fill([made], each, today, first=(number - 1) * each + 1)
            self.counties.append(made)

    def enter(self, number: int) -> Unit:
        self._open(self._named(number))
        return super().enter(number)

    def _named(self, number: int) -> str:
        return f"{self.first}_{number}"

    @staticmethod
    def _open(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name


def county(top: Unit | None, number: int, at: datetime) -> Unit:
    """A county with townships, villages and bureaus, and its clerk (`clerk1`, …), who looks at nothing else."""
    code = f"{11 + number % 30}{number // 30 + 1:04d}"
    made = orgs.create_unit(name=f"第{number}县", kind="county", parent=top, by=SYSTEM, at=at, code=code)
    towns = [_row(made, n, f"第{number}县{n}镇", "township") for n in range(1, TOWNSHIPS + 1)]
    bureaus = [_row(made, TOWNSHIPS + n, f"第{number}县{n}局", "department") for n in range(1, BUREAUS + 1)]
    Unit.objects.bulk_create([*towns, *bureaus])
    Unit.objects.bulk_create(
        _row(town, n, f"{town.name}{n}村", "village") for town in towns for n in range(1, VILLAGES + 1)
    )
    person = orgs.create_person(username=f"clerk{number}", name="周敏", password=PASSWORD, by=SYSTEM, at=at)
    since = timezone.localdate(at).replace(month=1, day=1)
    Posting.objects.create(person=person, unit=made, role="county_clerk", valid_from=since)
    return made


def _row(parent: Unit, number: int, name: str, kind: str) -> Unit:
    return Unit(name=name, kind=kind, parent=parent, path=child_path(parent.path, number))


def fill(counties: list[Unit], each: int, today: date, first: int = 0) -> None:
    """So many concerns for each of these counties, after those that are there; indexes and statistics as in real use.

    `first` is the number of the first one, from which all of its life is drawn; else the next that is free.
    """
    with connection.cursor() as cursor, _without_indexes(cursor):
        for made in counties:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {TABLES[0]}")  # noqa: S608
            begin = first or cursor.fetchone()[0] + 1
            _insert(cursor, made, begin, begin + each - 1, today)
            print(f"  {made.name}: {begin + each - 1} 件", flush=True)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")


def _insert(cursor: Any, made: Unit, first: int, last: int, today: date) -> None:
    below = Unit.objects.under(made).order_by("path").values_list("pk", "path", "kind")
    villages = [(pk, path) for pk, path, kind in below if kind == "village"]
    bureaus = [(pk, path) for pk, path, kind in below if kind == "department"]
    topics = list(Topic.objects.filter(parent__isnull=False).order_by("code").values_list("pk", flat=True)[:20])
    given = {
        "first": first, "last": last, "today": today, "topics": topics, "topic_count": len(topics),
        "unit_ids": [pk for pk, _path in villages], "unit_paths": [path for _pk, path in villages],
        "bureau_ids": [pk for pk, _path in bureaus], "bureau_paths": [path for _pk, path in bureaus],
    }  # fmt: skip
    drawn = DRAWN.format(days=DAYS, villages=len(villages), bureaus=len(bureaus))
    columns = {field.column: _value(field) for field in Concern._meta.concrete_fields}
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"WITH drawn AS ({drawn}), lived AS ({LIVED}) INSERT INTO {TABLES[0]} ({names}) "  # noqa: S608
        f"SELECT {', '.join(columns.values())} FROM lived",
        given,
    )
    cursor.execute(
        f"INSERT INTO {TABLES[1]} (concern_id, name, phone, address, people_count, category) "  # noqa: S608
        "SELECT n, '王长青', '', '', 1, '' FROM generate_series(%s::bigint, %s::bigint) AS n",
        [first, last],
    )


def _value(field: Any) -> str:
    """What a column is given: its expression, nothing, or what a new record has."""
    if field.column in GIVEN:
        return GIVEN[field.column].replace("n % 3", "n %% 3")
    if field.null:
        return "NULL"
    default = field.get_default()
    return f"'{default or ''}'" if isinstance(default, str) or default is None else str(default).lower()


@contextmanager
def _without_indexes(cursor: Any) -> Iterator[None]:
    """Indexes that no constraint stands on are taken away and put back; foreign keys sleep meanwhile."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN "
        "(SELECT conname FROM pg_constraint) ORDER BY indexname", [list(TABLES)],
    )  # fmt: skip
    indexes = cursor.fetchall()
    cursor.execute(
        "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '1GB'"
    )
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    for _name, definition in indexes:
        cursor.execute(definition)
    cursor.execute("SET session_replication_role = DEFAULT")
