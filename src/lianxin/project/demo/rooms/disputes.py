"""纠纷的演示数据: a sweep of one township, matters found in its villages, some mediated, one reported, one still running."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.disputes import commands
from lianxin.work.disputes.commands import Party
from lianxin.work.disputes.models import Dispute

MATTERS = (  # type, title, text, place, how it goes on
    ("water", "三组排水沟走向", "两户门前的排水沟改道，下雨时水往低处灌。", "三组", "agree"),
    ("land", "五组秧田放水先后", "抢水插秧，上下两丘田放水先后说不拢。", "五组", "agree"),
    ("boundary", "后山竹林界线", "换界桩以后，两家都说砍竹过了界。", "后山", "run"),
    ("neighbours", "晒场堆料占道", "砖和沙堆在晒场边，运谷的车过不去。", "村晒场", "settle"),
    ("construction", "修路压坏青苗", "便道压了半亩菜地，补多少没有谈好。", "二组路口", "fail"),
    ("house", "老屋滴水位", "翻修时屋檐外伸，滴水落到邻屋墙脚。", "一组", "kept"),
    ("requisition", "渠道占地补偿分配", "两个组对补偿款分配办法意见不一。", "上塘", "report"),
    ("wages", "工地尾款", "修桥的工钱还差一个月没有结。", "村口桥头", "transfer"),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """排查、登记、调解、上报、回访, by commands."""
    town, today = county.townships[0], localdate(until)
    clerk, villages = county.who(town, "township_clerk"), county.villages[town.path]
    sweep = commands.open_sweep(
        unit=town, title="秋收期纠纷排查", season="autumn_harvest", starts_on=today - timedelta(days=60), ends_on=today,
        by=clerk, at=until,
    )  # fmt: skip
    for n, (kind, title, text, place, how) in enumerate(MATTERS):
        village = villages[n % 3]
        worker, found_on = county.who(village, "station_worker"), today - timedelta(days=50 - 4 * n)
        parties = (Party("applicant", "甲方住户", "13900000101"), Party("respondent", "乙方住户", "13900000102"))
        dispute = commands.record_dispute(
            unit=village, type=kind, title=title, text=text, place=place, found_on=found_on,
            sweep=sweep if n % 2 == 0 else None, origin="screened" if n % 4 != 3 else "applied", parties=parties,
            by=worker, at=until,
        )  # fmt: skip
        _go_on(dispute, how, {"dispute": dispute, "by": clerk, "at": until}, found_on)


def _go_on(dispute: Dispute, how: str, given: dict[str, Any], found_on: Any) -> None:
    begun, ended = found_on + timedelta(days=2), found_on + timedelta(days=9)
    if how == "settle":
        commands.settle(result="当天清走，两边都没有意见。", on=begun, **given)
    elif how == "report":
        commands.report_up(to="镇党委、政府", note="涉及两个组，请镇里定分配办法。", on=ended, **given)
    elif how == "transfer":
        commands.transfer(to="县劳动仲裁院", note="一方要求仲裁。", on=ended, **given)
    else:
        commands.start_mediation(mediators="镇人民调解委员会", on=begun, place="村委会", **given)
        commands.hold_session(
            on=begun + timedelta(days=3), place="村委会", text="双方说了各自的想法，同意先实地量。", **given
        )
        if how == "fail":
            commands.fail(reason="补偿数额差得太多，双方要再想想。", on=ended, **given)
        elif how != "run":
            commands.agree(agreement="恢复原样，各自负责自己一段。\n以后动工先打招呼。", on=ended,
                           fulfil_by=ended + timedelta(days=15), **given)  # fmt: skip
            if how == "kept":
                commands.follow_up(fulfilment="fulfilled", note="去看过，已经改好。", **given)
