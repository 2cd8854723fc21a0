"""签发的打算: what a signed summary promises becomes tasks, as it was signed; the next one answers for each."""

from datetime import date, datetime

import pytest

from lianxin.pure.paper import Heading, Para, Text, runs
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies, commands, queries
from lianxin.reports.documents.findings import find_all
from lianxin.reports.nextsteps.models import NextStep
from lianxin.reports.summaries import commands as summaries
from lianxin.reports.summaries.promised import promises_in
from tests.conftest import SHANGHAI
from tests.reports.return_scenes import solved_by

NOVEMBER, DECEMBER = Period.parse("2026-11"), Period.parse("2026-12")


def at(year, month, day):
    return datetime(year, month, day, 10, tzinfo=SHANGHAI)


def drafted(town, period, when):
    return commands.draft(unit=town.qingshui, kind="summary_month", period=period, by=town.officer, at=when)


def signed(town, document, when):
    commands.submit(document=document, by=town.officer, at=when)
    return commands.issue(document=document, by=town.leader, at=when)


def rewritten(town, document, when, change, *further):
    """The document with its paragraphs changed by hand and these added at its end."""
    newest = queries.newest(document)
    paper = bodies.paper_of(document, newest)
    items = [change(one) if isinstance(one, Para) else one for one in paper.body]
    commands.edit(document=document, base=newest.number, title=newest.title, addressee="", items=[*items, *further],
                  by=town.officer, at=when)  # fmt: skip
    document.refresh_from_db()


class TestASignedSummary:
    @pytest.mark.thorough
    @pytest.mark.mechanism("M290")
    def test_gives_its_lines_out_as_they_were_signed_and_the_next_one_answers_for_them(self, town):
        solved_by(town, town.qingshui, 2)
        document = drafted(town, NOVEMBER, at(2026, 12, 2))

        def sooner(one):
            words = "".join(run.text for run in one.runs)
            if "责任单位：清水镇" not in words:
                return one
            return Para(
                (Text(words.replace("2027年1月31日", "2026年12月20日").replace("清水镇。", "石桥村（石保国）。")),)
            )

        rewritten(town, document, at(2026, 12, 2), sooner, Heading(2, runs("清理旧账")),
                  Para(runs("逐本核对旧的台账。完成时限：2026年12月25日前。责任单位：清水镇。")))  # fmt: skip
        assert not NextStep.objects.exists()

        signed(town, document, at(2026, 12, 3))

        asked, own = NextStep.objects.order_by("pk")
        assert (asked.heading, asked.problem, asked.due_on) == ("请群众评价", "few_ratings", date(2026, 12, 20))
        assert (asked.owner_unit, asked.owner, asked.about) == (town.shiqiao, "石保国", "2026-11")
        assert (own.heading, own.text, own.due_on) == ("清理旧账", "逐本核对旧的台账", date(2026, 12, 25))
        assert own.owner_unit == town.qingshui and own.source == asked.source == "summary"

        then = drafted(town, DECEMBER, at(2027, 1, 4))
        reading = bodies.read(bodies.paper_of(then, queries.newest(then)))
        assert "上月提出的下步打算2项，都还在落实。" in reading.text
        found = find_all(then, reading, by=town.officer, today=date(2027, 1, 4))
        assert [one.remark.explain for one in found if one.grade in ("wrong", "doubtful")] == []

    @pytest.mark.thorough
    def test_sets_nothing_down_twice_and_waits_for_the_signature(self, town):
        solved_by(town, town.qingshui, 2)
        document = drafted(town, NOVEMBER, at(2026, 12, 2))
        [step] = summaries.hand_out(unit=town.qingshui, period=NOVEMBER, by=town.officer, at=at(2026, 12, 2))

        signed(town, document, at(2026, 12, 3))

        assert NextStep.objects.get() == step
        again = commands.draft(unit=town.qingshui, kind="summary_quarter", period=Period.parse("2026-Q4"), by=town.officer,
                               at=at(2027, 1, 4))  # fmt: skip
        signed(town, again, at(2027, 1, 4))
        assert NextStep.objects.filter(heading="请群众评价").count() == 1


class TestReadingThem:
    def test_takes_what_says_by_when_and_who_and_nothing_else(self):
        items = [
            Heading(1, runs("存在问题")), Para(runs("拖了。完成时限：2026年1月1日前。责任单位：甲。")),
            Heading(1, runs("下步打算")), Heading(2, runs("继续清账")),
            Para(runs("逐本核对。完成时限：2026年12月31日前。责任单位：甲村（李）。")),
            Para(runs("大家努力。")), Para(runs("坐班接访，逐件登记。责任单位：乙镇。完成时限：2026年2月29日前。")),
            Para(runs("坐班接访，逐件登记。责任单位：乙镇。完成时限：2028年2月29日前。")),
        ]  # fmt: skip

        found = promises_in(items, "下步打算")

        assert [(one.heading, one.due_on.isoformat(), one.unit, one.owner) for one in found] == [
            ("清账", "2026-12-31", "甲村", "李"), ("坐班接访", "2028-02-29", "乙镇", ""),
        ]  # fmt: skip
