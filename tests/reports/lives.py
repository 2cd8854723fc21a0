"""两年的诉求: seeded life stories of concerns in the town, of all states, for summaries to be written of."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from lianxin.work.concerns.bulk import Deed, Story
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.terms import Channel, Kind
from tests.conftest import SHANGHAI, Town
from tests.work.conftest import EXPLAIN, LIMIT

BEGUN = datetime(2025, 1, 2, 9, 0, tzinfo=SHANGHAI)
TODAY = date(2026, 11, 10)


def lives(town: Town, counts: dict[str, int], *, seed: int = 1) -> list[Story]:
    """`counts` concerns received in each month (by its code), in the order of time."""
    dice = random.Random(seed)
    topics = list(Topic.objects.filter(parent__isnull=False).order_by("code"))
    found = [_life(town, dice, topics, month) for month, count in counts.items() for _one in range(count)]
    return sorted(found, key=lambda story: story.deeds[0].at)


def _life(town: Town, dice: random.Random, topics: list[Topic], month: str) -> Story:
    begun = datetime.fromisoformat(f"{month}-01T09:00:00").replace(tzinfo=SHANGHAI)
    begun += timedelta(days=dice.randrange(TODAY.day if month == f"{TODAY:%Y-%m}" else 27), minutes=dice.randrange(400))
    return Story(tuple(deed for deed in _deeds(town, dice, topics, begun) if deed.at.date() <= TODAY))


def _deeds(town: Town, dice: random.Random, topics: list[Topic], at: datetime) -> Iterator[Deed]:
    unit = dice.choice([town.shiqiao, town.shiqiao, town.liuwan, town.shahe])
    yield Deed("register", at, town.clerk, {
        "text": "路灯不亮。", "kind": Kind.HELP, "channel": dice.choice(Channel.values), "unit": unit})  # fmt: skip
    roll = dice.random()
    if roll < 0.05:
        yield Deed("decline", at + timedelta(days=1), town.clerk, {"reason": "已进入诉讼程序，请按诉讼途径反映。"})
        return
    if roll < 0.1:
        return
    handling = dice.choice(["immediate", "time_limit", "time_limit", "explain"])
    texts = {"time_limit": LIMIT, "explain": EXPLAIN}.get(handling, {})
    topic = dice.choice(topics[:5]) if dice.random() < 0.6 else dice.choice(topics)
    yield Deed(
        "classify",
        at + timedelta(hours=1),
        town.clerk,
        {"topic": topic, "kind": Kind.HELP, "handling": handling, **texts},
    )
    at += timedelta(days=1)
    bureaus = {town.building.pk: town.builder, town.water_bureau.pk: town.water}
    to = dice.choice([town.building, town.water_bureau])
    yield Deed("assign", at, town.clerk, {"to": to})
    if dice.random() < 0.08:
        yield Deed("send_back", at + timedelta(hours=2), bureaus[to.pk], {"reason": "不属本单位职责。"})
        at += timedelta(days=1)
        yield Deed("assign", at, town.clerk, {"to": to})
    yield Deed("acknowledge", at + timedelta(hours=3), bureaus[to.pk])
    if dice.random() < 0.06:
        return
    at += timedelta(days=dice.choice([1, 2, 3, 5, 8, 13, 21]))
    yield Deed("reply", at, bureaus[to.pk], {"text": "已办。", "explained": "当面讲了规定，群众明白。"})
    yield Deed(
        "close", at + timedelta(hours=1), town.clerk, {"outcome": dice.choice(["solved", "solved", "explained"])}
    )
    if dice.random() < 0.5:
        yield from _rated(town, dice, at + timedelta(days=dice.randrange(1, 6)))


def _rated(town: Town, dice: random.Random, at: datetime) -> Iterator[Deed]:
    rating = dice.choice(["satisfied"] * 5 + ["fairly"] * 2 + ["dissatisfied"])
    yield Deed(
        "rate",
        at,
        _resident(),
        {"rating": rating, "solved": rating != "dissatisfied", "contacted": dice.random() < 0.9},
    )
    if rating == "dissatisfied" and dice.random() < 0.5:
        yield Deed("reopen", at + timedelta(hours=1), town.clerk, {"reason": "群众不满意。"})


def _resident() -> object:
    from lianxin.work.concerns.commands.intake import RESIDENT

    return RESIDENT
