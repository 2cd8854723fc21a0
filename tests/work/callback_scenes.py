"""回访的场面: answered, rated, called; and the rates of the county as fractions."""

from datetime import date

from lianxin.base.indicators.registry import get
from lianxin.pure.periods import Period
from lianxin.work.callbacks import commands as callbacks
from lianxin.work.concerns import commands
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON
from tests.work.conftest import lamp_topic, registered

NOVEMBER = Period.parse("2026-11")
TODAY = date(2026, 11, 3)
RULE = "《定安县路灯管理办法》第八条"


def answered(town, *, handling="immediate", to=None, by=None, **given):
    """A receipt of 石桥村 whose matter the building bureau (or `to`) has answered."""
    receipt = registered(town, **given)
    texts = {"policy": "路灯管理办法", "article": "第八条"} if handling == "explain" else {}
    concern = commands.classify(
        concern=receipt.concern,
        topic=lamp_topic(),
        kind=receipt.concern.kind,
        handling=handling,
        by=town.clerk,
        at=NOON,
        **texts,
    )
    concern = commands.assign(concern=concern, to=to or town.building, by=town.clerk, at=NOON)
    concern = commands.acknowledge(concern=concern, by=by or town.builder, at=NOON)
    commands.reply(concern=concern, text="查过了。", explained="讲了办法第八条。", by=by or town.builder, at=NOON)
    return receipt


def rated(town, rating="dissatisfied", **given) -> Concern:
    """The same, rated by the resident with his own slip."""
    receipt = answered(town, **given)
    return say(receipt.concern, receipt.secret, rating)


def say(concern, secret, rating="satisfied", at=NOON) -> Concern:
    good = rating != "dissatisfied"
    return commands.rate(concern=concern, secret=secret, rating=rating, solved=good, contacted=good, at=at)


def call(concern, by, **given):
    fields = {"reach": "reached", "contacted": True, "solved": True, "step": "满意", "at": NOON}
    return callbacks.call_back(concern=concern, by=by, **{**fields, **given})


def figures(town) -> dict[str, str]:
    codes = ("concern.satisfaction_rate", "concern.resolution_rate", "concern.response_rate", "concern.rated_rate")
    return {c: get(c).figure(NOVEMBER, town.county, by=town.clerk, today=TODAY).fraction for c in codes}
