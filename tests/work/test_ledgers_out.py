"""导出再导入: what leaves a ledger is recognised column by column when it comes back, and brings nothing that is there."""

import csv
import io

import pytest

from lianxin.base.intake import commands, leaving
from lianxin.base.intake.kinds import KINDS, Given
from lianxin.base.intake.models import Taking
from lianxin.pure.intake import Line, propose, read
from lianxin.pure.ledgers import Skipped
from lianxin.pure.tabular import csv_bytes
from tests.conftest import NOON
from tests.work.household_scenes import day, household_made, need_noted

GOING = [kind for kind in KINDS.values() if kind.out is not None]
FOOT = "赵明（定安县 县群工办经办员）导出于 2026-11-23，只限工作使用。副本 K7M2Q。"


def carried(kind: str, by, unit, *, is_whole: bool = False, encoding: str = "utf-8-sig") -> bytes:
    """The file of a ledger as it leaves, its foot included."""
    found = KINDS[kind]
    rows = (found.out.whole if is_whole else found.out.rows)(by, unit, day())
    lines = leaving.lines(found, list(rows), is_whole=is_whole)
    return csv_bytes([leaving.headings(found), *lines, [FOOT]], encoding)


def cells(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))[:-1]


def looked(town, kind: str, data: bytes, who: str, unit) -> Taking:
    by = getattr(town, who)
    taking = commands.receive(
        kind=KINDS[kind], data=data, file_name="台账.csv", unit=unit, posting=town.postings[who], by=by, at=NOON
    )
    return commands.look(taking=taking, by=by, at=NOON)


@pytest.mark.parametrize("kind", GOING, ids=lambda kind: kind.code)
def test_every_column_that_leaves_is_recognised_and_the_foot_is_no_row(kind) -> None:
    heads = leaving.headings(kind)
    placed = propose(heads, kind.columns)

    assert {code: one.column for code, one in placed.items()} == {
        one.code: at for at, one in enumerate(kind.columns, start=1)
    }
    assert isinstance(read([FOOT], placed, kind.columns, number=9, names=heads), Skipped)
    said = {one.code: _some(one) for one in kind.columns}
    row = next(leaving.lines(kind, [Given("x:1", said)], is_whole=True))
    line = read(row, placed, kind.columns, number=2, names=heads)
    assert isinstance(line, Line) and line.values == said


def _some(column):
    """A value of each sort, as a command would take it."""
    if column.reads in ("choice", "choices"):
        return column.choices[-1].code if column.reads == "choice" else [column.choices[0].code]
    return {"day": day(), "number": 3, "yes_no": True}.get(column.reads, "三组 2 号")


def test_what_is_there_comes_back_as_known_and_what_is_masked_not_at_all(town) -> None:
    household = household_made(town)
    need_noted(town, household)
    for kind, who in (("units", "admin"), ("persons", "admin"), ("households", "head")):
        unit = town.shiqiao if kind == "households" else town.county
        data = carried(kind, getattr(town, who), unit, is_whole=kind == "households")
        preview = looked(town, kind, data, who, unit).preview
        assert (preview["fresh"], preview["rejected"]) == (0, 0), kind
        assert preview["known"] == len(cells(data)) > 0, kind

    masked = carried("households", town.head, town.shiqiao)
    assert "王长青" not in masked.decode() and "13900000001" not in masked.decode() and "王**" in masked.decode()
    assert "户主常年吃药" not in masked.decode()
    taking = looked(town, "households", masked, "head", town.shiqiao)
    assert "掩去名字" in taking.preview["sheets"][0]["rejected_rows"][0]["reasons"][0]
    assert "13" not in cells(carried("persons", town.admin, town.county))[0]["电话"]


def test_a_household_of_a_minor_leaves_without_the_guardian(town) -> None:
    household_made(town, head_name="刘外婆", is_guardian=True)
    household_made(town, door="14号", head_name="王二青")

    for is_whole, count in ((False, 2), (True, 1)):
        data = carried("households", town.head, town.shiqiao, is_whole=is_whole)
        assert "刘" not in data.decode() and len(cells(data)) == count
    assert cells(carried("households", town.stranger, town.shiqiao)) == []


NEW_UNITS = (
    "名称,类别,上级单位,代码,电话\n新安镇,乡镇,,130682103,0000-7\n西沟村,,新安镇,130682103201,\n石桥村,,新安镇,,\n"
)
NEW_STAFF = (
    "姓名,工作单位,职务,登录名,联系电话,起\n沈小河,西沟村,站长,shenxh,00000000011,2025-1-1\n"
    "沈小河,新安镇,经办员,shenxh,00000000011,2026-1-1\n何新,新安镇/石桥村,站长,hexin,,2026-1-1\n"
)


def taken(town, kind: str, data: bytes) -> Taking:
    taking = looked(town, kind, data, "admin", town.county)
    commands.confirm(taking=taking, by=town.admin, at=NOON)
    return commands.take_in(taking=taking, by=town.admin, at=NOON)


@pytest.mark.thorough
def test_a_tree_of_units_and_its_staff_come_back_after_they_were_taken_out(town) -> None:
    batches = [taken(town, "units", NEW_UNITS.encode()), taken(town, "persons", NEW_STAFF.encode())]
    assert [one.added for one in batches] == [3, 3]
    left = {kind: carried(kind, town.admin, town.county, is_whole=kind == "persons") for kind in ("units", "persons")}
    assert "00000000011" in left["persons"].decode() and "新安镇/石桥村" in left["persons"].decode()

    for batch in reversed(batches):
        commands.undo(taking=batch, by=town.admin, at=NOON)
    again = [taken(town, kind, left[kind]) for kind in ("units", "persons")]

    assert [(one.added, one.rejected) for one in again] == [(3, []), (3, [])]
    for kind, data in left.items():
        fresh = carried(kind, town.admin, town.county, is_whole=kind == "persons")
        assert sorted(fresh.decode().splitlines()) == sorted(data.decode().splitlines())
