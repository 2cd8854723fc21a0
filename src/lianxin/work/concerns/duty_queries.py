"""责任清单与分办的读法: two versions beside each other, what was handed outside the list, which rules to mend."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.duty_terms import HELP, ObjectionResult
from lianxin.work.concerns.models import (
    Concern,
    DutyList,
    DutyRule,
    Objection,
    OutsideHanding,
    Shortlisted,
    StepTick,
    Task,
    TopicStep,
)  # fmt: skip
from lianxin.work.concerns.terms import ASSIGN, VIEW, Status

RUNNING = (Status.ASSIGNED, Status.IN_HAND)


def rules_of(duty_list: DutyList) -> list[DutyRule]:
    """The rules of a version with what a table shows, by topic, the general before the particular."""
    return list(
        duty_list.rules.select_related("topic__parent", "place", "lead")
        .prefetch_related("helpers__unit")
        .order_by("topic__code", "place_path", "pk")
    )


def helpers_word(rule: DutyRule) -> str:
    """协办单位 in words."""
    return "、".join(one.unit.name if one.unit else str(one.get_by_display()) for one in rule.helpers.all())


def lead_word(rule: DutyRule) -> str:
    """主办单位 in words."""
    return rule.lead.name if rule.lead else str(rule.get_lead_by_display())


@dataclass(frozen=True)
class Change:
    """两版之间的一处不同: `was` or `now` is None where the rule is new or gone."""

    topic: str
    place: str
    was: str
    now: str


def changes(old: DutyList | None, new: DutyList) -> list[Change]:
    """对比: what the newer version says otherwise, topic by topic and place by place."""
    before = {(r.topic_id, r.place_id): r for r in rules_of(old)} if old else {}
    after = {(r.topic_id, r.place_id): r for r in rules_of(new)}
    found = []
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        words = _word(was), _word(now)
        if words[0] != words[1]:
            rule = now or was
            assert rule is not None
            found.append(Change(rule.topic.label, rule.place.name if rule.place else "", *words))
    return found


def _word(rule: DutyRule | None) -> str:
    if rule is None:
        return ""
    return "；".join(filter(None, [lead_word(rule), helpers_word(rule), rule.basis]))


@dataclass(frozen=True)
class Outside:
    """清单外交办统计: all that the reader may see, and how many by the unit that handed it out."""

    rows: Sequence[OutsideHanding]
    count: int
    by_unit: Sequence[tuple[Unit, int]]


def outside(by: Actor, first: date, last: date, most: int) -> Outside:
    """交给村社区的清单外事项 in a period: of concerns that the reader may see, counted by assigning unit."""
    seen = Concern.objects.reachable(by=by, to=VIEW).exclude(outside_on=None).values("pk")
    found = OutsideHanding.objects.filter(on__range=(first, last), concern__in=seen)
    paths = Counter(found.values_list("unit_path", flat=True))
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=paths)}
    rows = list(
        found.select_related("concern__unit", "concern__handler", "concern__requester", "to", "rule__topic").order_by(
            "-on", "-pk"
        )[:most]
    )
    counted = [(units[path], number) for path, number in paths.most_common() if path in units]
    return Outside(rows, sum(paths.values()), counted)


def to_hand_out(by: Actor, most: int) -> list[Concern]:
    """待交办: accepted, in nobody's hands, mine to hand out; the most urgent first."""
    if not by.has(ASSIGN):
        return []
    found = Concern.objects.reachable(by=by, to=ASSIGN).filter(
        status__in=(Status.REGISTERED, Status.RETURNED), accepted_on__isnull=False
    )
    rows = found.select_related("unit", "requester", "topic__parent__parent").order_by("due_on", "code")
    return list(rows[:most])


@dataclass(frozen=True)
class StepRow:
    """一步: and the tick, if it is done."""

    step: TopicStep
    tick: StepTick | None


def steps_of(concern: Concern) -> list[StepRow]:
    """办理步骤 of the concern's topic, or of the one above it; with those already ticked."""
    if concern.topic is None:
        return []
    topics = [concern.topic_id, *([concern.topic.parent_id] if concern.topic.parent_id else [])]
    standing = list(TopicStep.objects.filter(topic__in=topics, retired_on=None).order_by("order", "pk"))
    own = [one for one in standing if one.topic_id == concern.topic_id] or standing
    if not own:
        return []
    ticks = {tick.step_id: tick for tick in concern.ticks.all()}
    return [StepRow(one, ticks.get(one.pk)) for one in own]


def listed(by: Actor, most: int) -> list[Concern]:
    """个人清单 in the order of a round trip: by place; what one may no longer see has left it."""
    mine = Shortlisted.objects.filter(person_id=by.person_id or 0).values("concern_id")
    found = Concern.objects.reachable(by=by, to=VIEW).filter(pk__in=mine)
    return list(found.select_related("unit", "handler", "requester").order_by("unit_path", "place", "code")[:most])


def is_listed(concern: Concern, by: Actor) -> bool:
    """Whether the concern is on the actor's own list."""
    return Shortlisted.objects.filter(concern=concern, person_id=by.person_id or 0).exists()


def my_tasks(by: Actor, most: int) -> list[Task]:
    """要本单位协办的, the most urgent first: asked, not yet reported, the concern still running."""
    found = Task.objects.past_the_wall(by=by).unreported().filter(concern__status__in=RUNNING)
    if not by.has(HELP) or not by.own_path:
        return []
    rows = found.filter(unit_path=by.own_path).select_related("concern__unit", "concern__requester", "unit")
    return list(rows.order_by("due_on", "pk")[:most])


def to_review(by: Actor, most: int) -> list[Objection]:
    """要我审核的异议: of concerns that I may assign, raised by others."""
    if not by.has(ASSIGN):
        return []
    mine = Concern.objects.reachable(by=by, to=ASSIGN).values("pk")
    found = Objection.objects.filter(result="", concern__in=mine).exclude(raised_by=by.ref)
    found = found.exclude(objector_path__in=_within_own(by))
    return list(
        found.select_related("concern__unit", "concern__requester", "unit", "names").order_by("raised_on", "pk")[:most]
    )


def _within_own(by: Actor) -> list[str]:
    """Whose objections the actor must leave to others: his own unit's and those of the units above it."""
    return ancestors(by.own_path) if by.own_path else []


def objections_seen(by: Actor, most: int) -> list[Objection]:
    """异议清单: the newest, of concerns that the reader may see."""
    rows = Objection.objects.order_by("-raised_on", "-pk").values_list("concern_id", flat=True)[: most * 4]
    seen = set(Concern.objects.reachable(by=by, to=VIEW).filter(pk__in=list(rows)).values_list("pk", flat=True))
    found = Objection.objects.filter(concern__in=seen).select_related(
        "concern__unit", "concern__requester", "unit", "names", "handed_to", "rule__topic"
    )
    return list(found.order_by("-raised_on", "-pk")[:most])


@dataclass(frozen=True)
class Mend:
    """清单要改的一条: a rule and what came of the objections against it."""

    rule: DutyRule
    upheld: int
    rejected: int
    waiting: int


def to_mend(by: Actor, most: int) -> list[Mend]:
    """清单要改: rules against which objections were upheld, most often first; numbers only, no concern is named.

    What is walled off from the reader is in no number (security.md D2).
    """
    seen = Objection.objects.past_the_wall(by=by).exclude(rule=None).order_by()
    counts: dict[int, dict[str, int]] = {}
    for row in seen.values("rule_id", "result").annotate(number=Count("pk")):
        counts.setdefault(row["rule_id"], {})[row["result"]] = row["number"]
    upheld = {rule: found.get(ObjectionResult.UPHELD, 0) for rule, found in counts.items()}
    first = sorted((rule for rule in upheld if upheld[rule]), key=lambda rule: (-upheld[rule], rule))[:most]
    rules = DutyRule.objects.select_related("topic", "place", "lead", "duty_list").in_bulk(first)
    return [
        Mend(rules[rule], upheld[rule], counts[rule].get(ObjectionResult.REJECTED, 0), counts[rule].get("", 0))
        for rule in first
    ]
