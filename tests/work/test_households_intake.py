"""导入困难户台账: a village's ledger under a merged heading comes in by the room's commands, and out again unused."""

import pytest

from lianxin.base.intake import commands
from lianxin.base.intake.kinds import KINDS
from lianxin.base.journal.models import Entry, PrivateDetail
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.work.households.commands import open_household
from lianxin.work.households.models import Household, Need
from tests.conftest import NOON

LEDGER = """清水镇困难户台账,,,,,,,
序号,村,户主,户主,住址,住址,致贫原因,类别
序号,村,姓名,电话,村民小组,门牌号,致贫原因,类别
1,石桥村,石某,00000000003,三组,,因病、年老,低保户
2,石桥村,桥某,,三组,12号,,
3,柳湾村,柳某,,,5号,因贫,低保
4,石桥村,弯某,,一组,,因残,
5,白沙镇,沙某,,一组,,,
6,石桥村,石某,,三组,,因病、年老,低保户
"""


def taken(town, who="officer", unit=None, text=LEDGER):
    by = getattr(town, who)
    taking = commands.receive(
        kind=KINDS["households"], data=text.encode("gb18030"), file_name="困难户.csv", unit=unit or town.qingshui,
        posting=town.postings[who], by=by, at=NOON,
    )  # fmt: skip
    taking = commands.look(taking=taking, by=by, at=NOON)
    commands.confirm(taking=taking, by=by, at=NOON)
    return commands.take_in(taking=taking, by=by, at=NOON)


def test_the_good_rows_come_in_once_and_the_others_are_told(town) -> None:
    taking = taken(town)

    need = Need.objects.select_related("household").get()
    assert (need.household.head_name, need.household.phone, need.household.group) == ("石某", "00000000003", "三组")
    assert (need.causes, need.basis, need.unit) == (["illness", "old_age"], "minimum_living", town.shiqiao)
    assert (taking.added, taking.known) == (2, 1)
    reasons = {one["number"]: "；".join(one["reasons"]) for one in taking.rejected}
    assert "致困原因“因贫”认不出来" in reasons[6] and "要一起写" in reasons[7] and "没有“白沙镇”" in reasons[8]
    again = taken(town)
    assert again.added == 0 and Household.objects.count() == 2
    with pytest.raises(NotAllowed):
        taken(town, who="stranger")


def test_it_goes_out_with_the_names_unless_a_household_was_opened(town) -> None:
    taking = taken(town)
    commands.undo(taking=taking, by=town.officer, at=NOON)
    assert not Household.objects.exists() and not Need.objects.exists()
    assert Entry.objects.filter(event="household.removed").count() == 2
    assert not PrivateDetail.objects.filter(field="head_name").exists()

    taking = taken(town)
    open_household(household=Need.objects.get().household, purpose="visit", by=town.worker, at=NOON)
    with pytest.raises(Unfit, match="已经有人查看"):
        commands.undo(taking=taking, by=town.officer, at=NOON)
    assert Household.objects.count() == 2
