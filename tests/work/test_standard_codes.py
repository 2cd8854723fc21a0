"""分类编码对照: the codes of the systems above, uploaded by the county, along topic × tag; the past keeps its own table."""

from datetime import date, datetime

import pytest

from lianxin.base.ledgers import LEDGERS
from lianxin.base.versions import commands
from lianxin.pure.problems import Unfit
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns import standard_codes as codes
from lianxin.work.concerns.models import Tag
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, SHANGHAI
from tests.work.conftest import at_state, lamp_topic, registered

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
HEAD = ["分类", "标签", "编码", "名称"]


def lamp() -> str:
    return "/".join(codes.names_of(lamp_topic()))


def in_force(town, rows, name="甲标准（2026）", at=NOON, day=TODAY):
    value = {"name": name, "rows": rows}
    version = commands.draft(
        kind="codes", key="national", value=value, valid_from=day, why="上报要用", by=town.clerk, at=at
    )
    version = commands.submit(version=commands.try_out(version=version, by=town.clerk, at=at), by=town.clerk, at=at)
    return commands.approve(version=version, by=town.county_leader, at=at), version.tried["lines"]


class TestATable:
    def test_is_read_with_what_cannot_be_listed_apart(self, town):
        above = codes.names_of(lamp_topic())[0]
        rows = [HEAD, ["道路路灯", None, 101.0, "路灯"], [above, "", "1"], ["没有这类", "", "9"], [lamp(), "没有", "9"],
                [lamp(), "", ""], [lamp(), "", "102"], [None, None, None]]  # fmt: skip
        good, bad = codes.read(rows)

        assert good == [[lamp(), "", "101", "路灯"], [above, "", "1", ""]]
        assert [one.number for one in bad] == [4, 5, 6, 7]
        assert [word in one.why for one, word in zip(bad, ["在用分类", "标签", "编码", "重复"], strict=True)] == [
            True
        ] * 4

    def test_gives_the_narrowest_code_the_tag_first(self):
        book = codes.book_of({"rows": [["甲", "", "1", ""], ["甲/乙", "", "11", ""], ["甲", "急", "1J", ""]]})

        assert book.find(("甲", "乙"))[0] == "11" and book.find(("甲", "丙"))[0] == "1"
        assert book.find(("甲", "丙"), ["急", "老"])[0] == "1J" and book.find(("丁",))[0] == "" == book.find(())[0]

    @pytest.mark.parametrize(
        ("value", "sentence"),
        [
            ({"name": "", "rows": [["x", "", "1", ""]]}, "哪份标准"), ({"name": "甲", "rows": []}, "没有一行"),
            ({"name": "甲", "rows": [["没有这类", "", "1", ""]]}, "第 1 行"), ({"name": "甲", "rows": [["x", 1]]}, "读不懂"),
        ],
    )  # fmt: skip
    def test_that_cannot_be_is_refused(self, town, value, sentence):
        with pytest.raises(Unfit, match=sentence):
            codes.check("national", value)

    @pytest.mark.mechanism("F010")
    def test_stands_in_the_ledger_by_the_day_of_receipt_and_tells_before_whom_it_would_touch(self, town):
        old = at_state(town, Status.ASSIGNED)
        tag = concerns.keep_tag(label="夜间", by=town.clerk, at=NOON)
        in_force(town, [[lamp(), "", "0101", "路灯"]])
        later = datetime(2026, 12, 8, 9, 0, tzinfo=SHANGHAI)

        _version, told = in_force(
            town, [[lamp(), "", "A1", ""], [lamp(), "夜间", "A1N", ""]], at=later, day=later.date()
        )

        assert "收到的诉求共 1 件：有编码的 1 件，没有的 0 件" in told[0]["words"] and told[1]["codes"] == [old.code]
        new = registered(town, at=later).concern
        new = concerns.classify(concern=new, topic=lamp_topic(), kind=new.kind, handling="explain", by=town.clerk, at=later,
                                policy="《城市道路照明管理规定》", article="第九条", stance="已说明")  # fmt: skip
        concerns.tag(concern=new, tags=[tag], by=town.clerk, at=later)
        ledger = LEDGERS["concerns"]
        column = next(one for one in ledger.columns if one.code == "code_national")
        rows = ledger.rows(town.clerk, town.county, None, later.date())
        assert {row.concern.code: column.value(row) for row in rows} == {old.code: "0101", new.code: "A1N"}
        assert codes.Shelf().code("national", date(2026, 11, 1), codes.names_of(lamp_topic())) == ""
        assert Tag.objects.count() == 1
