"""撤并与口径变更: one unit stands for several; a figure of before the merger is theirs together, each record once."""

from datetime import date

import pytest

from lianxin.base.indicators import FIGURES, INDICATORS, Rate, changes, get, grid, report
from lianxin.base.indicators.changes import Version
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.commands import Unfit
from lianxin.base.orgs.models import Succession, Unit
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.orgs.queries import actor_for, former_words, predecessors, standing
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON, START
from tests.work.conftest import registered

NOVEMBER, MERGED_ON = Period.month(2026, 11), date(2026, 11, 3)


def merged(town, **changes):
    fields = {"units": [town.shiqiao, town.liuwan], "into_name": "桥湾村", "on": MERGED_ON, "by": SYSTEM, "at": NOON}
    return orgs.merge_units(**{**fields, **changes})


class TestAMerger:
    @pytest.mark.mechanism("M288")
    def test_lets_the_new_unit_answer_for_the_records_of_those_before_it(self, town):
        theirs = [
            registered(town, unit=unit, by=town.officer, at=START).concern
            for unit in (town.shiqiao, town.liuwan, town.shiqiao)
        ]
        about_it = registered(town, unit=town.qingshui, by=town.officer, at=START, subject_units=[town.shiqiao]).concern
        received = get("concern.received")

        new = merged(town)
        own = registered(town, unit=new, by=town.officer).concern
        head = orgs.post(
            person=town.people["head"], unit=new, role="station_head", valid_from=MERGED_ON, by=SYSTEM, at=NOON
        )
        him = actor_for(head)

        # The value, the opened list and the grid are one and the same; parents count each record once.
        opened = received.opened(NOVEMBER, new, by=him)
        assert {one.pk for one in opened} == {one.pk for one in [*theirs, own]}
        units = [new, town.qingshui, Unit.objects.get(pk=town.shiqiao.pk)]
        cells = grid([received], units, [NOVEMBER], by=town.officer)
        assert [cells[received.code, unit.pk, "2026-11"].value for unit in units] == [4, 5, 2]
        for unit in units:
            assert received.value(NOVEMBER, unit, by=town.officer) == cells[received.code, unit.pk, "2026-11"].value
        # What complained about the old village is behind the wall for the people of the new one too.
        assert (
            about_it.is_hidden_from(him) and not Concern.objects.past_the_wall(by=him).filter(pk=about_it.pk).exists()
        )
        assert [found.old.name for found in predecessors(new)] == ["石桥村", "柳湾村"]
        assert former_words(new, date(2026, 10, 1)) == "2026-11-03合并前为石桥村、柳湾村合计"
        assert former_words(new, MERGED_ON) == "" == former_words(town.shahe, date(2020, 1, 1))

    def test_closes_the_old_units_and_keeps_them_in_the_tree_of_their_time(self, town):
        new = merged(town, units=[town.liuwan], into=town.shiqiao, into_name="")

        assert new.pk == town.shiqiao.pk and new.former == town.liuwan.path
        assert Unit.objects.get(pk=town.liuwan.pk).valid_to == date(2026, 11, 2)
        before, after = date(2026, 10, 31), date(2026, 11, 30)
        assert [unit.name for unit in standing(town.qingshui, before, before)] == ["石桥村", "柳湾村"]
        assert [unit.name for unit in standing(town.qingshui, after, after)] == ["石桥村"]
        assert former_words(new, before) == "2026-11-03合并前为石桥村、柳湾村合计"
        assert Entry.objects.filter(event="unit.merged", of=new.ref).count() == 1

    def test_carries_along_what_lies_below(self, town):
        new = merged(town, units=[town.qingshui, town.baisha], into_name="清白镇")

        below = list(new.children.order_by("path"))
        assert [unit.name for unit in below] == ["石桥村", "柳湾村", "沙河村"]
        assert [unit.former for unit in below] == [town.shiqiao.path, town.liuwan.path, town.shahe.path]
        assert new.former.split() == [town.qingshui.path, town.baisha.path]
        assert set(Succession.objects.values_list("kind", flat=True)) == {"merged", "carried"}

    def test_is_refused_with_a_sentence(self, town):
        closed = orgs.close_unit(unit=town.shahe, valid_to=date(2026, 11, 2), by=SYSTEM, at=NOON)
        for fault, changed in (
            ("两个以上", {"units": [town.shiqiao]}), ("同一个上级", {"units": [town.shiqiao, town.qingshui]}),
            ("同一个上级", {"units": [town.county], "into": town.qingshui}), ("已撤销", {"units": [town.shiqiao, closed]}),
            ("不同类别", {"units": [town.qingshui, town.building]}), ("名称", {"into_name": " "}),
            ("还没到", {"on": date(2026, 12, 1)}), ("两个以上", {"units": [town.shiqiao], "into": town.shiqiao}),
        ):  # fmt: skip
            with pytest.raises(Unfit, match=fault):
                merged(town, **changed)
        with pytest.raises(NotAllowed):
            merged(town, by=town.clerk)

        assert not Succession.objects.exists() and FIGURES.code in town.clerk.grants


class TestAChangedDefinition:
    @pytest.fixture
    def july(self):
        found = changes.changed("concern.closed", "2", since=date(2026, 10, 1), words="撤销件不再计入。")
        yield found
        changes.forget(found)

    def test_is_not_compared_across_and_says_since_when(self, town, july):
        one = get("concern.closed")
        line = report(town.county, Period.month(2026, 11), by=town.clerk, indicators=[one], today=date(2026, 12, 1))[0]

        assert line.year_on_year.words == "口径自2026-10起改变，不作比较" and line.year_on_year.difference is None
        assert line.month_on_month.words == "本期和上月均为0"  # both lie after the change
        assert line.notes == ["口径自2026-10起改变：撤销件不再计入。"]
        rate = next(
            one
            for one in INDICATORS.values()
            if isinstance(one, Rate) and "concern.closed" in {count.code for count in one.counts}
        )
        assert changes.refusal(rate, Period.month(2026, 9), Period.month(2026, 10)) == july.refusal
        assert changes.versions_of("concern.closed:channel=web") == [july] == changes.versions_of("concern.closed@u1")
        assert changes.version_on("concern.closed", date(2026, 9, 30)) == "1"
        assert changes.version_on("concern.closed", date(2026, 10, 1)) == "2"

    def test_is_footnoted_where_both_sides_are_alike_and_told_by_other_sources(self, town):
        told = Version("concern.received", "2", date(2026, 11, 1), "只改了说法。", is_comparable=True)
        source = lambda code: [told] if code == told.code else []  # noqa: E731
        changes.tell(source)
        try:
            line = report(
                town.county, NOVEMBER, by=town.clerk, indicators=[get("concern.received")], today=date(2026, 12, 1)
            )[0]
            assert line.year_on_year.words == "本期和上年同期均为0"
            assert line.notes == ["口径自2026-11起改变：只改了说法。"]
        finally:
            changes._SOURCES.remove(source)

    def test_is_entered_once_and_with_words(self, july):
        for since, version, words in (
            (date(2026, 10, 1), "3", "又改"),
            (date(2027, 1, 1), "2", "又改"),
            (date(2027, 1, 1), "3", " "),
        ):
            with pytest.raises(ValueError):
                changes.changed("concern.closed", version, since=since, words=words)
