"""剧组: one town and the same few people for every story.

定安县 (invented) with its 群工办; 清水镇 with 石桥村 and 柳湾村; 白沙镇 next door with 沙河村; two bureaus; a school.
`town.clerk` registers and assigns for the county; `town.officer` works on things in 清水镇; `town.builder` in the
building bureau; `town.stranger`, from 白沙镇, must see nothing of 清水镇's.
"""

import gc
import os
import pickle
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.db.models.sql import InsertQuery
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as examples

from lianxin.base.checkpoints import guard as checkpoint_guard
from lianxin.base.journal import guard
from lianxin.base.journal.models import Entry, Head
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.project.tables import do_what_migrations_do
from lianxin.reports.freezes import guard as frozen_guard
from tests import outside


def _came_in_by_password(sender: Any, request: Any, user: Any, **told: Any) -> None:
    """Whom a story puts behind a browser (`force_login`) has just typed his password there."""
    if "account_authentication_methods" not in request.session:
        just_now = time.time() + 86400  # however slow the machine, nobody in a story went away meanwhile
        record = {"method": "password", "at": just_now, "username": user.username}
        request.session["account_authentication_methods"] = [record]
        request.session["account_authentication_methods_user"] = str(user.pk)


user_logged_in.connect(_came_in_by_password, dispatch_uid="tests.came_in")

PLANTED = ("lianxin.work.concerns.migrations.0002_topics", "lianxin.work.supervision.migrations.0002_ladder")
# A busy machine draws and runs slowly; no test here is about seconds.
TRIES = int(os.environ.get("LIANXIN_TRIES", "25"))
examples.register_profile(
    "any_machine", deadline=None, max_examples=TRIES, suppress_health_check=[HealthCheck.too_slow]
)
examples.load_profile("any_machine")
# Thousands of models and a whole town stay alive: looking for circles among them every 700 objects costs a tenth.
gc.set_threshold(200_000, 20, 100)

# Of the tests of pages one in so many, always the same ones: what a page shows hardly hangs on the database.
SHARE = int(os.environ.get("LIANXIN_SHARE", "1"))

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 2, 9, 0, tzinfo=SHANGHAI)  # a Monday; the town is set up then
NOON = datetime(2026, 11, 3, 12, 0, tzinfo=SHANGHAI)  # a Tuesday

CAST = [  # name in the fixture, username, name, unit, role
    ("clerk", "qgb", "周敏", "county", "county_clerk"),
    ("county_leader", "xld", "高远", "county", "county_leader"),
    ("inspector", "ducha", "严正", "county", "inspector"),
    ("auditor", "shenji", "白鉴", "county", "auditor"),
    ("admin", "xitong", "钱程", "county", "system_admin"),
    ("officer", "qingshui", "李青", "qingshui", "township_clerk"),
    ("leader", "qingshui_ld", "唐山河", "qingshui", "township_leader"),
    ("worker", "shiqiao", "石小桥", "shiqiao", "station_worker"),
    ("head", "shiqiao_zz", "石大山", "shiqiao", "station_head"),
    ("stranger", "baisha", "沙中金", "baisha", "township_clerk"),
    ("builder", "zhujian", "张建", "building", "department_clerk"),
    ("building_head", "zhujian_jz", "梁栋", "building", "department_head"),
    ("water", "shuili", "江流", "water_bureau", "department_clerk"),
    ("teacher", "yizhong", "孟校", "school", "school_clerk"),
    ("principal", "yizhong_xz", "孔长", "school", "school_head"),
]


@dataclass
class Town:
    """The units (attributes by name), the actors (by their name in CAST), and their accounts in `people`."""

    units: dict[str, Unit]
    actors: dict[str, Actor]
    people: dict[str, Person]
    postings: dict[str, Posting]

    def __getattr__(self, name: str) -> Any:
        for shelf in ("units", "actors"):
            found = self.__dict__.get(shelf, {})
            if name in found:
                return found[name]
        raise AttributeError(name)


def build_town() -> Town:
    """The town, made by commands."""
    at, first = START, date(2026, 1, 1)

    def unit(name: str, kind: str, parent: Unit | None) -> Unit:
        return orgs.create_unit(name=name, kind=kind, parent=parent, by=SYSTEM, at=at)

    county = unit("定安县", "county", None)
    units = {"county": county}
    for key, name, kind in [
        ("qingshui", "清水镇", "township"), ("baisha", "白沙镇", "township"), ("building", "县住建局", "department"),
        ("water_bureau", "县水利局", "department"), ("school", "县第一中学", "school"),
    ]:  # fmt: skip
        units[key] = unit(name, kind, county)
    for key, name, parent in [
        ("shiqiao", "石桥村", "qingshui"),
        ("liuwan", "柳湾村", "qingshui"),
        ("shahe", "沙河村", "baisha"),
    ]:
        units[key] = unit(name, "village", units[parent])
    people, postings, actors = {}, {}, {}
    for key, username, name, where, role in CAST:
        people[key] = orgs.create_person(username=username, name=name, password="Lianxin-2026", by=SYSTEM, at=at)
        postings[key] = orgs.post(person=people[key], unit=units[where], role=role, valid_from=first, by=SYSTEM, at=at)
        actors[key] = actor_for(postings[key])
    return Town(units, actors, people, postings)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of pages that LIANXIN_SHARE leaves to the other database."""
    left_out = [one for one in items if one.nodeid.startswith("tests/web/") and crc32(one.nodeid.encode()) % SHARE]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [one for one in items if one not in set(left_out)]


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> None:
    """With --nomigrations (make test) the tables come from the models; what our migrations do besides is done here.

    A new county gets its tables the same way; tests/project/test_first_start.py holds them equal to the migrations.
    """
    if request.config.getoption("nomigrations"):
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            do_what_migrations_do(editor)


_BUILT: list[tuple[bytes, list[tuple[str, Any]]]] = []


@pytest.fixture
def town(db: None) -> Town:
    """One town, the same few people: built by commands for the first story, its very rows set down again for the rest."""
    if not _BUILT:
        town = build_town()
        rows = (town.units.values(), town.people.values(), town.postings.values(), Entry.objects.order_by("n"),
                [Head.objects.get()])  # fmt: skip
        _BUILT.append((pickle.dumps(town), [put for one in rows for put in _insertions(list(one))]))
    else:
        with connection.cursor() as cursor:
            for statement, values in _BUILT[0][1]:
                cursor.execute(statement, values)
    return pickle.loads(_BUILT[0][0])  # noqa: S301  (our own bytes of a moment ago)


def _insertions(rows: list[Any]) -> list[tuple[str, Any]]:
    """The statements that set these rows down again: reckoned once, for five thousand stories."""
    query = InsertQuery(type(rows[0]))
    query.insert_values(type(rows[0])._meta.concrete_fields, rows, raw=True)
    return query.get_compiler(connection=connection).as_sql()


@pytest.fixture
def times() -> SimpleNamespace:
    """The moments that stories use."""
    return SimpleNamespace(start=START, noon=NOON)


@pytest.fixture(autouse=True, scope="session")
def _no_boxes_are_left() -> Iterator[None]:
    """The sealed and released boxes are files, which no transaction takes back; a run that was killed left its own."""
    for place in Path(settings.BALLOTS).parent.glob("lianxin-ballots-*"):
        if not Path("/proc", place.name.rpartition("-")[2]).exists():
            shutil.rmtree(place, ignore_errors=True)
    yield
    shutil.rmtree(settings.BALLOTS, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def _emptied_with_the_guard_down() -> Iterator[None]:
    """A test with real transactions empties the tables afterwards; the journal's triggers refuse that, rightly."""
    plain = TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        with connection.schema_editor() as editor:
            guard.lift_guard(None, editor)
            frozen_guard.lift_guard(None, editor)
            checkpoint_guard.lift_guard(None, editor)
        try:
            plain(case)
        finally:
            with connection.schema_editor() as editor:
                guard.raise_guard(None, editor)
                frozen_guard.raise_guard(None, editor)
                checkpoint_guard.raise_guard(None, editor)
            for name in PLANTED:  # the next test of this worker finds what every county has from the start
                import_module(name).plant(apps, None)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = plain


@pytest.fixture(autouse=True, scope="session")
def _no_connection_leaves_this_machine() -> Iterator[None]:
    with outside.nobody_is_asked():
        yield


@pytest.fixture(autouse=True)
def _and_nobody_tried() -> Iterator[None]:
    yield
    tried = outside.asked[:]
    outside.asked.clear()
    assert tried == []
