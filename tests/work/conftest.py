"""办到哪一步: concerns brought to a state by commands alone."""

from collections.abc import Callable
from datetime import date

import pytest

from lianxin.work.concerns import commands
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON

FRIDAY = date(2026, 11, 6)
#: what each class requires in writing
LIMIT = {"stance": "要求合理，按期换灯。", "responsible": "张建，路灯管理股股长"}
EXPLAIN = {"policy": "《城市道路照明管理规定》", "article": "第九条"}
ASKER = Asker(name="王长青", phone="13900000001", address="石桥村三组")


def registered(town, **changes):
    """登记 a broken lamp in 石桥村; returns the receipt."""
    fields = {
        "text": "村口的路灯坏了半个月，老人晚上出门看不见路。", "kind": "help", "channel": "counter",
        "unit": town.shiqiao, "asker": ASKER, "by": town.worker, "at": NOON,
    }  # fmt: skip
    return commands.register(**{**fields, **changes})


def lamp_topic() -> Topic:
    return Topic.objects.get(label="道路路灯")


def at_state(town, status: Status, concern: Concern | None = None) -> Concern:
    """Play the commands up to `status`."""
    concern = concern or registered(town).concern
    steps: list[tuple[Status, Callable[[Concern], Concern]]] = [
        (Status.ASSIGNED, lambda c: commands.assign(
            concern=commands.classify(concern=c, topic=lamp_topic(), kind=c.kind, handling="time_limit", by=town.clerk, at=NOON,
                                      **LIMIT),
            to=town.building, by=town.clerk, at=NOON)),
        (Status.IN_HAND, lambda c: commands.acknowledge(concern=c, by=town.builder, at=NOON)),
        (Status.REPLIED, lambda c: commands.reply(concern=c, text="已换新灯。", by=town.builder, at=NOON)),
        (Status.CLOSED, lambda c: commands.close(concern=c, outcome="solved", by=town.clerk, at=NOON)),
    ]  # fmt: skip
    if status == Status.REGISTERED:
        return concern
    if status == Status.RETURNED:
        concern = at_state(town, Status.ASSIGNED, concern)
        return commands.send_back(concern=concern, reason="属村级自管路灯", by=town.builder, at=NOON)
    for reached, step in steps:
        concern = step(concern)
        if reached == status:
            return concern
    raise AssertionError(status)


@pytest.fixture
def receipt(town):
    return registered(town)


@pytest.fixture
def concern(receipt):
    return receipt.concern
