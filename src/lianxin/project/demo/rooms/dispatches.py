"""发文的演示数据: what the county's office and one township sent out this year, one number voided."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.dispatches import commands
from lianxin.work.dispatches.models import Dispatch

SENT = (  # kind, title, how many days ago, to whom, pages
    ("notice", "关于做好秋季走访工作的通知", 95, "各乡镇、县直各部门", 3),
    ("notice", "关于下月群众工作日主题的通知", 62, "各乡镇", 2),
    ("bulletin", "关于三季度群众诉求办理情况的通报", 48, "各乡镇、县直各部门", 5),
    ("report", "关于上半年群众工作情况的报告", 120, "市群众工作办公室", 8),
    ("briefing", "清沟护堤见成效", 40, "县委、县政府领导", 2),
    ("briefing", "办事少跑一趟路", 21, "县委、县政府领导", 2),
    ("telegram", "关于强降雨期间值班值守的通知", 33, "各乡镇群众工作总站", 1),
    ("letter", "关于商请提供车辆的函", 26, "县公共资源中心", 1),
    ("official", "群众工作站日常管理办法", 150, "各乡镇、县直各部门", 9),
    ("notice", "关于填报摸底统计表的通知", 9, "各乡镇", 2),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """发文、代字、作废, by commands; only days of this year, so that the numbers run on."""
    clerk, town, today = county.who(county.top, "county_clerk"), county.townships[0], localdate(until)
    for kind, sign in (("notice", "群办发"), ("bulletin", "群办通"), ("letter", "群办函")):
        commands.set_sign(unit=county.top, kind=kind, sign=sign, by=clerk, at=until)
    made: list[Dispatch] = []
    for kind, title, ago, to, pages in sorted(SENT, key=lambda row: -row[2]):
        on = max(today - timedelta(days=ago), today.replace(month=1, day=1))
        made.append(commands.register(
            kind=kind, title=title, unit=county.top, on=on, signer="高远", pages=pages, copies_to=to, by=clerk, at=until
        ))  # fmt: skip
    commands.void(dispatch=made[-2], reason="与上一份重复，未印发。", by=clerk, at=until)
    commands.register(
        kind="notice", title="关于各村公示牌更新的通知", unit=town, on=today, copies_to="各村", by=county.who(town, "township_clerk"),
        at=until,
    )  # fmt: skip
