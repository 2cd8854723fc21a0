"""走访活动的演示数据: a round of the whole county, the theme of a township, three named actions with their concerns."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.drives import commands
from lianxin.work.drives.commands import Area
from lianxin.work.drives.terms import DriveKind, Measure, Part

GROUPS = tuple(f"{number}组" for number in "一二三四五六七八")
ACTIONS = (
    ("大化解", "把拖了半年以上的矛盾一件一件说开、办完。"), ("大下访", "干部到村到组接待，不等群众跑上来。"),
    ("大治理", "路灯、积水、垃圾这些小事集中办。"),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """县里的大走访, 镇里的主题活动和三大行动."""
    today, town = localdate(until), county.townships[0]
    clerk, villages = county.who(county.top, "county_clerk"), county.villages[town.path]
    spring = commands.plan_drive(
        unit=county.top, title=f"{today.year} 年春季大走访", kind=DriveKind.ROUND, basis="县委办〔2026〕8 号",
        purpose="春耕前走遍各村，弄清缺种、缺水、缺人手的户。", starts_on=date(today.year, 3, 1), ends_on=date(today.year, 3, 31),
        by=clerk, at=until,
    )  # fmt: skip
    commands.end_drive(
        drive=spring, outcome="走访中提出的灌溉、农资问题已分头办理，未办完的转入诉求。", by=clerk, at=until
    )
    commands.plan_drive(
        unit=county.top, title=f"{today.year} 年冬季大走访", kind=DriveKind.ROUND, basis="县委办〔2026〕41 号",
        purpose="入冬前把取暖、用水、吃药的困难问到户。", starts_on=today - timedelta(days=20), ends_on=today + timedelta(days=30),
        areas=[Area(one) for one in county.townships[:4]], by=clerk, at=until,
    )  # fmt: skip
    officer = county.who(town, "township_clerk")
    commands.plan_drive(
        unit=town, title="下基层、访群众、办实事、促发展", kind=DriveKind.THEME, basis=f"{town.name}党委会议纪要第 6 期",
        purpose="干部沉到组里，听意见、办实事。", asks="两人一组，轻车简从；已经掌握的情况不再要村里报。",
        starts_on=today - timedelta(days=25), ends_on=today + timedelta(days=20), areas=[
            Area(villages[0], GROUPS, 44), *(Area(one, (), 12) for one in villages[1:3]),
        ],
        parts=[
            Part("下基层", Measure.GROUPS, 12), Part("访群众", Measure.HOUSEHOLDS, 68), Part("办实事", Measure.SOLVED),
            Part("促发展"),
        ], by=officer, at=until,
    )  # fmt: skip
    concerns = list(Concern.objects.reachable(by=officer, to=SEE_CONCERN).order_by("-received_on", "pk")[:7])
    for number, (title, purpose) in enumerate(ACTIONS):
        action = commands.plan_drive(
            unit=town, title=title, kind=DriveKind.ACTION, programme="三大行动", basis=f"{town.name}党委〔2026〕15 号",
            purpose=purpose, starts_on=today - timedelta(days=60), ends_on=today + timedelta(days=120), by=officer, at=until,
        )  # fmt: skip
        for concern in concerns[number * 2 : number * 2 + 3]:
            commands.enter_concern(drive=action, concern=concern, by=officer, at=until)
