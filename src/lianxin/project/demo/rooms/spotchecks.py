"""走访抽查的演示数据: a village is checked by telephone, something is found and put right; the county looks at a township."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns.problems import Unfit
from lianxin.work.spotchecks import commands
from lianxin.work.spotchecks.models import SpotCheck

SCRIPT = "您好，这里是%s，想问一件事，说不说都可以，不影响您家办事：最近两个月有没有干部到您家来过？"
SAID = ("came", "came", "came", "not_reached", "came", "did_not_come", "came", "not_saying")
BACK = 75


def fill(county: County, until: datetime, random: Random) -> None:
    """抽查, 结果, 问题, 整改, by commands; nothing where there are no visits to draw from."""
    today, town = localdate(until), county.townships[0]
    village = county.villages[town.path][0]
    clerk, chief = county.who(town, "township_clerk"), county.who(county.top, "county_clerk")
    first = today - timedelta(days=BACK)
    try:
        over = commands.draw(
            checked=village,
            mode="by_phone",
            size=len(SAID),
            script=SCRIPT % town.name,
            by=clerk,
            at=until,
            first=first,
            last=today,
        )
    except Unfit:
        return
    _asked(over, village, clerk, until)
    commands.close(spotcheck=over, by=clerk, at=until)
    try:
        commands.draw(
            checked=town,
            mode="random",
            size=6,
            script=SCRIPT % county.top.name,
            by=chief,
            at=until,
            first=first,
            last=today,
        )
    except Unfit:
        return


def _asked(over: SpotCheck, village: Unit, clerk: Actor, until: datetime) -> None:
    """What the households said, and what came of it."""
    today = localdate(until)
    for item, said in zip(over.items.all(), SAID, strict=False):
        commands.record_result(item=item, result=said, by=clerk, at=until)
    finding = commands.note_finding(
        spotcheck=over,
        kind="out_of_touch",
        text="抽查中有群众说不上是谁联系自己家，联系卡没有送到。",
        by=clerk,
        at=until,
    )
    end = today + timedelta(days=20)
    commands.correct(
        finding=finding, measure=f"{end.month}月{end.day}日前把联系卡逐户送到手上，送到一户签收一户，共24户。", owner=village,
        person="石小桥", supervisor="李青", starts_on=today, ends_on=end, by=clerk, at=until,
    )  # fmt: skip
