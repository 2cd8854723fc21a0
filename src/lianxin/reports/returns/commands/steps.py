"""收集 → 审核 → 统计 → 备案 → 上报: each step by whom and when; from 备案 on the figures are locked (M232).

Whether a step is open is asked of pure/approvals, which also knows the levels above and below.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import approvals
from lianxin.reports.freezes import commands as freezes
from lianxin.reports.freezes import counting
from lianxin.reports.freezes.problems import Unfit as FreezeUnfit
from lianxin.reports.returns import gates, queries
from lianxin.reports.returns.models import MonthReturn, ReturnFigure, ReturnStep
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import Stage


@transaction.atomic
def collect(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """收集完毕: every figure from elsewhere is there with its source and evidence, or says why there is none."""
    month = moved(month, "collect", by)
    has_lower = month.lower.exists()
    for figure in month.figures.select_related("line", "unit"):
        is_typed = figure.line.is_external and not (figure.line.is_rolled and has_lower)
        if is_typed and figure.value is None and not figure.no_data:
            raise Unfit(_("“%(label)s”还没有填数，也没有写明为什么没有。") % {"label": figure.line.label})
    return step(month, "collect", by, at, comment)


@transaction.atomic
def review(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """审核通过: whoever reviews has looked at every line; what is not verified stays to be seen as such."""
    month = moved(month, "review", by)
    return step(month, "review", by, at, comment, private={"comment": comment.strip()})


@transaction.atomic
def count(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """统计定数: each figure of our own is frozen with its definition and the records counted; the rest is summed from below.

    A period that is not over is not counted. What stands in two lines is noted: they may not be added up.
    """
    month = moved(month, "count", by)
    today = localdate(at)
    if today <= month.period.last:
        raise Unfit(_("这一期还没有过完，期末以后再统计定数。"))
    below = queries.below_of(month)
    for figure in month.figures.select_related("line", "unit"):
        if not figure.line.is_external:
            _keep(figure, month, by, at, today)
        elif figure.line.is_rolled and below:
            figure.value = queries.rolled_value(figure.line.label, below)
            figure.save(update_fields=["value"])
    found = queries.overlaps(month, queries.as_office(by, month.unit), today)
    month.overlaps = [[one.one, one.other, one.count] for one in found]
    return step(month, "count", by, at, comment, lines=month.figures.count(), overlaps=len(found))


def _keep(figure: ReturnFigure, month: MonthReturn, by: Actor, at: datetime, today: date) -> None:
    indicator = queries.indicator_of(figure.line)
    if indicator is None:
        raise Unfit(_("“%(label)s”的指标已经停用，请退回收集并换一版摸底表。") % {"label": figure.line.label})
    found = counting.as_kept(indicator, month.period, figure.unit, by=by, today=today)
    try:
        figure.frozen = freezes.freeze(of=month.ref, figure=found, label=figure.line.label, by=by, at=at)
    except FreezeUnfit as refusal:
        raise Unfit(refusal.sentence) from refusal
    figure.value = None if found.value is None else Decimal(found.value)
    figure.save(update_fields=["value", "frozen"])


@transaction.atomic
def file(*, month: MonthReturn, by: Actor, at: datetime, comment: str = "") -> MonthReturn:
    """备案: put on file and locked; how many figures nobody verified is written down with it.

    Raises Unfit while a gate is shut: with the first sentence, and how many more there are.
    """
    month = moved(month, "file", by)
    found = gates.shut(month, by, localdate(at))
    if found:
        more = _("还有 %(n)s 条。") % {"n": len(found) - 1} if len(found) > 1 else ""
        raise Unfit(f"{found[0]}{more}")
    month.filed_on, month.filed_by, month.filed_ref = localdate(at), by.name, by.ref
    left = month.figures.filter(checked_on=None).count()
    return step(month, "file", by, at, comment, private={"comment": comment.strip()}, unverified=left)


@transaction.atomic
def report(*, month: MonthReturn, by: Actor, at: datetime, to: str = "") -> MonthReturn:
    """上报: to the level above, or to whom it says; after the due day it is late, and that is written down."""
    month = moved(month, "report", by)
    month.reported_to = month.above.unit.name if month.above else to.strip()[:60]
    if not month.reported_to:
        raise Unfit(_("请写明上报给哪个单位。"), "to")
    month.reported_on, month.reported_by, month.reported_ref = localdate(at), by.name, by.ref
    late = month.days_late(month.reported_on)
    timely = _("按期") if not late else _("比最迟日期晚 %(n)s 天") % {"n": late}
    return step(month, "report", by, at, month.reported_to, to=month.reported_to, timely=timely)


EVENTS = {
    "collect": "return.collected", "review": "return.reviewed", "count": "return.counted", "file": "return.filed",
    "report": "return.reported", "send_back": "return.sent_back", "take_back": "return.taken_back",
    "accept": "return.accepted", "unaccept": "return.unaccepted", "excuse": "return.excused", "unexcuse": "return.unexcused",
}  # fmt: skip


def moved(month: MonthReturn, verb: str, by: Actor, **more: Any) -> MonthReturn:
    """The return after the verb, not yet saved, with its level above and below locked. Raises NotAllowed, Unfit."""
    near = queries.around(month, lock=True)
    month = near[str(month.pk)]
    queries.must_take(by, month, verb)
    tree = queries.tree_of(near.values(), {month.pk: queries.open_questions(month)} if verb == "accept" else None)
    node = tree[str(month.pk)]
    reason = approvals.why_not(tree, node, verb, who=by.ref, **more)
    if reason is not None:
        raise Unfit(queries.say(reason), "reason" if reason.code == "no_why" else "")
    month.stage = Stage(approvals.MOVES[verb][1] or month.stage)
    return month


def step(
    month: MonthReturn, verb: str, by: Actor, at: datetime, note: str, *, private: dict[str, str] | None = None,
    **detail: Any,
) -> MonthReturn:  # fmt: skip
    """Keep the return with the step taken, and tell it."""
    month.save()
    ReturnStep.objects.create(
        of=month, verb=verb, by_name=by.name, by_post=by.post, on=localdate(at), note=note.strip()[:200]
    )
    kept = {key: text for key, text in (private or {}).items() if text}
    book.record(
        EVENTS[verb], of=month.ref, unit_path=month.unit_path, by=by, at=at, private=kept, month=month.month, **detail
    )
    return month
