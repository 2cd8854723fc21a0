"""规则与主题: which days of the month, and what a month's work days are for (002-1)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.work.concerns.problems import Unfit
from lianxin.work.stations.queries import standing
from lianxin.work.workdays.compliance import SETTING, breaches_of, value_of
from lianxin.work.workdays.models import Theme, WorkdayRule
from lianxin.work.workdays.terms import REASONS, THEME

LATEST_DAY = 28
MOST_STRESS = 8


@transaction.atomic
def set_rule(
    *, unit: Unit, days: Iterable[int], valid_from: date, by: Actor, at: datetime, moves: bool = True,
    confirm_days: int = 3, reasons: Iterable[str] = (), basis: str = "",
) -> WorkdayRule:  # fmt: skip
    """定工作日规则: a new version from a day on; the earlier ones keep holding for the days planned before it.

    `reasons` are labels, one each; a label that was there before keeps its code, so that old and new leave is alike.
    """
    by.must_at(THEME, unit.path)
    numbers = sorted(set(days))
    if not numbers or not all(1 <= number <= LATEST_DAY for number in numbers):
        raise Unfit(_("每月的日子请写 1 到 28，用逗号隔开，如 5,15,25。"), "days")
    if not 1 <= confirm_days <= 20:
        raise Unfit(_("几个工作日内确认，请写 1 到 20。"), "confirm_days")
    last = WorkdayRule.objects.select_for_update().order_by("-valid_from").first()
    if last and valid_from <= last.valid_from:
        raise Unfit(_("新规则的启用日期要在第 %(version)s 版之后。") % {"version": last.version}, "valid_from")
    version = last.version + 1 if last else 1
    guard(
        SETTING, f"version-{version}", value_of(numbers), breaches_of(numbers), by=by, at=at, can_ask=False,
    )  # fmt: skip
    rule = WorkdayRule.objects.create(
        version=version, valid_from=valid_from, days=",".join(map(str, numbers)), moves=moves,
        confirm_days=confirm_days, reasons=_coded(reasons, last), basis=basis.strip()[:200], decided_by=by.name,
        decided_on=localdate(at),
    )  # fmt: skip
    book.record(
        "workday.rule_set", of="workday_rule", unit_path=unit.path, by=by, at=at, version=rule.version,
        valid_from=valid_from.isoformat(), days=rule.as_rule().words,
    )  # fmt: skip
    return rule


def _coded(labels: Iterable[str], last: WorkdayRule | None) -> list[list[str]]:
    held = [tuple(pair) for pair in (last.reasons if last else REASONS)]
    wanted = [" ".join(label.split())[:40] for label in labels]
    wanted = [label for label in dict.fromkeys(wanted) if label]
    if not wanted:
        return [list(pair) for pair in held]
    codes = {label: code for code, label in (*REASONS, *held)}
    used = set(codes.values())
    found = []
    for label in wanted:
        code = codes.get(label) or next(f"r{n}" for n in range(1, 99) if f"r{n}" not in used)
        used.add(code)
        found.append([code, label])
    return found


@transaction.atomic
def draft_theme(
    *, unit: Unit, month: str, title: str, text: str, by: Actor, at: datetime, stress: Iterable[str] = ()
) -> Theme:
    """拟月度主题, or change it: what is changed after it was decided is a new version and must be decided again."""
    by.must_at(THEME, unit.path)
    try:
        Period.parse(month).months()
    except NotAPeriod as wrong:
        raise Unfit(_("月份请写成 2026-11 这样。"), "month") from wrong
    if len(month) != len("2026-11"):
        raise Unfit(_("月份请写成 2026-11 这样。"), "month")
    if not title.strip() or not text.strip():
        raise Unfit(_("请写主题和具体要求。"), "title" if not title.strip() else "text")
    today = localdate(at)
    theme = Theme.objects.select_for_update().filter(unit=unit, month=month).first()
    if theme is None:
        theme = Theme(unit=unit, unit_path=unit.path, month=month, drafted_on=today)
    elif theme.decided_on:
        theme.version, theme.decided_on, theme.decided_by, theme.sent_on = theme.version + 1, None, "", None
    theme.title, theme.text, theme.drafted_on = title.strip()[:60], text.strip(), today
    theme.stress = [line for line in (one.strip()[:120] for one in stress) if line][:MOST_STRESS]
    theme.save()
    book.record(
        "theme.drafted", of=theme.ref, unit_path=unit.path, by=by, at=at,
        private={"text": f"{theme.title}\n{theme.text}"}, month=theme.month, version=theme.version,
    )  # fmt: skip
    return theme


@transaction.atomic
def decide_theme(*, theme: Theme, by: Actor, at: datetime, on: date | None = None) -> Theme:
    """定下月度主题: “于每月底研究确定”; `on` is the day of the meeting, by default today."""
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    by.must(THEME, theme)
    today = localdate(at)
    if theme.decided_on:
        raise Unfit(_("这个月的主题已经定下。要改，请先修改内容。"))
    if on is not None and on > today:
        raise Unfit(_("研究确定的日期不能晚于今天。"), "on")
    theme.decided_on, theme.decided_by = on or today, by.name
    theme.save(update_fields=["decided_on", "decided_by"])
    book.record(
        "theme.decided", of=theme.ref, unit_path=theme.unit_path, by=by, at=at, month=theme.month, name=theme.title
    )
    return theme


@transaction.atomic
def send_theme(*, theme: Theme, by: Actor, at: datetime) -> Theme:
    """下发月度主题 to all stations: from now on it stands on their boards and pages. When it is late, that is noted."""
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    by.must(THEME, theme)
    if theme.decided_on is None:
        raise Unfit(_("主题还没有定下，先研究确定再下发。"))
    if theme.sent_on is not None:
        raise Unfit(_("这个月的主题已经下发。"))
    clearance.demand({"title": theme.title})
    theme.sent_on = localdate(at)
    theme.save(update_fields=["sent_on"])
    reached = standing(theme.sent_on).count()
    timely = _("按期") if not theme.days_late else _("比上月底晚 %(n)s 天") % {"n": theme.days_late}
    book.record(
        "theme.sent", of=theme.ref, unit_path=theme.unit_path, by=by, at=at, month=theme.month, stations=reached,
        timely=timely,
    )  # fmt: skip
    return theme
