"""典型的演示数据: some that wait, some in the library, one used in a newspaper, visits to look at more."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Kind, Status
from lianxin.work.examples import commands
from lianxin.work.examples.models import Example

TOLD = (  # kind, title, text, how far
    ("method", "雨前先看沟", "每次预报有雨，站里先沿村看一遍排水沟，当天发现当天清，今年没有一户进水。", "approved"),
    ("good_deed", "冒雨收谷", "一位队员路过晒场，见变了天，喊上几个邻居帮一位村民把谷子收进屋。", "approved"),
    ("experience", "小事不出组", "组里设一个议事点，邻里的小事先在组里说，说不拢再到站里。", "used"),
    ("station", "门口的便民本", "站门口挂一本便民本，谁有事先写上，当天有人回话。", "checked"),
    ("good_deed", "夜里送药", "半夜接到电话，一位队员开车把药送到山上。", "nominated"),
    ("method", "代办不过夜", "老人的手续由站里代跑，当天办完当天送回。", "declined"),
)


def fill(county: County, until: datetime, random: Random) -> None:
    """推荐、征求同意、核实、核定、使用、去看, by commands."""
    town, today = county.townships[0], localdate(until)
    leader, chief = county.who(town, "township_leader"), county.who(county.top, "county_leader")
    villages = county.villages[town.path]
    for n, (kind, title, text, how) in enumerate(TOLD):
        village = villages[n % 3]
        worker = county.who(village, "station_worker")
        example = commands.nominate(unit=village, kind=kind, title=title, text=text, by=worker, at=until)
        if kind == "good_deed":
            scope = "public" if how == "approved" else "internal"
            commands.note_consent(example=example, scope=scope, way="spoken", by=worker, at=until)
        if how == "declined":
            commands.decline(example=example, reason="已有类似的典型。", by=leader, at=until)
        elif how != "nominated":
            commands.check(example=example, by=leader, at=until)
            if how != "checked":
                commands.approve(example=example, by=chief, at=until)
        if how == "used":
            clerk = county.who(town, "township_clerk")
            commands.note_use(example=example, medium="newspaper", issue="县报“身边事”栏", on=today, by=clerk, at=until)
    _from_concern(until, county)
    clerk = county.who(county.top, "county_clerk")
    for n, (village, purpose) in enumerate(
        zip(villages[:2], ("看门口的便民本怎么用", "看议事点怎么说事"), strict=True)
    ):
        commands.plan(
            unit=village, purpose=purpose, companions="镇总站、县报记者", planned_on=today + timedelta(days=3 + n), by=clerk, at=until,
        )  # fmt: skip


def _from_concern(until: datetime, county: County) -> Example | None:
    """The last closed plain request of the first township, put forward with one press."""
    town = county.townships[0]
    kept = Concern.objects.filter(
        kind=Kind.HELP, status=Status.CLOSED, is_confidential=False, subjects=None, example=None
    )
    found = kept.filter(unit_path__startswith=town.path, unit__kind="village").select_related("unit")
    one = found.order_by("-closed_on", "code").first()
    return commands.nominate_concern(concern=one, by=county.who(town, "township_clerk"), at=until) if one else None
