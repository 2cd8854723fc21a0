"""隐患点的演示数据: slopes, dams and bridges of one township with their keepers, some looked at, some reported."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.hazards import commands

POINTS = (
    ("后山边坡", "slope", "三组晒场后面", "雨天掉小石头。", "连下两天雨，晒场拉警戒线，人绕村东走。", 7),
    ("石拱老桥", "bridge", "村口小河上", "桥栏松动，桥面有裂缝。", "限三吨以下，洪水过桥面就封。", 15),
    ("上塘山塘", "dam", "五组上塘", "坝坡渗水。", "水位过红线，先放水，再报镇里。", 7),
    ("进村公路急弯", "road", "二组路口", "弯急，没有护栏。", "装反光镜，冬天撒沙。", 30),
    ("学堂坎电杆", "power", "村小学门口", "电杆向路边倾斜。", "请不要在杆下停留，已报电力部门。", 10),
    ("文化活动室", "building", "村委会旁", "屋檐瓦片松动。", "檐下不站人。", 30),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """隐患点、监测人、检查, by commands."""
    town, today = county.townships[0], localdate(until)
    clerk = county.who(town, "township_clerk")
    for n, (name, kind, place, what, measures, days) in enumerate(POINTS):
        village = county.villages[town.path][n % len(county.villages[town.path])] if n % 2 else (
            county.villages[town.path][0])  # fmt: skip
        keeper = county.persons.get(f"{village.path} station_worker")
        hazard = commands.register_hazard(
            unit=village, name=name, kind=kind, place=place, what=what, measures=measures, check_days=days, keeper=keeper,
            keeper_post="" if keeper else "值班干部", keeper_phone=f"0000-{7100000 + n}", by=clerk, at=until,
        )  # fmt: skip
        worker = county.who(village, "station_worker")
        given: dict[str, Any] = {"hazard": hazard, "by": worker, "at": until}
        if n == 1:
            commands.check_hazard(finding="reported", note="桥栏断了一截，要请人来修。", **given)
        elif n == 2:
            commands.check_hazard(finding="changed", note="坝脚的水比上次多了一点。", **given)
        elif n == 5:
            commands.check_hazard(finding="repaired", note="松动的瓦已经取下。", **given)
            commands.remove_hazard(hazard=hazard, reason="屋檐翻修完了，验收合格。", by=clerk, at=until)
        elif n % 2 == 0:
            commands.check_hazard(finding="fine", on=today, **given)
    commands.register_hazard(
        unit=town, name="镇后渠道", kind="water", place="集镇北面", what="渠边没有护栏。", measures="放学时有人看着。",
        check_days=1, keeper_post="水管站值班", keeper_phone="0000-7100099", by=clerk, at=until - timedelta(minutes=1),
    )  # fmt: skip
