"""日记与报告的演示数据: a diary, two reports that share a passage, a suggestion with its answer, publicity about a drive."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.drives.models import Drive
from lianxin.work.drives.terms import DriveKind
from lianxin.work.writings import commands
from lianxin.work.writings.models import Writing

SAID = "三组的支管用了二十多年，接头处常年漏水，老人挑水要走半里路。"
DIARIES = (
    ("三组的水", f"{SAID}我记下了五户的名字，答应周五前给回音。"),
    ("一顿饭", "在老支书家吃了碗面。他说大家不怕慢，就怕没人回话。"),
    ("雨天", "路滑，车停在村口，走进去的。地里的水两天没退，要看看涵洞。"),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """一个镇的文稿, by commands."""
    town = county.townships[0]
    clerk, top = county.who(town, "township_clerk"), county.who(county.top, "county_clerk")
    worker = county.who(county.villages[town.path][0], "station_worker")
    for number, (title, text) in enumerate(DIARIES):
        _draft(clerk, until, kind="diary", title=title, text=text, days=3 * number)
    _handed(worker, county.villages[town.path][0], until, kind="field_report", title="三组取水情况", days=12,
            text=f"一、情况\n{SAID}\n二、建议\n先换支管，再装水表。")  # fmt: skip
    _draft(clerk, until, kind="research", title="全镇饮水情况调研", days=2,
           text=f"一、做法\n走访三个村、四十四户。\n二、情况\n{SAID}\n三、建议\n分两年换管，先换漏得最多的三段。")  # fmt: skip
    advice = _handed(clerk, county.top, until, kind="suggestion", title="把村组支管列入小型水利", days=9,
                     text="支管归哪个部门管一直说不清，建议由水利部门统一列项。")  # fmt: skip
    commands.answer_suggestion(
        writing=advice, adopted=True, why="已列入明年小型水利项目库，由县水利局牵头。", by=top, at=until
    )
    _handed(
        worker,
        town,
        until,
        kind="suggestion",
        title="便民大厅周六上午开门",
        days=4,
        text="赶集的日子人最多，周六上午能办老年证就好了。",
    )
    drive = Drive.objects.filter(unit=town, kind=DriveKind.THEME).first()
    if drive is None:
        return
    commands.submit(
        writing=commands.keep_draft(
            kind="experience", on=localdate(until), title="先走访、再开会、当天回话", text="院坝会前先把每户走一遍，会上只议办法。",
            drive=drive, spread={
                "from_where": county.villages[town.path][0].name, "to_where": county.villages[town.path][1].name,
                "result": "两个组的积水问题一周内办完。",
            }, by=clerk, at=until,
        ), to=town, by=clerk, at=until,
    )  # fmt: skip
    commands.enter_publicity(
        unit=town, kind="article", title="干部走进八个组，四十四户把话说完", outlet="县融媒体中心", author="镇党政办",
        published_on=localdate(until), drive=drive, by=clerk, at=until,
    )  # fmt: skip


def _draft(by: Actor, until: datetime, *, kind: str, title: str, text: str, days: int) -> Writing:
    on = localdate(until) - timedelta(days=days)
    return commands.keep_draft(kind=kind, on=on, title=title, text=text, by=by, at=until)


def _handed(by: Actor, to: Unit, until: datetime, *, kind: str, title: str, text: str, days: int) -> Writing:
    draft = _draft(by, until, kind=kind, title=title, text=text, days=days)
    return commands.submit(writing=draft, to=to, by=by, at=until)
