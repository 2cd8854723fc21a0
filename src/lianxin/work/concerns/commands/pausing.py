"""中止, 恢复, 申请延期和中止: a clock rests only with a reason, approved above, and never after the date has passed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands.handling import extend
from lianxin.work.concerns.models import Ask, Concern, Pausing
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ASK_EXTENSION, EXTEND, FLOW
from lianxin.work.concerns.through_terms import PAUSE, Asked, Decision, Ground

LONGEST = 30  # natural days of one pause
MOST = 2  # pauses in one round


@transaction.atomic
def pause(*, concern: Concern, ground: str, last: date, reason: str, by: Actor, at: datetime) -> Concern:
    """中止: from today to `last` the clock rests; the resident sees reason and approver (条例 §36 names the hearing).

    Raises Unfit where the date has passed, the rule names no such ground, the days are too many, or it rests already.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(PAUSE, concern)
    concern.status = FLOW.after("pause", concern.status)
    today = clocking.today(at)
    _must_fit(concern, ground, last, reason, today)
    Pausing.objects.create(
        concern=concern, round=concern.round, ground=ground, reason=reason, first=today, last=last,
        approved_by=by.name, at=at,
    )  # fmt: skip
    concern.paused_on, concern.paused_by = today, concern.paused_by + (last - today).days + 1
    due = clocking.move(concern)
    concern.save()
    book.record(
        "concern.paused", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        first=today.isoformat(), last=last.isoformat(), ground=Ground(ground).label, due_on=due.on.isoformat(),
    )  # fmt: skip
    return concern


def _must_fit(concern: Concern, ground: str, last: date, reason: str, today: date) -> None:
    if not concern.clock:
        raise Unfit(_("这件诉求的期限来自导入的台账，没有对应的期限规则，不能中止。"))
    rule = clocking.with_grounds(clocks.rule(concern.clock, concern.clock_version).rule)
    if clocking.ground_word(ground) not in rule.pause_reasons:
        raise Unfit(_("“%(rule)s”按规定不能因此中止。") % {"rule": rule.label}, "ground")
    if not reason.strip():
        raise Unfit(_("请写明中止的理由，理由会告知群众。"), "reason")
    if clocking.working_date(concern) < today:
        raise Unfit(_("期限已过，不能再中止。请尽快答复。"))
    if not today <= last <= today + timedelta(days=LONGEST - 1):
        raise Unfit(_("一次最多中止 %(days)s 日，从今天算起。") % {"days": LONGEST}, "last")
    known = list(Pausing.objects.filter(concern=concern, round=concern.round))
    if any(one.last >= today for one in known):
        raise Unfit(_("现在已经在中止中。"))
    if len(known) >= MOST:
        raise Unfit(_("这一轮已经中止过 %(times)s 次，不能再中止。") % {"times": MOST})


@transaction.atomic
def resume(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """恢复办理: the clock runs again from today; the days not used are given back."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(PAUSE, concern)
    concern.status = FLOW.after("resume", concern.status)
    today = clocking.today(at)
    running = Pausing.objects.filter(concern=concern, round=concern.round, last__gte=today).first()
    if running is None:
        raise Unfit(_("这一件现在没有中止。"))
    concern.paused_by -= (running.last - today).days + 1
    if running.first == today:
        running.delete()
        left = Pausing.objects.filter(concern=concern, round=concern.round).last()
        concern.paused_on = left.first if left else None
    else:
        running.last = today - timedelta(days=1)
        running.save(update_fields=["last"])
    due = clocking.move(concern)
    concern.save()
    book.record(
        "concern.resumed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        due_on=due.on.isoformat(),
    )  # fmt: skip
    return concern


@transaction.atomic
def ask(*, concern: Concern, what: str, days: int, reason: str, by: Actor, at: datetime, ground: str = "") -> Ask:
    """申请延期、中止: by the handling unit; the clock runs until somebody above has granted it."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ASK_EXTENSION, concern)
    FLOW.after("extend" if what == Asked.EXTENSION else "pause", concern.status)
    if not reason.strip():
        raise Unfit(_("请写明申请的理由。"), "reason")
    if what == Asked.PAUSE and not ground:
        raise Unfit(_("请选择中止事由。"), "ground")
    if not 1 <= days <= LONGEST * 2:
        raise Unfit(_("天数应在 1 到 %(most)s 之间。") % {"most": LONGEST * 2}, "days")
    if Ask.objects.filter(concern=concern, what=what, decision="").exists():
        raise Unfit(_("已经申请过，请等决定。"))
    unit = concern.handler or Unit.objects.get(path=by.own_path)
    made = Ask.objects.create(
        concern=concern,
        what=what,
        days=days,
        ground=ground,
        reason=reason,
        unit=unit,
        by=by.ref,
        by_name=by.name,
        at=at,
    )
    book.record(
        "concern.asked", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        unit=unit.name, what=Asked(what).label, days=days,
    )  # fmt: skip
    return made


@transaction.atomic
def decide(*, asked: Ask, grant: bool, reason: str, by: Actor, at: datetime) -> Ask:
    """答复申请: granted, it is carried out at once under the same rules; never by who asked."""
    asked = Ask.objects.select_for_update(of=("self",)).select_related("concern", "unit").get(pk=asked.pk)
    by.must(EXTEND if asked.what == Asked.EXTENSION else PAUSE, asked.concern)
    if asked.by == by.ref:
        raise NotAllowed(_("自己提出的申请要由别人批准。"))
    if asked.decision:
        raise Unfit(_("这项申请已经答复过。"))
    if not grant and not reason.strip():
        raise Unfit(_("请写明不同意的理由。"), "reason")
    if grant:
        _carry_out(asked, by, at)
    asked.decision = Decision.GRANTED if grant else Decision.REFUSED
    asked.decided_by, asked.decided_at, asked.decided_why = by.name, at, reason
    asked.save()
    book.record(
        "concern.answered_ask", of=asked.concern.ref, unit_path=asked.concern.unit_path, by=by, at=at,
        private={"reason": reason}, decision=Decision(asked.decision).label, unit=asked.unit.name,
        what=Asked(asked.what).label,
    )  # fmt: skip
    return asked


def _carry_out(asked: Ask, by: Actor, at: datetime) -> None:
    if asked.what == Asked.EXTENSION:
        extend(concern=asked.concern, by_amount=asked.days, reason=asked.reason, by=by, at=at)
        return
    last = clocking.today(at) + timedelta(days=asked.days - 1)
    pause(concern=asked.concern, ground=asked.ground, last=last, reason=asked.reason, by=by, at=at)
