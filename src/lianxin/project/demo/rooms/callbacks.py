"""回访的演示: answers that came home, a sample half called, objections, a review, a reissued slip, some that settled."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.orgs.permissions import Actor
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.web.office.callbacks.forms import SCRIPT
from lianxin.work.callbacks import commands, queries
from lianxin.work.callbacks.terms import Decision, Reach, Way
from lianxin.work.concerns.commands.settling import reissue, settle
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import SETTLE, Handling, Outcome, Satisfaction, Status

RULES = ("《青禾县农村低保办法》第六条", "《青禾县老旧小区改造规程》第十二条", "《青禾县公益林管护细则》第九条")
SAID = {
    True: ("办了，谢谢。", "比原来快。", "问题解决了。"),
    False: ("来人看过，还没修。", "解释了，但事情没办成。", "等配件，说下月。"),
}


def fill(county: County, until: datetime, random: Random) -> None:
    """A handful of records for every page of the room."""
    clerk = county.who(county.top, "county_clerk")
    _deliver(county, clerk, until, random)
    _sample(clerk, until, random)
    _object(county, clerk, until)
    _review(clerk, until)
    _settle(clerk, until, random)
    for concern in queries.to_ask(clerk, localdate(until)).exclude(secret_hash="").order_by("code")[:2]:
        reissue(concern=concern, reason="当面核对了身份证", by=clerk, at=until)
    bureau = county.departments["县住建局"]
    last = Period.containing(localdate(until)).previous()
    commands.release_hints(period=last, by=county.who(bureau, "department_head"), at=until)


def _deliver(county: County, clerk: Actor, until: datetime, random: Random) -> None:
    for concern in list(queries.to_deliver(clerk, localdate(until)).order_by("replied_on", "code")[:60]):
        assert concern.replied_on is not None
        on = min(concern.replied_on + timedelta(days=random.randint(0, 2)), localdate(until))
        way = random.choices(Way.values, (4, 6, 2, 1))[0]
        commands.deliver(concern=concern, way=way, on=on, by=clerk, at=until)


def _sample(clerk: Actor, until: datetime, random: Random) -> None:
    month = Period.containing(localdate(until)).previous()
    script = str(SCRIPT % {"office": "县群众工作办公室"})
    sample = commands.draw(first=month.first, last=month.last, size=24, script=script, by=clerk, at=until)
    for item in list(sample.items.select_related("concern"))[:17]:
        reach = random.choices((Reach.REACHED, Reach.NO_ANSWER, Reach.WRONG_NUMBER), (12, 4, 1))[0]
        given: dict[str, Any] = {}
        if reach == Reach.REACHED:
            solved = item.concern.outcome == Outcome.SOLVED and random.random() < 0.85
            step = random.choice(("满意", "满意", "基本满意")) if solved else random.choice(("基本满意", "不满意"))
            given = {
                "solved": solved,
                "contacted": random.random() < 0.9,
                "step": step,
                "comment": random.choice(SAID[solved]),
            }
        commands.call_back(concern=item.concern, item=item, reach=reach, by=clerk, at=until, **given)


def _bad(**more: Any) -> Any:
    states = (Status.REPLIED, Status.CLOSED)
    found = Concern.objects.filter(rating=Satisfaction.DISSATISFIED, status__in=states, **more).exclude(
        subjects__isnull=False
    )
    return found.select_related("handler").order_by("-replied_on", "code")


def _object(county: County, clerk: Actor, until: datetime) -> None:
    found = [one for one in _bad(handling=Handling.EXPLAIN) if one.handler and one.handler.kind == "department"][:3]
    decisions = (Decision.SET_APART, Decision.REJECTED, "")
    for concern, rule, decision in zip(found, RULES, decisions, strict=False):
        assert concern.handler is not None
        objection = commands.object_to_rating(
            concern=concern, rule=rule, reason="政策明确不予支持，已当面解释两次。",
            by=county.who(concern.handler, "department_head"), at=until,
        )  # fmt: skip
        if decision:
            commands.decide_objection(objection=objection, decision=decision, reason="已调阅材料。", by=clerk, at=until)


def _review(clerk: Actor, until: datetime) -> None:
    today = localdate(until)
    for concern in list(queries.mine_to_review(clerk).order_by("replied_on", "code")[:4]):
        commands.decide_exit(
            concern=concern, reason="现场看过，能办的都办了，其余政策不允许。", rule=RULES[1], way=Way.ORAL, told_on=today,
            by=clerk, at=until,
        )  # fmt: skip


def _settle(clerk: Actor, until: datetime, random: Random) -> None:
    found = Concern.objects.reachable(by=clerk, to=SETTLE).filter(status=Status.CLOSED, kind="help")
    for concern in list(found.order_by("-closed_on", "code")[:30:6]):
        settle(concern=concern, agreement="群众签了息访承诺书。", by=clerk, at=until)
