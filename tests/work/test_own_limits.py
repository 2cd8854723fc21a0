"""本县自定的期限: added with its basis, never longer than the law's, chosen for a channel from its day on."""

from datetime import date, timedelta

import pytest

from lianxin.base.clocks import changing, own
from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.versions import commands as versions
from lianxin.base.versions.models import SettingVersion
from lianxin.pure.problems import Unfit
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.problems import Unfit as UnfitConcern
from lianxin.work.concerns.regimes import offered, regime_of
from lianxin.work.concerns.terms import Channel
from tests.conftest import NOON
from tests.work.conftest import registered

pytestmark = pytest.mark.django_db
TODAY, LATER = NOON.date(), NOON.date() + timedelta(days=10)
VALUE = {
    "label": "农田水利", "amount": 4, "unit": "workday", "start_day": "day_zero", "roll_forward": "none", "max_extension": 0,
    "extension_by": "", "tell_resident": False, "legal_basis": "定安县政府常务会议纪要〔2026〕11号", "enabled": True,
}  # fmt: skip


def added(town, by=None, on=TODAY, **more):
    return versions.add(
        kind=changing.KIND, value=VALUE | more, valid_from=on, why="常务会议定的", by=by or town.clerk, at=NOON
    )


def approved(town, **more):
    version = versions.try_out(version=added(town, **more), by=town.clerk, at=NOON)
    version = versions.submit(version=version, by=town.clerk, at=NOON)
    return versions.approve(version=version, by=town.county_leader, at=NOON)


class TestALimit:
    def test_is_added_by_the_clerk_and_used_by_a_channel_from_its_day_on(self, town):
        version = approved(town, on=LATER)

        assert (version.key, clocks.rule(version.key).rule.grade) == ("own_1", "L")
        assert version.key not in [one.code for one in clocks.presets(on=TODAY)]
        assert version.key in [one.code for one in clocks.presets(on=LATER)] and "own_1" in offered(LATER)
        choice = {"channel": Channel.COUNTER, "regime": "own_1", "by": town.clerk, "at": NOON}
        with pytest.raises(UnfitConcern, match="还没有启用"):
            concerns.choose_regime(valid_from=TODAY, **choice)
        concerns.choose_regime(valid_from=LATER, **choice)

        before, after = registered(town).concern, registered(town, at=NOON + timedelta(days=10)).concern
        assert before.channel == Channel.COUNTER and (before.clock, after.clock) == ("help_10wd", "own_1")
        assert after.clock_version == 1 and regime_of(Channel.COUNTER, LATER).label == "本县自定：农田水利"

    def test_that_is_taken_back_leaves_the_channel_to_what_is_usual(self, town):
        version = approved(town, on=LATER)
        concerns.choose_regime(channel=Channel.COUNTER, regime="own_1", valid_from=LATER, by=town.clerk, at=NOON)
        versions.withdraw(version=version, why="会上又改了", by=town.clerk, at=NOON)

        assert changing.keys()["own_1"] == "农田水利"  # it may be drafted anew
        again = versions.draft(kind="clock", key="own_1", value=VALUE | {"amount": 5}, valid_from=LATER, why="会上又改了",
                               by=town.clerk, at=NOON)  # fmt: skip
        assert again.number == 2
        assert registered(town, at=NOON + timedelta(days=10)).concern.clock == "help_10wd"

    def test_may_be_shorter_and_put_out_of_use_like_any_other(self, town):
        approved(town)
        version = versions.draft(kind="clock", key="own_1", value=VALUE | {"enabled": False}, valid_from=LATER, why="不用了，另定",
                                 by=town.clerk, at=NOON)  # fmt: skip
        version = versions.submit(
            version=versions.try_out(version=version, by=town.clerk, at=NOON), by=town.clerk, at=NOON
        )
        versions.approve(version=version, by=town.county_leader, at=NOON)
        assert "own_1" in offered(TODAY) and "own_1" not in offered(LATER)

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"amount": 61, "unit": "natural_day"}, "这是最长的"), ({"amount": 45}, "这是最长的"),
            ({"amount": 60, "unit": "natural_day", "max_extension": 31, "extension_by": "县领导", "tell_resident": True}, "连延期一起"),
            ({"max_extension": 5, "extension_by": "县领导"}, "告知群众"), ({"max_extension": 5}, "谁批准"), ({"legal_basis": " "}, "依据"),
            ({"unit": "hour"}, "按日或者工作日"), ({"label": ""}, "请写名称"),
        ],
    )  # fmt: skip
    def test_that_is_longer_than_the_law_or_rests_on_nothing_is_refused(self, town, told, sentence):
        with pytest.raises(Unfit, match=sentence):
            added(town, **told)

    def test_as_long_as_the_law_is_allowed(self, town):
        assert added(town, amount=60, unit="natural_day", roll_forward="next_workday").value["grade"] == "L"

    def test_is_added_by_who_may_and_given_up_without_a_trace_in_the_lists(self, town):
        with pytest.raises(NotAllowed):
            added(town, by=town.county_leader)
        with pytest.raises(Unfit, match="没有这项设置"):
            versions.add(kind="sms", value={}, valid_from=TODAY, why="常务会议定的", by=town.clerk, at=NOON)
        with pytest.raises(Unfit, match="没有这项设置"):
            versions.draft(
                kind="clock", key="own_7", value=VALUE, valid_from=TODAY, why="常务会议定的", by=town.clerk, at=NOON
            )
        first, second = added(town), added(town, label="饮水安全")
        versions.drop(version=first, by=town.clerk, at=NOON)

        assert (first.key, second.key, own.next_key()) == ("own_1", "own_2", "own_3")
        names = changing.keys()
        assert "own_1" not in names and names["own_2"] == "饮水安全"
        assert SettingVersion.objects.filter(key="own_1").get().state == "dropped"
        assert clocks.presets(on=date(2030, 1, 1)) == clocks.presets(on=TODAY)
