"""分类的版本: a topic is never changed, only followed by another; figures of two versions lie side by side."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from lianxin.base.indicators.cells import breakdown
from lianxin.base.indicators.lines import UNLIKE, changed
from lianxin.base.indicators.registry import DIMENSIONS, INDICATORS
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands, topic_files
from lianxin.work.concerns.models import Concern, Topic, TopicMap
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.topic_tree import UNMATCHED, below, compare, flat, folding, tree, valid
from tests.conftest import NOON
from tests.work.conftest import registered

LATER, NEXT_YEAR = NOON + timedelta(days=40), NOON + timedelta(days=365)


@pytest.fixture
def clerk(town):
    return {"by": town.clerk, "at": NOON}


def sheet(*rows) -> bytes:
    file = BytesIO()
    with Workbook(file) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


def named(label: str) -> Topic:
    return Topic.objects.get(label=label, valid_to=None)


class TestTheTree:
    def test_grows_to_three_levels_by_the_county_alone(self, town, clerk):
        third = commands.add_topic(label="路灯电缆", parent=named("道路路灯"), **clerk)

        assert third.code.startswith(named("道路路灯").code) and len(flat(tree(valid()))[2].names) == 3
        with pytest.raises(Unfit, match="三级"):
            commands.add_topic(label="四级", parent=third, **clerk)
        with pytest.raises(Unfit, match="已经有"):
            commands.add_topic(label="路灯电缆", parent=named("道路路灯"), **clerk)
        for who in ("officer", "county_leader", "admin"):
            with pytest.raises(NotAllowed):
                commands.add_topic(label="别的", parent=None, by=getattr(town, who), at=NOON)

    def test_follows_a_name_with_a_new_topic_and_keeps_the_words_of_the_time(self, town, clerk):
        old = named("供暖")
        concern = registered(town, topic=old).concern

        new = commands.rename_topic(topic=old, label="供热取暖", **clerk)

        concern.refresh_from_db()
        assert (concern.topic.label, concern.topic.valid_to) == ("供暖", NOON.date())
        assert TopicMap.objects.get().new == new and new.code != old.code and new.parent == old.parent

    def test_retires_from_below_and_into_another(self, town, clerk):
        with pytest.raises(Unfit, match="先停用下面"):
            commands.retire_topic(topic=named("卫生健康"), **clerk)

        commands.retire_topic(topic=named("供暖"), into=named("物业服务"), **clerk)

        assert not valid().filter(label="供暖").exists()
        with pytest.raises(Unfit, match="已经停用"):
            commands.retire_topic(topic=Topic.objects.get(label="供暖"), **clerk)


class TestANewVersion:
    def test_is_read_from_three_columns_with_its_bad_rows(self):
        table = topic_files.read_topics(
            sheet(["一级分类", "二级分类", "三级分类"], ["城乡建设", "道路", "路灯"], ["", "", "桥梁"], ["", "给水", ""],
                  ["城乡建设", "道路", "路灯"], ["农业", "", "水渠"], ["长" * 41, "", ""]),
            "分类.xlsx",
        )  # fmt: skip

        assert table.paths == (("城乡建设", "道路", "路灯"), ("城乡建设", "道路", "桥梁"), ("城乡建设", "给水"))
        assert [(row.number, row.why[:4]) for row in table.bad] == [(5, "和前面的"), (6, "缺二级名"), (7, "名称超过")]

    def test_shows_what_is_new_gone_and_renamed_before_it_holds(self, town, clerk):
        paths = [node.names for node in flat(tree(valid())) if not node.children]
        paths = [("城乡建设", "路灯道路") if names == ("城乡建设", "道路路灯") else names for names in paths]
        paths = [names for names in paths if names[-1] != "停车"] + [("城乡建设", "海绵城市")]

        change = compare(tree(valid()), paths)

        assert set(change.added) == {("城乡建设", "路灯道路"), ("城乡建设", "海绵城市")}
        assert {node.names[-1] for node in change.gone} == {"道路路灯", "停车"}
        assert [(node.names[-1], names[-1]) for node, names in change.renamed] == [("道路路灯", "路灯道路")]
        old = named("道路路灯")
        with pytest.raises(Unfit) as refused:
            commands.import_topics(version="2024", paths=paths, renamed={}, **clerk)
        assert refused.value.field == "version"
        commands.import_topics(version="2026", paths=paths, renamed={old.code: ("城乡建设", "路灯道路")}, **clerk)
        assert old.maps.get().new.label == "路灯道路" and named("海绵城市").version == "2026"
        assert not Topic.objects.get(label="停车").maps.exists() and compare(tree(valid()), paths).is_nothing

    def test_takes_mappings_from_a_table_all_that_can_be_read(self, town, clerk):
        for label in ("供暖", "停车"):
            commands.retire_topic(topic=named(label), **clerk)
        table = topic_files.read_mappings(
            sheet(["旧分类", "新分类", "统计时归入"], ["城乡建设/供暖", "供电供气", "是"], ["停车", "道路路灯", ""], ["没有的", "停车"]),
            "对应.xlsx",
        )  # fmt: skip

        commands.map_topics(pairs=table.pairs, **clerk)

        assert [(row.old.label, row.new.label, row.is_chosen) for row in TopicMap.objects.order_by("old__code")] == [
            ("供暖", "供电供气", True), ("停车", "道路路灯", False),
        ]  # fmt: skip
        assert [row.number for row in table.bad] == [4]


class TestFiguresOverVersions:
    """同比: last year's topic and this year's are one line, or none at all."""

    def year(self, town):
        """停车 of 交通运输 in November 2026, sorted by the old tree; what follows is sorted a year later."""
        old = named("停车")
        registered(town, topic=old)
        return old

    def parts(self, town):
        periods = [Period.month(2027, 11), Period.month(2026, 11)]
        found = breakdown(INDICATORS["concern.received"], DIMENSIONS["topic"], town.county, periods, by=town.clerk)
        return {part.code.rpartition("=")[2]: (part, [figures[p.code] for p in periods]) for part, figures in found}

    def test_fold_the_old_into_the_new_one_to_one_and_many_to_one(self, town, clerk, monkeypatch):
        old = self.year(town)
        new = named("道路路灯")
        commands.retire_topic(topic=old, into=new, **clerk)
        registered(town, topic=new, at=NEXT_YEAR)

        _part, (now, before) = self.parts(town)["01"]

        assert (now.value, before.value) == (1, 1)
        assert changed(now, before, than="上年同期", today=date(2028, 1, 1)).words != UNLIKE

    def test_compare_nothing_where_one_became_several_without_a_rule(self, town, clerk):
        old = self.year(town)
        old = commands.retire_topic(topic=old, **clerk)
        for label in ("道路路灯", "治安"):
            commands.map_topic(old=old, new=named(label), is_chosen=False, **clerk)
        for label in ("道路路灯", "食品安全"):
            registered(town, topic=named(label), at=NEXT_YEAR)

        parts = self.parts(town)

        assert [figure.value for figure in parts[UNMATCHED][1]] == [0, 1]
        words = {
            key: changed(*figures, than="上年同期", today=date(2028, 1, 1)).words
            for key, (_part, figures) in parts.items()
        }
        assert words[UNMATCHED] == words["01"] == UNLIKE and words["10"] != UNLIKE
        commands.map_topic(old=old, new=named("治安"), is_chosen=True, by=town.clerk, at=NEXT_YEAR)
        assert UNMATCHED not in self.parts(town) and folding().codes[old.pk] == "11"

    def test_keep_the_sum_of_the_parts_equal_to_the_whole(self, town, clerk):
        old = self.year(town)
        commands.retire_topic(topic=old, **clerk)
        registered(town)
        commands.rename_topic(topic=named("交通运输"), label="交通出行", by=town.clerk, at=LATER)
        registered(town, topic=named("农村公路"), at=NEXT_YEAR)
        whole = INDICATORS["concern.received"]

        for place, period in enumerate((Period.month(2027, 11), Period.month(2026, 11))):
            parts = sum(figures[place].value for _part, figures in self.parts(town).values())
            assert parts == whole.value(period, town.county, by=town.clerk)

    def test_find_the_retired_below_a_topic_too(self, town, clerk):
        new = commands.rename_topic(topic=named("供暖"), label="供热", **clerk)
        concern = registered(town, topic=new).concern

        assert Concern.objects.filter(topic__in=below([named("城乡建设").code])).get() == concern


class TestTags:
    def test_are_the_countys_own_list_several_on_a_matter(self, town, concern, clerk):
        first, second = (commands.keep_tag(label=label, **clerk) for label in ("民生实事", "入冬前"))

        commands.tag(concern=concern, tags=[first, second], by=town.worker, at=NOON)
        commands.tag(concern=concern, tags=[second], by=town.worker, at=NOON)
        commands.keep_tag(label="民生实事", is_retired=True, **clerk)
        first.refresh_from_db()

        assert [one.tag.label for one in concern.tags.all()] == ["入冬前"]
        with pytest.raises(Unfit, match="已停用"):
            commands.tag(concern=concern, tags=[first], by=town.worker, at=NOON)
        with pytest.raises(NotAllowed):
            commands.tag(concern=concern, tags=[], by=town.stranger, at=NOON)
