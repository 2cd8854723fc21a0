"""一个小县的数据: the town of all tests, and fourteen months of concerns made in bulk, so that last year can be compared.

Run as `python -m tests.browser.county`, in the surroundings of the server that is to serve them, before it starts.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from lianxin.project import prepare
from lianxin.project.starting import start_django
from lianxin.pure.codes import new_code, new_secret

MONTHS, EACH_MONTH = 14, 16
MATTERS = (
    "村东头的路灯不亮，晚上看不见路。", "自来水发黄，已经三天。", "垃圾没有人清运，气味很大。", "村道塌了一角，车过不去。",
    "低保申请没有回音。",
)  # fmt: skip


@dataclass(frozen=True)
class Slip:
    """回执: what a resident of the county holds in his hand."""

    text: str
    code: str
    secret: str


FRESH = Slip(
    "柳湾村文化广场的健身器材断了一根杆，怕伤着孩子。", new_code(random.Random(6)), new_secret(random.Random(6))
)
OLD = Slip("柳湾村进村路口一下雨就积水，走不过去。", new_code(random.Random(5)), new_secret(random.Random(5)))


def main() -> None:
    """The tables, the town, its concerns."""
    start_django()
    prepare.migrate()
    from django.utils import timezone

    from lianxin.work.concerns import bulk

    today = timezone.localdate()
    town = _town(_first_day(today))
    stories = sorted(
        [*_stories(town, today), _old(town, today), _fresh(town, today)], key=lambda story: story.deeds[0].at
    )
    bulk.load(stories)
    _reception(town, timezone.now(), today)
    _pairing(town, timezone.now(), today)
    _doors(town, timezone.now(), today)


def _first_day(today: date) -> date:
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    from tests.conftest import SHANGHAI

    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _town(first: date) -> Any:
    """The town of the other tests, founded before its first concern came."""
    from lianxin.base.orgs.models import Posting
    from tests import conftest

    conftest.START = _at(first - timedelta(days=5), 9)
    town = conftest.build_town()
    Posting.objects.update(valid_from=first - timedelta(days=5))
    return town


def _stories(town: Any, today: date) -> Iterator[Any]:
    """So many a month; the last ones are still open, some are late."""
    from lianxin.work.concerns.bulk import Story
    from lianxin.work.concerns.models import Topic

    dice, topics, first = random.Random(11), _topics(Topic), _first_day(today)
    days = (today - first).days
    for number in range(MONTHS * EACH_MONTH):
        day = first + timedelta(days=number * days // (MONTHS * EACH_MONTH))
        deeds = [deed for deed in _life(town, dice, topics, day, number) if deed.at < _at(today, 0)]
        if deeds:
            yield Story(tuple(deeds))


def _old(town: Any, today: date) -> Any:
    """One that has been with the building bureau for five months, and whose resident still has the slip."""
    from lianxin.work.concerns.bulk import Deed, Story
    from lianxin.work.concerns.models import Topic

    day, short = today - timedelta(days=150), list(_life(town, random.Random(5), _topics(Topic), today, 3))[:3]
    register, classify, assign = (
        Deed(one.verb, _at(day, 9 + hour), one.by, one.given) for hour, one in enumerate(short)
    )
    given = {**register.given, "text": OLD.text, "unit": town.liuwan}
    deeds = (Deed("register", register.at, town.clerk, given), classify,
             Deed("assign", assign.at, town.clerk, {"to": town.building}),
             Deed("acknowledge", _at(day, 15), town.builder))  # fmt: skip
    return Story(deeds, code=OLD.code, secret=OLD.secret)


def _fresh(town: Any, today: date) -> Any:
    """One that came yesterday; nobody has looked at it, and no story touches it."""
    from lianxin.work.concerns.bulk import Story
    from lianxin.work.concerns.models import Topic

    register = next(_life(town, random.Random(6), _topics(Topic), today - timedelta(days=1), 5))
    given = {**register.given, "text": FRESH.text, "unit": town.liuwan}
    return Story((replace(register, given=given),), code=FRESH.code, secret=FRESH.secret)


def _reception(town: Any, now: datetime, today: date) -> None:
    """The head of the school receives every day, whatever day it is."""
    from lianxin.work.reception import commands

    rule = commands.set_rule(
        unit=town.school, label="校长接待日", weekdays=list(range(7)), from_time=time(15), to_time=time(17, 40),
        place="校长室", office="校长办公室", categories=["学生家长"], skips_holidays=False, valid_from=today,
        by=town.teacher, at=now,
    )  # fmt: skip
    commands.list_person(rule=rule, person=town.people["principal"], by=town.teacher, at=now)
    commands.plan(rule=rule, until=today + timedelta(days=3), by=town.teacher, at=now)


def _pairing(town: Any, now: datetime, today: date) -> None:
    """李青 of 清水镇 is linked to one household of 石桥村."""
    from lianxin.work.households.commands import register_household
    from lianxin.work.pairings.commands import pair

    household = register_household(
        unit=town.shiqiao, group="三组", door="12号", head_name="王长青", phone="13900000012", by=town.officer, at=now
    )
    pair(kind="household", person=town.people["officer"], household=household, since=today, by=town.officer, at=now)


def _doors(town: Any, now: datetime, today: date) -> None:
    """Two households of 柳湾村, at whose doors 李青 wrote down that he had been; for the contact card."""
    from lianxin.work.households.commands import register_household
    from lianxin.work.visits.commands import record_visit

    for door, name in (("1号", "王家甲"), ("2号", "王家乙")):
        household = register_household(
            unit=town.liuwan, group="一组", door=door, head_name=name, by=town.officer, at=now
        )
        on = today - timedelta(days=1)
        record_visit(kind="household", unit=town.liuwan, household=household, on=on, by=town.officer, at=now)


def _topics(model: Any) -> list[Any]:
    return list(model.objects.filter(parent__isnull=False).order_by("code")[: len(MATTERS)])


def _life(town: Any, dice: random.Random, topics: list[Any], day: date, number: int) -> Iterator[Any]:
    from lianxin.work.concerns.bulk import Deed
    from lianxin.work.concerns.commands.intake import RESIDENT, Asker
    from lianxin.work.concerns.terms import Channel, Kind

    which = number % len(MATTERS)
    to, by = dice.choice([(town.building, town.builder), (town.water_bureau, town.water)])
    asker = Asker(name="石秀兰", phone=f"139000{number:05d}")
    given = {"text": MATTERS[which], "kind": Kind.HELP, "channel": dice.choice([Channel.COUNTER, Channel.HOTLINE])}
    where = dice.choice([town.shiqiao, town.liuwan, town.shahe])
    yield Deed("register", _at(day, 9, number % 60), town.clerk, {**given, "unit": where, "asker": asker})
    yield Deed("classify", _at(day, 10, number % 60), town.clerk, {
        "topic": topics[which], "kind": Kind.HELP, "handling": dice.choice(["immediate", "time_limit"]),
        "stance": "要求合理，按期办好。", "responsible": "承办单位分管负责人"})  # fmt: skip
    yield Deed("assign", _at(day, 14, number % 60), town.clerk, {"to": to})
    if number % 17 == 3:
        return
    yield Deed("acknowledge", _at(day, 16, number % 60), by)
    if number % 13 == 5:
        return
    day += timedelta(days=dice.choice([1, 2, 3, 5, 9, 16]))
    yield Deed("reply", _at(day, 9, number % 60), by, {"text": "已派人现场处理，现已恢复。"})
    yield Deed(
        "close", _at(day, 11, number % 60), town.clerk, {"outcome": dice.choice(["solved", "solved", "explained"])}
    )
    if number % 2:
        rating = dice.choice(["satisfied", "satisfied", "satisfied", "fairly", "dissatisfied"])
        yield Deed("rate", _at(day + timedelta(days=1), 20, number % 60), RESIDENT, {
            "rating": rating, "solved": rating != "dissatisfied", "contacted": dice.random() < 0.9})  # fmt: skip


if __name__ == "__main__":
    main()
