"""宣传数字: a town's half year out of its records, every number opening to the lines that make it up."""

import re
from datetime import date

import pytest

from lianxin.work.activities import commands
from tests.conftest import NOON
from tests.web.world import read
from tests.work.activity_scenes import held

#: 村里的宣传点, the day, how many stands there were
STANDS = (("石桥村", 7, 6, 2), ("柳湾村", 8, 3, 2), ("清水集", 9, 8, 3), ("石桥村", 10, 12, 1), ("柳湾村", 11, 2, 1))
MATERIALS = (("宣传折页", 7, 6, 3200), ("宣传图片", 8, 3, 800), ("年历", 9, 8, 4000))
#: who, the day, how many, how one knows
GROUPS = (
    ("赶集群众", 9, 8, 8000, "handed_out", "每份资料算两人看过"), ("各村群众", 10, 12, 4300, "estimate", "宣传点每十分钟数一次"),
    ("参加宣讲的村民", 11, 2, 200, "sign_in", ""),
)  # fmt: skip
HALF = "2026-H2"


def day(month, number):
    return date(2026, month, number)


@pytest.fixture
def half_year(town):
    """清水镇's publicity from July to November: five days in villages and at the fair; what 白沙镇 did is not its."""
    by_day = {}
    for place, month, number, stands in STANDS:
        activity = held(town, title=f"{place}法治宣传", on=day(month, number), place=place)
        by_day[month, number] = given = {"activity": activity, "by": town.officer, "at": NOON}
        commands.note_part(kind="stand", what="法治宣传点", number=stands, **given)
    for what, month, number, copies in MATERIALS:
        commands.note_part(kind="material", what=what, number=copies, **by_day[month, number])
    for whom, month, number, people, method, words in GROUPS:
        commands.count_people(whom=whom, people=people, method=method, method_words=words, **by_day[month, number])
    for month, number in ((7, 6), (8, 3), (9, 8)):
        commands.note_part(kind="trip", what="流动宣传车", number=1, **by_day[month, number])
    for month, number in ((8, 3), (11, 2)):
        commands.note_part(kind="issue", what="法制宣传栏", number=1, **by_day[month, number])
    other = held(town, unit=town.baisha, title="白沙镇宣传", by=town.stranger)
    commands.note_part(activity=other, kind="material", what="年历", number=999, by=town.stranger, at=NOON)
    before = held(town, title="上半年的宣传", on=day(6, 30))
    commands.note_part(activity=before, kind="stand", what="宣传点", number=5, by=town.officer, at=NOON)
    return by_day


def opened(client, page, code):
    """The page behind a figure of this page."""
    link = re.search(rf'href="(/figures/open/[^"]*activity\.{code}&[^"]*)"', page.replace("&amp;", "&"))
    assert link, code
    return read(client, link[1])


@pytest.mark.mechanism("M255", "M256")
class TestTheHalfYearOfPublicity:
    def test_comes_out_of_the_records_in_its_sentence_and_each_figure_opens(self, enter, town, half_year):
        client = enter("officer")
        page = read(client, f"/activities/publicity/?period={HALF}")

        assert "设立宣传点 9 次，出动宣传车 3 台次，墙报、专栏 2 期，发放宣传资料 8000 份，受教育 12500 人次" in page
        assert "其中估计得来的 12300 人次" in page and "每份资料算两人看过" in page and "签到表" in page
        assert "白沙镇宣传" not in page and "上半年的宣传" not in page
        stands = opened(client, page, "stands")
        assert stands.count("法治宣传点") == 5 and "3 次" in stands
        materials = opened(client, page, "materials")
        assert all(f"{copies} 份" in materials for _what, _month, _day, copies in MATERIALS)
        people = opened(client, page, "attendances")
        assert (
            "估计：宣传点每十分钟数一次" in people and "8000" in people and "按发放份数：每份资料算两人看过" in people
        )
        assert "流动宣传车" in opened(client, page, "trips") and "法制宣传栏" in opened(client, page, "issues")

    def test_changes_with_a_line_struck_out_and_wants_a_word_on_every_estimate(self, enter, town, half_year):
        client, here = enter("officer"), half_year[9, 8]["activity"]
        there = f"/activities/of/{here.code}/"
        refused = client.post(f"{there}do/people/", {"whom": "过路群众", "people": "50", "method": "estimate"})
        assert "请写一句是怎么估的" in refused.content.decode()
        line = here.parts.get(kind="material")
        assert client.post(f"{there}strike/part/{line.pk}/", {"reason": "记成两遍"}).url == there
        assert "发放宣传资料 4000 份" in read(client, f"/activities/publicity/?period={HALF}")
        assert enter("stranger").get(there).status_code == 404
        assert "发放宣传资料 999 份" in read(client, f"/activities/publicity/?period={HALF}")  # his own town's
        assert "发放宣传资料 4999 份" in read(enter("clerk"), f"/activities/publicity/?period={HALF}")
