"""设置的试算 on matters of the last month: how many would have been late, which would have another code.

Counted in memory with the very clock that sets the dates; nothing is written, and what was promised stays promised.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from lianxin.base.clocks import changing
from lianxin.base.clocks import queries as clocks
from lianxin.base.orgs.permissions import Actor
from lianxin.base.versions.kinds import Told, Value, tries
from lianxin.pure.workdays import Calendar, ClockRule, ExtensionNotAllowed, Pause, run
from lianxin.work.concerns import clocking, standard_codes
from lianxin.work.concerns.models import Concern, Pausing
from lianxin.work.concerns.standard_codes import Shelf, book_of, names_of
from lianxin.work.concerns.terms import VIEW

MOST, SHOWN = 5_000, 20
FIELDS = ("pk", "code", "clock_version", "clock_start", "extended_by", "paused_on", "closed_on", "replied_on")


@tries(changing.KIND)
def late_with(key: str, value: Value, month: tuple[date, date], by: Actor, today: date) -> list[Told]:
    """上个月按这条期限办的: late under the rule as it was promised, late under the new one."""
    seen = Concern.objects.reachable(by=by, to=VIEW).standing()
    rows = list(seen.filter(clock=key, received_on__range=month, round=1).order_by("code").values(*FIELDS)[: MOST + 1])
    words = {"month": _("%(year)s年%(month)s月") % {"year": month[0].year, "month": month[0].month}}
    if not rows:
        return [Told(_("%(month)s没有按这条期限办的诉求，试算不出差别。") % words)]
    if len(rows) > MOST:
        return [Told(_("%(month)s按这条期限办的超过 %(most)s 件，没有逐件试算。") % (words | {"most": MOST}))]
    paused = _pauses([row["pk"] for row in rows if row["paused_on"]])
    rule, calendar = changing.rule_of(key, value), clocks.calendar()
    now, then = set(), set()
    for row in rows:
        if row["clock_start"] is None or rule.unit == "hour":
            continue
        stops = paused.get(row["pk"], [])
        if _is_late(clocks.rule(key, row["clock_version"]).rule, row, stops, calendar, today):
            now.add(row["code"])
        if _is_late(rule, row, stops, calendar, today):
            then.add(row["code"])
    told = [Told(_("%(month)s按这条期限办的诉求共 %(all)s 件：按原来的期限超期 %(now)s 件，按改后的超期 %(then)s 件。") % (
        words | {"all": len(rows), "now": len(now), "then": len(then)}))]  # fmt: skip
    if more := sorted(then - now):
        told.append(Told(_("会变成超期的 %(n)s 件：") % {"n": len(more)}, tuple(more[:SHOWN])))
    if fewer := sorted(now - then):
        told.append(Told(_("不再算超期的 %(n)s 件：") % {"n": len(fewer)}, tuple(fewer[:SHOWN])))
    return told


@tries(standard_codes.KIND)
def coded_with(key: str, value: Value, month: tuple[date, date], by: Actor, today: date) -> list[Told]:
    """上个月收到的: how many get a code, how many get another one than now, which topics have none."""
    seen = Concern.objects.reachable(by=by, to=VIEW).standing().filter(received_on__range=month)
    rows = list(seen.select_related("topic__parent__parent").prefetch_related("tags__tag").order_by("code")[: MOST + 1])
    words = {"month": _("%(year)s年%(month)s月") % {"year": month[0].year, "month": month[0].month}}
    if not rows or len(rows) > MOST:
        return [Told(_("%(month)s没有诉求，或者太多，没有逐件试算。") % words)]
    now, then = Shelf(), book_of(value)
    bare: Counter[str] = Counter()
    other: list[str] = []
    for row in rows:
        names, tags = names_of(row.topic), [one.tag.label for one in row.tags.all()]
        code, _label = then.find(names, tags)
        if not code:
            bare[" › ".join(names) or _("还没有分类的")] += 1
        elif (was := now.code(key, row.received_on, names, tags)) and was != code:
            other.append(row.code)
    told = [Told(_("%(month)s收到的诉求共 %(all)s 件：有编码的 %(coded)s 件，没有的 %(bare)s 件。") % (
        words | {"all": len(rows), "coded": len(rows) - bare.total(), "bare": bare.total()}))]  # fmt: skip
    if bare:
        told.append(
            Told(
                _("没有编码的分类：%(names)s") % {"names": "、".join(f"{name} {n}" for name, n in bare.most_common(8))}
            )
        )
    if other:
        told.append(Told(_("会换成另一个编码的 %(n)s 件：") % {"n": len(other)}, tuple(other[:SHOWN])))
    return told


def _pauses(keys: list[int]) -> Mapping[int, list[Pause]]:
    found: dict[int, list[Pause]] = {}
    for row in Pausing.objects.filter(concern_id__in=keys, round=1):
        pause = Pause(row.first, row.last, clocking.ground_word(row.ground))
        found.setdefault(row.concern_id, []).append(pause)
    return found


def _is_late(rule: ClockRule, row: dict[str, Any], stops: list[Pause], calendar: Calendar, today: date) -> bool:
    """Whether the answer came, or has not come, after the last day; an extension counts as far as the rule allows one."""
    loose = replace(rule, pause_reasons=tuple({*rule.pause_reasons, *(one.reason for one in stops)}))
    longer = min(row["extended_by"], rule.max_extension)
    try:
        due = run(loose, row["clock_start"], calendar, longer, stops).on
    except (ExtensionNotAllowed, TypeError):
        return False
    return bool((row["replied_on"] or row["closed_on"] or today) > due)
