"""填表: an office's own table filled from the records, the ledgers in their usual columns; what leaves is noted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from lianxin.base import ledgers
from lianxin.base.indicators import get
from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.protection import masks
from lianxin.pure.periods import Period
from lianxin.reports.filling import commands, queries
from lianxin.reports.filling.models import TableTemplate, TemplateVersion
from lianxin.reports.filling.problems import Unfit
from lianxin.reports.freezes.commands import freeze
from lianxin.work.pledges.models import Pledge
from tests.conftest import NOON
from tests.pure.table_scenes import table
from tests.work import activity_scenes, meeting_scenes, pledge_scenes
from tests.work.conftest import registered
from tests.work.dispute_scenes import dispute_made, mediated
from tests.work.hazard_scenes import hazard_made
from tests.work.helping_scenes import fund_entered, item_added, plan_made
from tests.work.household_scenes import household_made, need_noted
from tests.work.rectification_scenes import issued
from tests.work.visit_scenes import visit_made

YEAR = Period.parse("2026")
UNITS = (
    ("序号",),
    ("镇名称",),
    ("村名称",),
    ("诉求", "收到诉求"),
    ("诉求", "按时办结率"),
    ("贫困户数（户）",),
    ("危房户（户）",),
)
ITEMS = (("编号",), ("填表项目",), ("单位",), ("数量",))


def uploaded(town: Any, data: bytes | None = None, **changes: Any) -> TemplateVersion:
    """The county's clerk uploads a table and confirms what was proposed for it."""
    fields = {
        "unit": town.county,
        "title": "问题整改工作台账",
        "name": "附件2.xlsx",
        "data": data or table(),
        "by": town.clerk,
        "at": NOON,
    }
    version = queries.current(commands.upload(**{**fields, **changes}))
    commands.set_mapping(
        version=version, kind=version.kind, ledger=version.ledger, below=version.below, columns=version.columns,
        cells=version.cells, items=version.items, by=town.clerk, at=NOON,
    )  # fmt: skip
    return queries.current(version.template)


def cells(file: commands.File, area: str) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(file.data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet[area]]


class TestATableOfOneRowPerRecord:
    def test_is_recognised_filled_in_its_own_layout_and_noted_with_its_digest(self, town):
        for number in range(5):
            issued(town, problem=f"问题{number}", measure="=1+1")
        version = uploaded(town)

        file = commands.fill(version=version, unit=town.county, period=YEAR, by=town.clerk, at=NOON, purpose="报市里")

        assert (version.kind, version.ledger, version.number) == ("list", "rectification", 1)
        assert version.columns == {"1": "number", "2": "problem", "3": "source", "4": "measure", "5": "owner", "6": "person",
                                   "7": "ends_on", "8": "signed_off"}  # fmt: skip
        rows = cells(file, "A5:I9")
        assert [row[:2] for row in rows] == [[n + 1, f"问题{n}"] for n in range(5)]
        assert rows[0][3:6] == ["=1+1", "县住建局", "张建"]
        assert (rows[0][6].date(), rows[0][8]) == (date(2026, 12, 20), None)
        assert cells(file, "A10:B11")[0] == ["合计", '=COUNTA(B5:B9)&"项"']
        assert cells(file, "A2:A2") + cells(file, "A11:A11") == [["填报单位：定安县"], ["填表人：周敏"]]
        assert file.filled is not None and file.filled.missing == ["盖章"]
        entry = Entry.objects.get(event="filling.filled")
        assert entry.detail["sha256"] == file.sha256 and entry.detail["version"] == 1
        assert book.sentence(entry).startswith(
            "按表样“问题整改工作台账”第 1 版填定安县 2026年，5 行，用途：报市里，校验值 "
        )

    def test_holds_what_its_filler_may_see_and_nothing_for_a_stranger(self, town):
        issued(town)
        version = uploaded(town)

        own = commands.fill(version=version, unit=town.building, period=YEAR, by=town.building_head, at=NOON)
        elsewhere = commands.fill(version=version, unit=town.baisha, period=YEAR, by=town.stranger, at=NOON)

        assert (own.rows, elsewhere.rows, cells(elsewhere, "A5:B5")) == (1, 0, [[None, None]])
        with pytest.raises(NotAllowed):
            commands.fill(version=version, unit=town.qingshui, period=YEAR, by=town.stranger, at=NOON)
        assert Entry.objects.filter(event="filling.filled").count() == 2

    def test_keeps_its_versions_and_is_not_filled_before_somebody_confirmed_it(self, town, monkeypatch):
        version = uploaded(town)
        given: dict[str, Any] = {"by": town.clerk, "at": NOON}

        again = commands.set_mapping(
            version=version, kind="list", ledger="rectification", columns={"2": "problem"}, **given
        )
        fresh = commands.replace(template=version.template, name="新表.xlsx", data=table(blank=2), **given)

        assert (again.number, fresh.number, fresh.set_on) == (2, 3, None)
        assert queries.current(version.template) == again
        assert TemplateVersion.objects.get(number=1).columns == version.columns
        with pytest.raises(Unfit, match="还没有确认"):
            commands.fill(version=fresh, unit=town.county, period=YEAR, **given)
        with pytest.raises(Unfit, match="请选从哪本台账取"):
            commands.set_mapping(version=fresh, kind="list", ledger="none", columns={"2": "problem"}, **given)
        with pytest.raises(Unfit, match="单位名称"):
            commands.set_mapping(version=fresh, kind="units", columns={"1": "number"}, **given)
        monkeypatch.setattr(commands, "WITHOUT_PURPOSE", 0)
        issued(town)
        with pytest.raises(Unfit, match="写明用途"):
            commands.fill(version=again, unit=town.county, period=YEAR, **given)
        with pytest.raises(NotAllowed):
            commands.upload(unit=town.county, title="表", name="a.xlsx", data=table(), by=town.officer, at=NOON)
        commands.retire(template=version.template, **given)
        assert not queries.templates(town.clerk).exists()

    def test_belongs_to_a_unit_and_is_there_for_those_below_it(self, town):
        version = uploaded(town, unit=town.qingshui, by=town.officer)

        seen = {
            who
            for who in ("officer", "worker", "clerk", "stranger", "builder")
            if queries.templates(getattr(town, who))
        }

        assert seen == {"officer", "worker", "clerk"}
        assert seen == {who for who in ("officer", "worker", "clerk", "stranger", "builder")
                        if getattr(town, who).may(commands.VIEW, version.template)}  # fmt: skip


class TestATableOfFigures:
    def test_has_a_row_for_each_village_each_figure_opens_and_a_filed_one_stands_first(self, town):
        registered(town)
        need_noted(town)
        version = uploaded(town, table(UNITS, title="各村统计表"))

        file = commands.fill(version=version, unit=town.county, period=YEAR, by=town.clerk, at=NOON)

        assert (version.kind, version.below) == ("units", "village+community")
        rows = [
            [1, "清水镇", "石桥村", 1, None, 1, None],
            [2, "清水镇", "柳湾村", 0, None, 0, None],
            [3, "白沙镇", "沙河村", 0, None, 0, None],
        ]
        assert cells(file, "A5:G7") == rows
        assert cells(file, "D9:F9") == [[1, None, 1]]
        assert file.filled is not None and file.filled.missing == ["危房户（户）"]
        for put in file.filled.puts:
            indicator, unit = put.figure.indicator, put.figure.unit
            counted: Any = indicator.counts[0]
            opened = counted.opened(YEAR, unit, by=town.clerk, today=NOON.date()).count()
            assert opened == (put.figure.part if put.figure.part is not None else put.figure.value)

        figure = get("concern.received").figure(YEAR, town.shiqiao, by=town.clerk, today=NOON.date())
        kept = freeze(of="return:TEST", figure=figure, by=town.clerk, at=NOON)
        registered(town)
        now, filed = (
            commands.fill(version=version, unit=town.county, period=YEAR, by=town.clerk, at=NOON, filed=filed) for filed in (False, True)
        )  # fmt: skip
        assert (cells(now, "D5:D5"), cells(filed, "D5:D5")) == ([[2]], [[1]])
        assert filed.filled is not None and kept.number in {one.frozen for one in filed.filled.puts}
        with pytest.raises(NotAllowed):
            commands.fill(version=version, unit=town.qingshui, period=YEAR, by=town.stranger, at=NOON)

    def test_keeps_to_the_units_and_the_items_that_the_table_names_itself(self, town):
        registered(town)
        sheet = load_workbook(BytesIO(table(UNITS, blank=2)))
        for row, name in ((5, "沙河村"), (6, "石桥村")):
            sheet.active.cell(row, 3).value = name
        items = load_workbook(BytesIO(table(ITEMS, blank=3, title="基本情况表")))
        for row, (number, item) in enumerate(
            (("101", "（一）收到诉求"), ("102", "二、办结诉求"), ("103", "集体收入")), 5
        ):
            items.active.cell(row, 1).value, items.active.cell(row, 2).value = number, item

        named = commands.fill(
            version=uploaded(town, saved(sheet)), unit=town.county, period=YEAR, by=town.clerk, at=NOON
        )
        version = uploaded(town, saved(items), title="基本情况表")
        listed = commands.fill(version=version, unit=town.shiqiao, period=YEAR, by=town.clerk, at=NOON)

        assert [row[2:4] for row in cells(named, "A5:D6")] == [["沙河村", 0], ["石桥村", 1]]
        assert (version.kind, version.items) == (
            "items",
            {"5": "figure:concern.received", "6": "figure:concern.closed"},
        )
        assert cells(listed, "B5:D7") == [
            ["（一）收到诉求", None, 1],
            ["二、办结诉求", None, 0],
            ["集体收入", None, None],
        ]


def saved(book_: Any) -> bytes:
    box = BytesIO()
    book_.save(box)
    return box.getvalue()


def needy(town: Any, door: str) -> Any:
    return need_noted(town, household_made(town, door=door)).household


MADE: dict[str, Callable[[Any, int], object]] = {
    "concerns": lambda town, n: registered(town),
    "rectification": lambda town, n: issued(town),
    "households": lambda town, n: household_made(town, door=f"{n}号"),
    "needy_households": lambda town, n: need_noted(town, household_made(town, door=f"x{n}号")),
    "help_plans": lambda town, n: item_added(town, plan_made(town, household=needy(town, f"y{n}"))),
    "help_funds": lambda town, n: fund_entered(town, 100),
    "hazards": lambda town, n: hazard_made(town),
    "visits": lambda town, n: visit_made(town, on=date(2026, 11, 1 + n % 2), whom=f"第{n}班"),
    "disputes": lambda town, n: mediated(town, dispute_made(town)),
    "activities": lambda town, n: activity_scenes.planned(town),
    "meeting_items": lambda town, n: meeting_scenes.decided(town),
    "pledges": lambda town, n: pledge_scenes.shown(town, title=f"承诺{n}") if not Pledge.objects.filter(title=f"承诺{n}") else None,
}  # fmt: skip


class TestTheLedgers:
    @pytest.mark.thorough
    def test_cost_as_many_statements_for_three_records_as_for_one_and_are_full_of_words_of_theirs(self, town):
        def read(code: str) -> tuple[int, int]:
            ledger = ledgers.get(code)
            with masks.within(NOON.date()), CaptureQueriesContext(connection) as caught:
                rows = list(ledger.rows(town.clerk, town.county, YEAR, NOON.date()))
                for row in rows:
                    assert all(isinstance(one.value(row), str | int | Decimal | date | None) for one in ledger.columns)
            return len(rows), len(caught)

        found = {}
        for code, make in MADE.items():
            make(town, 1)
            one = read(code)
            make(town, 2)
            make(town, 3)
            more = read(code)
            found[code] = (one[0] >= 1, more[0] > one[0], more[1] - one[1])

        assert found == dict.fromkeys(MADE, (True, True, 0))
        assert {"reception", "reception_days", "writings"} | set(MADE) <= set(ledgers.LEDGERS)

    def test_leave_out_what_is_walled_off_and_hide_who_asked_as_every_list_does(self, town):
        registered(town, text="王长青说路灯不亮，电话13900000001。")
        registered(town, kind="complaint", text="对镇里的态度有意见。", by=town.clerk, subject_units=[town.qingshui])
        need_noted(town)
        dispute_made(town)

        def told(code: str, by: Any) -> str:
            ledger = ledgers.get(code)
            rows = ledger.rows(by, town.qingshui, None, NOON.date())
            return "\n".join("|".join(str(one.value(row) or "") for one in ledger.columns) for row in rows)

        assert "态度" not in told("concerns", town.officer) and "态度" in told("concerns", town.clerk)
        for words in (told("concerns", town.clerk), told("needy_households", town.worker), told("disputes", town.head)):
            assert words and "王长青" not in words and "13900000001" not in words
        assert "王**" in told("concerns", town.officer) and "王**" in told("needy_households", town.worker)
        assert "王" not in told("needy_households", town.leader)
        assert told("concerns", town.stranger) == told("households", town.stranger) == ""

    def test_are_exported_as_numbers_days_and_texts_and_the_export_is_noted(self, town, monkeypatch):
        registered(town, text='=HYPERLINK("http://x")')
        ledger = ledgers.get("concerns")
        given: dict[str, Any] = {"ledger": ledger, "unit": town.qingshui, "by": town.officer, "at": NOON}

        file = commands.export(period=YEAR, purpose="年底归档", **given)

        rows = cells(file, "A1:K3")
        assert rows[0][0] == "清水镇2026年诉求登记台账"
        assert rows[1] == [str(one.label) for one in ledger.columns[:11]]
        assert (rows[2][0], rows[2][2].date(), rows[2][10]) == (1, NOON.date(), '\'=HYPERLINK("http://x")')
        assert load_workbook(BytesIO(file.data)).worksheets[0]["K3"].data_type == "s"
        entry = Entry.objects.get(event="filling.exported")
        assert (entry.detail["rows"], entry.detail["sha256"], entry.detail["purpose"]) == (1, file.sha256, "年底归档")
        monkeypatch.setattr(commands, "WITHOUT_PURPOSE", 0)
        with pytest.raises(Unfit, match="写明用途"):
            commands.export(period=None, **given)
        with pytest.raises(NotAllowed):
            commands.export(period=None, **{**given, "unit": town.baisha})
        with pytest.raises(NotAllowed):
            commands.export(period=None, **{**given, "by": town.admin})
        assert TableTemplate.objects.count() == 0
