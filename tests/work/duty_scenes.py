"""责任清单的场景: a list in force in 定安县, made by commands."""

from datetime import timedelta

from lianxin.work.concerns import commands
from lianxin.work.concerns.duty_files import Party
from lianxin.work.concerns.duty_terms import LeadBy
from lianxin.work.concerns.models import DutyList, Topic
from tests.conftest import NOON
from tests.work.conftest import LIMIT, lamp_topic, registered


def topic(label: str) -> Topic:
    return Topic.objects.get(label=label)


def party(unit) -> Party:
    return Party(LeadBy.UNIT, unit)


def in_force(town, *more) -> DutyList:
    """路灯 → 住建局 (协办 属地乡镇); 城乡建设 → 住建局; 供水 in 清水镇 → 水利局; 村务公开 → 属地村; and `more` rules."""
    draft = commands.draft_list(by=town.clerk, at=NOON)
    township = Party(LeadBy.TOWNSHIP)
    rules = [
        {"topic": topic("城乡建设"), "lead": party(town.building)},
        {"topic": lamp_topic(), "lead": party(town.building), "helpers": (township,), "basis": "县政府办2026年3号"},
        {"topic": topic("供水排水"), "place": town.qingshui, "lead": party(town.water_bureau)},
        {"topic": topic("村务公开"), "lead": Party(LeadBy.VILLAGE)},
        *more,
    ]
    for rule in rules:
        commands.put_rule(duty_list=draft, by=town.clerk, at=NOON, **rule)
    return commands.approve_list(duty_list=draft, valid_from=NOON.date(), by=town.county_leader, at=NOON)


def sorted_as(town, label: str = "道路路灯", *, unit=None, at=NOON, **changes):
    """A matter of that topic, registered in 石桥村 and sorted, waiting to be handed out."""
    is_elsewhere = unit is not None and not unit.path.startswith(town.qingshui.path)
    by = town.clerk if is_elsewhere else town.officer
    concern = registered(town, unit=unit or town.shiqiao, by=by, at=at, **changes).concern
    return commands.classify(
        concern=concern, topic=topic(label), kind=concern.kind, handling="time_limit", by=town.clerk, at=at, **LIMIT
    )


def days(number: int):
    return NOON + timedelta(days=number)
