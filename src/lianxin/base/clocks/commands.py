"""工作日历和期限规则的事项: load a yearly notice, set a local day, revise a rule.

Dates that were computed under the old calendar belong to those who computed them: they register with
`on_notice` and are called in the same transaction, so that notice and new dates come together or not at all.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks import queries
from lianxin.base.clocks.models import RULE_FIELDS, CalendarYear, ClockPreset, ClockState, WorkdayOverride
from lianxin.base.clocks.terms import LOAD_NOTICE
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.pure.workdays import ClockRule, Notice, NoticeRow


class UnfitCalendar(ValueError):
    """不合条件: the notice, day or rule contradicts the facts; the sentence says what to do."""


class Recompute(Protocol):
    """Computes dates again under the new calendar and returns how many changed."""

    def __call__(self, *, by: Actor, at: datetime) -> int: ...


@dataclass(frozen=True)
class Loaded:
    """What a notice brought: rest days, days worked in exchange, dates that changed."""

    year: int
    rest: int
    work: int
    recomputed: int


_CALLBACKS: list[Recompute] = []


def on_notice(callback: Recompute) -> Recompute:
    """Register what is to be computed again when the calendar changes; registering twice is registering once."""
    if callback not in _CALLBACKS:
        _CALLBACKS.append(callback)
    return callback


@transaction.atomic
def load_notice(
    *, rows: Sequence[NoticeRow], year: int, source: str, by: Actor, at: datetime, partial: bool = False
) -> Loaded:
    """载入放假通知: the year's days replace what was known of them; provisional dates are computed again.

    A notice that leaves out a statutory festival is refused unless `partial` says that this is meant.
    """
    path = _must(by)
    _fits(rows, year, source, partial)
    state = _locked_state()
    CalendarYear.objects.filter(pk=year).delete()
    notice = CalendarYear.objects.create(year=year, source=source.strip(), loaded_at=at, loaded_by=by.name)
    WorkdayOverride.objects.bulk_create(
        WorkdayOverride(day=row.on, is_workday=row.is_workday, name=row.name, source=notice.source, notice=notice)
        for row in rows
    )
    recomputed = _changed(state, by=by, at=at)
    work = sum(row.is_workday for row in rows)
    found = Loaded(year, len(rows) - work, work, recomputed)
    book.record(
        "notice.loaded", of=f"notice:{year}", unit_path=path, by=by, at=at, source=notice.source, **asdict(found)
    )
    return found


@transaction.atomic
def set_local_day(*, day: date, is_workday: bool, name: str, source: str, by: Actor, at: datetime) -> WorkdayOverride:
    """设定本地工作日: the county's own rest day or day worked; it comes before the notice."""
    path = _must(by)
    if not name.strip() or not source.strip():
        raise UnfitCalendar(_("请写明名称和依据的文件。"))
    state = _locked_state()
    values = {"is_workday": is_workday, "name": name.strip(), "source": source.strip(), "provisional": False}
    row, _made = WorkdayOverride.objects.update_or_create(day=day, notice=None, defaults=values)
    _tell_local("local_day.set", row, path, _changed(state, by=by, at=at), by, at)
    return row


@transaction.atomic
def drop_local_day(*, day: date, by: Actor, at: datetime) -> None:
    """取消本地工作日: the notice, or the week, counts again."""
    path = _must(by)
    row = WorkdayOverride.objects.filter(day=day, notice=None).first()
    if row is None:
        raise UnfitCalendar(_("这一天没有本地规定，无需取消。"))
    state = _locked_state()
    row.delete()
    _tell_local("local_day.dropped", row, path, _changed(state, by=by, at=at), by, at)


@transaction.atomic
def revise_rule(
    *, rule: ClockRule, by: Actor, at: datetime, valid_from: date | None = None, number: int = 1
) -> ClockPreset:
    """修订期限规则: a further version, from today or a later day on. What runs under an older version keeps that one.

    `number` is what the version is called where it was drafted (`changing`); a lower one than the next is passed over.
    """
    path = _must(by)
    state = _locked_state()
    last = ClockPreset.objects.filter(code=rule.code).order_by("-version").first()
    if last is not None and last.as_rule() == rule:
        raise UnfitCalendar(_("内容没有变化，无需修订。"))
    values = {name: getattr(rule, name) for name in RULE_FIELDS} | {"pause_reasons": list(rule.pause_reasons)}
    preset = ClockPreset(
        version=max(last.version + 1 if last else 1, number), valid_from=valid_from or localdate(at), **values
    )
    try:
        preset.full_clean()
    except ValidationError as error:
        raise UnfitCalendar(" ".join(error.messages)) from None
    preset.save()
    _redraw(state)
    book.record(
        "clock.revised", of=preset.ref, unit_path=path, by=by, at=at,
        label=preset.label, version=preset.version, valid_from=preset.valid_from.isoformat(),
    )  # fmt: skip
    return preset


@transaction.atomic
def take_back_rule(*, code: str, version: int, by: Actor, at: datetime) -> None:
    """撤回期限规则 that has not begun: no date was computed by it. Raises UnfitCalendar where it has."""
    path, state = _must(by), _locked_state()
    row = ClockPreset.objects.filter(code=code, version=version).first()
    if row is None or row.valid_from <= localdate(at):
        raise UnfitCalendar(_("这一版已经启用，不能撤回。"))
    row.delete()
    _redraw(state)
    book.record("clock.taken_back", of=f"clock:{code}", unit_path=path, by=by, at=at, label=row.label, version=version)


def _must(by: Actor) -> str:
    """The path of the county, for which the calendar holds; raises NotAllowed."""
    county = top_unit()
    path = county.path if county else ""
    if by is not SYSTEM:
        by.must_at(LOAD_NOTICE, path)
    return path


def _fits(rows: Sequence[NoticeRow], year: int, source: str, partial: bool) -> None:
    if not source.strip():
        raise UnfitCalendar(_("请写明通知的名称。"))
    if not any(row.on.year == year for row in rows):
        raise UnfitCalendar(_("没有读到%(year)s年的日期，请核对年份。") % {"year": year})
    days = [row.on for row in rows]
    if len(set(days)) < len(days):
        raise UnfitCalendar(_("同一天写了两次，请核对。"))
    wrong = next((day for day in days if not date(year - 1, 12, 15) <= day <= date(year, 12, 31)), None)
    if wrong:
        raise UnfitCalendar(_("%(day)s 不在%(year)s年的通知范围内，请核对。") % {"day": wrong, "year": year})
    missing = Notice(year, tuple(rows), ()).missing
    if missing and not partial:
        raise UnfitCalendar(_("通知里没有%(names)s的放假日期，请补全。") % {"names": "、".join(missing)})


def _locked_state() -> ClockState:
    state, _made = ClockState.objects.select_for_update().get_or_create(pk=1)
    return state


def redraw() -> None:
    """A new mark: every process reads calendar, rules and what hangs on them again. Inside a transaction."""
    _redraw(_locked_state())


def _redraw(state: ClockState) -> None:
    state.mark = secrets.token_hex(16)
    state.save()
    queries.forget()


def _changed(state: ClockState, *, by: Actor, at: datetime) -> int:
    """A new mark, then everybody who holds dates computes them again; how many changed."""
    _redraw(state)
    return sum(recompute(by=by, at=at) for recompute in _CALLBACKS)


def _tell_local(event: str, row: WorkdayOverride, path: str, recomputed: int, by: Actor, at: datetime) -> None:
    book.record(
        event, of=f"day:{row.day}", unit_path=path, by=by, at=at, day=row.day.isoformat(), name=row.name,
        kind="上班" if row.is_workday else "放假", source=row.source, recomputed=recomputed,
    )  # fmt: skip
