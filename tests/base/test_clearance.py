"""公开前的扫描: numbers of persons become public by no deed; the telephone of an office does."""

import os
import random
from datetime import date

import pytest

from lianxin.base import clearance
from lianxin.pure.problems import Unfit
from lianxin.work.activities import commands as activities
from lianxin.work.pledges import commands as pledges
from lianxin.work.stations import commands as stations
from lianxin.work.volunteers import commands as volunteers
from lianxin.work.windows import commands as windows
from lianxin.work.windows.models import GuideEntry
from tests.conftest import NOON
from tests.pure.test_redaction_ways import AROUND, MAKERS, written
from tests.work.pledge_scenes import drafted

EACH = int(os.environ.get("LIANXIN_NUMBERS", "25"))
BARRED = {
    "身份证号": "110101199001011237",
    "手机号": "１３９-0000-0001",
    "银行卡号": "6222 0202 0000 0000 006",
    "电话": "0536-8212345",
}


@pytest.mark.parametrize("kind", MAKERS)
def test_no_number_of_a_person_passes_in_whatever_way_it_is_written(town, kind: str) -> None:
    dice, passed = random.Random(f"{kind}!"), []
    for _n in range(EACH):
        text = dice.choice(AROUND).format(written(MAKERS[kind](dice), kind, dice))
        if clearance.barred(text) is None:
            passed.append(text)

    assert passed == []


@pytest.mark.parametrize("what", BARRED)
def test_it_is_refused_with_the_words_and_the_field(town, what: str) -> None:
    with pytest.raises(Unfit) as refusal:
        clearance.demand({"title": "修路", "items": ["通水", f"找张师傅，{BARRED[what]}。"]})

    assert refusal.value.field == "items"
    assert BARRED[what] in str(refusal.value) and what in str(refusal.value)


def test_the_telephone_of_an_office_passes_and_what_everybody_may_ring(town) -> None:
    unit = town.qingshui
    unit.phone = "0536-8212345"
    unit.save(update_fields=["phone"])

    clearance.demand({"text": "请拨 （0536）8212345、12345 或 400-810-0000。"})
    clearance.demand({"hours": "值班电话 0536-8000000"}, own=["0536 8000000"])
    with pytest.raises(Unfit):
        clearance.demand({"text": "请拨 0536-8000000。"})


def test_what_two_persons_read_may_hold_a_landline_and_never_an_identity_number() -> None:
    clearance.demand({"text": "电话 0536-8212345"}, is_read=True)
    with pytest.raises(Unfit, match="身份证号"):
        clearance.demand({"text": BARRED["身份证号"]}, is_read=True)


class TestADeed:
    @pytest.mark.parametrize("number", BARRED.values())
    def test_of_the_window_the_team_and_the_promise_is_refused(self, town, number: str) -> None:
        guide = {"unit": town.qingshui, "item": "房屋鉴定", "limit": "5个工作日", "responsible": "住建局", "at": NOON}
        with pytest.raises(Unfit) as refusal:
            windows.publish_guide(**guide, place=f"一楼，找小王 {number}", by=town.officer)
        assert refusal.value.field == "place" and not GuideEntry.objects.exists()
        with pytest.raises(Unfit):
            volunteers.found_team(
                unit=town.shiqiao, colour="other", name="互助队", task=f"帮老人，电话{number}", duties=["买药"], by=town.head,
                at=NOON,
            )  # fmt: skip
        promise = pledges.Promise("10月底前修好村口3盏路灯", date(2026, 12, 31), f"村口看，问{number}")
        pledge = drafted(town, promises=[promise])
        pledges.submit(pledge=pledge, by=town.worker, at=NOON)
        pledges.approve(pledge=pledge, by=town.head, at=NOON)
        with pytest.raises(Unfit) as refusal:
            pledges.publish(pledge=pledge, by=town.officer, at=NOON)
        assert refusal.value.field == "seen_by"

    @pytest.mark.parametrize("number", BARRED.values())
    def test_of_a_station_and_an_activity_is_refused(self, town, number: str) -> None:
        """What stands on a station's page and its boards the moment it is typed."""
        station = stations.open_station(unit=town.qingshui, by=town.clerk, at=NOON)
        with pytest.raises(Unfit) as refusal:
            stations.correct_station(station=station, hours=f"全天，找老周 {number}", by=town.clerk, at=NOON)
        assert refusal.value.field == "hours"
        with pytest.raises(Unfit):
            stations.join_station(
                station=station, name="周守田", post=f"站长 {number}", duty="head", by=town.clerk, at=NOON
            )
        with pytest.raises(Unfit) as refusal:
            activities.plan(
                unit=town.qingshui, kind="publicity", title="进村宣讲", on=date(2026, 11, 9), contact="周守田",
                place=f"村委会，问{number}", by=town.officer, at=NOON,
            )  # fmt: skip
        assert refusal.value.field == "place"
        assert stations.correct_station(station=station, phone="0536-8212345", hours="8:30—17:30 电话0536-8212345", by=town.clerk,
                                        at=NOON)  # fmt: skip

    def test_with_the_window_telephone_in_its_field_is_done(self, town) -> None:
        entry = windows.publish_guide(
            unit=town.qingshui, item="房屋鉴定", limit="5个工作日", responsible="住建局", place="一楼 0536-8212345",
            phone="0536-8212345", by=town.officer, at=NOON,
        )  # fmt: skip

        assert entry.phone == "0536-8212345"
