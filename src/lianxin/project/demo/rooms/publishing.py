"""公开的演示数据: what the office publishes, opinions adopted and not, one item taken down, one resident troubled."""

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Channel, Kind, Status
from lianxin.work.publishing import checks, commands
from lianxin.work.publishing.commands.residents import troubling_units, unit_above
from lianxin.work.publishing.models import Publication, Version
from lianxin.work.publishing.terms import ANSWERED, Basis, Decision, RuleOf

OPEN_KINDS = (Kind.HELP, Kind.ENQUIRY, Kind.SUGGESTION)
OPEN_CHANNELS = (Channel.WEB, Channel.COUNTER, Channel.HOTLINE, Channel.RECEPTION_DAY)
PUBLISHED, ADOPTED = 16, 9
REASONS = {
    Decision.ADOPTED: (
        "已列入本季度计划，下月底前做完。",
        "意见合理，已按您说的改。",
        "已和几个村商量过，从下月起照此办理。",
    ),
    Decision.PARTLY: ("先在一个村试行，行得通再推开。", "资金只够做一半，先做要紧的一段，其余明年再排。"),
    Decision.NOT_ADOPTED: ("现行政策没有这一项，已向上级反映。", "这条路明年统一改造，单独修要返工，并入改造一起做。"),
}


def fill(county: County, until: datetime, random: Random) -> None:
    """公开设置、采纳、公开、撤下、被打扰, all by commands."""
    clerk, leader = county.who(county.top, "county_clerk"), county.who(county.top, "county_leader")
    for of, codes in ((RuleOf.KIND, OPEN_KINDS), (RuleOf.CHANNEL, OPEN_CHANNELS)):
        for code in codes:
            commands.set_rule(of=of, code=code, is_open=True, delay_days=3, by=clerk, at=until)
    ideas = list(_answered(Kind.SUGGESTION, ADOPTED))
    for number, concern in enumerate(ideas):
        decision = list(Decision)[(0, 0, 1, 0, 2)[number % 5]]
        commands.adopt(
            concern=concern, decision=decision, reason=random.choice(REASONS[decision]), by=clerk, at=until
        )  # fmt: skip
    wanted = [*ideas[:6], *_answered(Kind.HELP, PUBLISHED - 8), *_answered(Kind.ENQUIRY, 2)]
    made = [_publish(one, clerk, leader, until, delay=0) for one in wanted]
    _special(county, made, clerk, leader, until)
    _troubled(until)


def _answered(kind: str, most: int) -> Sequence[Concern]:
    found = Concern.objects.filter(kind=kind, status__in=ANSWERED, channel__in=OPEN_CHANNELS, is_confidential=False)
    agreed = found.filter(may_publish=True, publication=None).select_related("requester", "handler", "unit", "topic")
    return list(agreed.order_by("-received_on", "code")[:most])


def _prepare(concern: Concern, by: Actor, at: datetime, delay: int) -> Version:
    words: dict[str, Any] = checks.proposed(concern, concern.title, concern.text)
    return commands.prepare(
        concern=concern, basis=Basis.CONSENT, delay_days=delay, by=by, at=at, is_checked=True, **words
    )


def _publish(concern: Concern, clerk: Actor, leader: Actor, at: datetime, delay: int) -> Publication:
    return commands.confirm(version=_prepare(concern, clerk, at, delay), by=leader, at=at, is_checked=True)


def _special(county: County, made: Sequence[Publication], clerk: Actor, leader: Actor, at: datetime) -> None:
    """One taken down, one corrected, one that waits for its day, two that wait for a second person, one sent back."""
    if len(made) > 2:
        commands.take_down(publication=made[-1], reason="文中的地点能认出是哪一户，改写后再公开", by=clerk, at=at)
        corrected = _prepare(made[0].concern, clerk, at, 0)
        commands.confirm(version=corrected, by=leader, at=at, is_checked=True)
    more = _answered(Kind.HELP, 40)
    town = county.townships[0]
    own = [one for one in more if one.unit_path.startswith(town.path)]
    deeds: list[Callable[[Concern], object]] = [
        lambda one: _prepare(one, clerk, at, 3),
        lambda one: _publish(one, clerk, leader, at, delay=7),
        lambda one: commands.refuse(
            version=_prepare(one, clerk, at, 3), reason="第二句看得出是谁家，请改写", by=leader, at=at
        ),
    ]
    for one, deed in zip([one for one in more if one not in own], deeds, strict=False):
        deed(one)
    for one in own[:1]:
        _prepare(one, county.who(town, "township_clerk"), at, 3)


def _troubled(at: datetime) -> None:
    """A resident says that he was troubled after he complained."""
    found = Concern.objects.filter(kind=Kind.COMPLAINT, status=Status.IN_HAND, handler__isnull=False)
    for concern in found.select_related("unit", "handler").order_by("-received_on", "code")[:20]:
        unit = next((one for one in troubling_units(concern) if unit_above(one, concern)), None)
        if unit is not None:
            text = "昨天有人打电话来问我为什么要去反映，还说出了我的名字。"
            commands.report_disturbance(concern=concern, unit=unit, text=text, at=at)
            return
