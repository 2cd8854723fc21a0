"""自定指标的演示数据: a count and a rate in force, and a draft that was tried and waits to be looked at."""

from datetime import datetime
from random import Random

from django.utils.timezone import localdate

from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.definitions import commands
from lianxin.reports.definitions.building import Condition, Spec
from lianxin.reports.definitions.models import Definition

GROUP = "本县关注"
HOTLINE = Condition("channel", "in", ("hotline", "telephone"))
NOT_DECLINED = Condition("declined", "no")
COUNT = Spec(
    name="打电话来的求助", source="concern", kind="count", timed="received", group=GROUP,
    conditions=(HOTLINE, Condition("kind", "in", ("help",)), NOT_DECLINED),
    remark="县委常委会每季听一次。",
)  # fmt: skip
RATE = Spec(
    name="七天办结率", source="concern", kind="rate", timed="closed", group=GROUP, better="high",
    conditions=(NOT_DECLINED,), part=(Condition("days_to_close", "most", ("7",)),),
    remark="自收到之日起七个自然日内办结的。",
)  # fmt: skip
DRAFT = Spec(
    name="部门承办、群众说解决了的", source="concern", kind="rate", timed="rated", placed="handler", group=GROUP, better="high",
    conditions=(Condition("rating", "not_in", ("none",)), Condition("handler_kind", "in", ("department",))),
    part=(Condition("rated_solved", "yes"),),
)  # fmt: skip


def fill(county: County, until: datetime, random: Random) -> None:
    """三个自定指标, by commands."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    since = Period.containing(localdate(until)).previous().code
    for slug, spec in (("calls", COUNT), ("week", RATE)):
        made = _tried(county, slug, spec, until)
        commands.submit(definition=made, by=clerk, at=until)
        commands.approve(definition=made, month=since, by=leader, at=until)
    _tried(county, "solved", DRAFT, until)


def _tried(county: County, slug: str, spec: Spec, until: datetime) -> Definition:
    clerk = county.who(county.top, "county_clerk")
    made = commands.draft(unit=county.top, spec=spec, slug=slug, by=clerk, at=until)
    commands.try_out(definition=made, by=clerk, at=until)
    return made
