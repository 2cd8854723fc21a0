"""个人信息保管: limits to the exact number, an alarm once, exports that another allows and that are taken once (T6)."""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction

from lianxin.base.custody import commands, queries
from lianxin.base.custody.models import Alarm, Copy, ExportRequest, Look
from lianxin.base.custody.terms import PER_DAY, PER_HOUR
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import copymarks
from lianxin.pure.flow import WrongState
from lianxin.pure.problems import Unfit
from tests.conftest import NOON
from tests.work.conftest import registered
from tests.work.custody_scenes import asked_export

MIDNIGHT = NOON + timedelta(hours=12)


def looks(who, times: int, at=NOON, every=timedelta(seconds=1)) -> list[str]:
    """What became of so many looks: "" or the limit that was met."""
    met = [commands.look(by=who, at=at + n * every) for n in range(times)]
    return [one[0] if one else "" for one in met]


class TestTheLimit:
    def test_is_sixty_in_any_hour_and_not_one_more(self, town) -> None:
        """security.md T6, S6: at the limit, one beyond, and one alarm however often he tries."""
        assert looks(town.officer, PER_HOUR + 3) == [""] * 60 + ["hour"] * 3
        assert looks(town.officer, 1, NOON + timedelta(seconds=3599)) == ["hour"]
        assert looks(town.officer, 2, NOON + timedelta(seconds=3600), timedelta()) == ["", "hour"]

        assert Alarm.objects.get().by_name == town.officer.name and Look.objects.count() == 61
        assert looks(town.worker, 1) == [""]

    @pytest.mark.thorough
    def test_is_three_hundred_in_any_day_and_midnight_gives_nothing_back(self, town) -> None:
        """Sixty in each of the five hours before midnight; after it the day of the clock is new, his is not."""
        before = MIDNIGHT - timedelta(hours=5)
        assert looks(town.officer, PER_DAY, before, timedelta(seconds=60)) == [""] * 300

        assert looks(town.officer, 2, MIDNIGHT, timedelta(minutes=5)) == ["day", "day"]
        assert looks(town.officer, 1, before + timedelta(days=1)) == [""]
        assert [one.window for one in Alarm.objects.all()] == ["day"]

    def test_keeps_no_look_longer_than_it_counts(self, town) -> None:
        looks(town.officer, 5)

        looks(town.worker, 1, NOON + timedelta(days=1, seconds=9))
        assert [one.by for one in Look.objects.all()] == [town.worker.ref]

    def test_is_the_countys_and_may_only_be_smaller(self, town) -> None:
        commands.set_limits(per_hour=2, per_day=3, by=town.clerk, at=NOON)

        assert looks(town.officer, 3) == ["", "", "hour"]
        for hour, day in ((61, 300), (0, 10), (20, 10), (60, 301)):
            with pytest.raises(Unfit):
                commands.set_limits(per_hour=hour, per_day=day, by=town.clerk, at=NOON)
        with pytest.raises(NotAllowed):
            commands.set_limits(per_hour=1, per_day=1, by=town.leader, at=NOON)
        assert queries.limits() == (2, 3)

    def test_is_explained_by_somebody_else(self, town) -> None:
        commands.set_limits(per_hour=1, per_day=1, by=town.clerk, at=NOON)
        looks(town.officer, 2)
        alarm = Alarm.objects.get()
        for who in ("officer", "stranger", "auditor", "building_head"):
            with pytest.raises(NotAllowed):
                commands.explain_alarm(alarm=alarm, finding="集中回访，属工作需要。", by=getattr(town, who), at=NOON)

        commands.explain_alarm(alarm=alarm, finding="集中回访，属工作需要。", by=town.leader, at=NOON)
        with pytest.raises(Unfit, match="核实过"):
            commands.explain_alarm(alarm=alarm, finding="再写一次。", by=town.county_leader, at=NOON)
        assert not queries.alarms(town.auditor, only_open=True).exists() and queries.alarms(town.auditor).count() == 1


class TestAnExport:
    @pytest.fixture
    def asked(self, town) -> ExportRequest:
        return asked_export(town, [registered(town).concern])

    def test_is_allowed_by_another_person_and_taken_once(self, town, asked) -> None:
        for who in ("officer", "worker", "stranger", "building_head", "clerk"):
            with pytest.raises(NotAllowed):
                commands.decide_export(asked=asked, accepts=True, by=getattr(town, who), at=NOON)
        with pytest.raises(WrongState):
            commands.take_export(asked=asked, rows=1, by=town.officer, at=NOON)

        commands.decide_export(asked=asked, accepts=True, by=town.leader, at=NOON)
        with pytest.raises(NotAllowed):
            commands.take_export(asked=asked, rows=1, by=town.leader, at=NOON)
        copy = commands.take_export(asked=asked, rows=1, by=town.officer, at=NOON)
        with pytest.raises(WrongState):  # the second of two who press at once
            commands.take_export(asked=asked, rows=1, by=town.officer, at=NOON)
        assert Copy.objects.get() == copy and copy.has_particulars
        assert [one.event for one in book.story(asked.ref)] == [
            "custody.export_asked", "custody.export_approved", "custody.export_taken"
        ]  # fmt: skip

    @pytest.mark.parametrize(("seconds", "is_given"), [(-1, True), (0, False)])
    def test_lapses_to_the_second(self, town, asked, seconds: int, is_given: bool) -> None:
        commands.decide_export(asked=asked, accepts=True, by=town.leader, at=NOON)
        at = NOON + timedelta(days=2, seconds=seconds)
        if is_given:
            assert commands.take_export(asked=asked, rows=1, by=town.officer, at=at)
        else:
            with pytest.raises(Unfit, match="过期"):
                commands.take_export(asked=asked, rows=1, by=town.officer, at=at)

    def test_is_refused_with_a_reason(self, town, asked) -> None:
        with pytest.raises(Unfit, match="理由"):
            commands.decide_export(asked=asked, accepts=False, by=town.leader, at=NOON)
        commands.decide_export(asked=asked, accepts=False, why_not="用不着带电话", by=town.leader, at=NOON)

        with pytest.raises(WrongState):
            commands.take_export(asked=asked, rows=1, by=town.officer, at=NOON)

    def test_by_ones_own_hand_is_refused_by_the_table_itself(self, town, asked) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            ExportRequest.objects.update(decided_by=town.officer.ref)

    @pytest.mark.parametrize("wrong", [
        {"keys": []}, {"keys": ["A"] * 2001}, {"purpose": "curious"}, {"reason": "用"}, {"days": 0}, {"days": 8},
    ])  # fmt: skip
    def test_says_what_for_how_much_and_how_long(self, town, wrong) -> None:
        with pytest.raises(Unfit):
            asked_export(town, [], **{"keys": ["A"], **wrong})
        assert not ExportRequest.objects.exists()


class TestACopy:
    def test_is_known_by_a_part_of_its_rows_in_any_order(self, town) -> None:
        """Two hundred copies of the same list; twenty-five rows of one turn up, shuffled, two of them altered."""
        made = [commands.note_copy(what="诉求台账", rows=300, by=town.officer, at=NOON) for _n in range(200)]
        random = Random(7)
        rows = [(f"K{n}", copymarks.mark(f"第{n}盏路灯坏了。", made[77].code, f"K{n}")) for n in range(300)]
        leaked = random.sample(rows, 40)
        leaked[0] = (leaked[0][0], leaked[0][1].removesuffix("。") + ("" if leaked[0][1].endswith("。") else "。"))

        assert [one.code for one, _agree, _of in queries.whose(leaked)] == [made[77].code]
        assert queries.whose(leaked[:8]) == [] and queries.whose([(key, "灯坏了") for key, _text in rows]) == []
