"""摸底表: versions with their lines; what is in force is not edited, the next version is drafted beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.indicators import UnknownIndicator, get
from lianxin.base.indicators.scopes import UnknownScope, scope_of, units_of
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.returns.compliance import SETTING, breaches_of, key_of, value_of
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import FORM, Every, LineKind, LineSource

MOST_LINES, LONGEST_SCOPE, MOST_LEVELS = 40, 400, 3


@dataclass(frozen=True)
class LineSpec:
    """一行: a kind, its words, and either an indicator (over units of `kinds`, or under `units`) or an origin outside.

    Of an external figure `units` says for which units one is asked; without them there is one for the whole. One that
    `is_rolled` is asked of the lower units on the lowest level, and summed above them.
    """

    kind: str
    label: str
    indicator: str = ""
    kinds: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    origin: str = ""
    measure: str = ""
    is_rolled: bool = False

    @property
    def is_external(self) -> bool:
        return not self.indicator


@dataclass(frozen=True)
class LevelSpec:
    """报送层级: kinds of units that report upwards, by which day; all of the kinds, or only the named units (试点)."""

    kinds: tuple[str, ...]
    due_day: int
    units: tuple[Unit, ...] = ()


@transaction.atomic
def draft_form(
    *, code: str, title: str, unit: Unit, lines: Sequence[LineSpec], basis: str, purpose: str, by: Actor, at: datetime,
    due_day: int = 5, every: str = Every.MONTH, levels: Sequence[LevelSpec] = (),
) -> ReturnForm:  # fmt: skip
    """拟摸底表: the next version of a form. It says on what ground, for what, and by when one reports (JF-6).

    Raises Unfit for a line without words, one with an indicator that there is not, and one that stands there twice
    (the same thing is not asked twice, JF-5); for levels that are not below one another in their days.
    """
    by.must_at(FORM, unit.path)
    for field, text in (("title", title), ("basis", basis), ("purpose", purpose)):
        if not text.strip():
            raise Unfit(_("请写名称、依据和用途：向下面要数，要说清根据什么、做什么用。"), field)
    if not 1 <= due_day <= 28:
        raise Unfit(_("次月几日前上报，请写 1 到 28。"), "due_day")
    if not lines or len(lines) > MOST_LINES:
        raise Unfit(_("摸底表要有 1 到 40 行。"), "lines")
    last = ReturnForm.objects.select_for_update().filter(code=code).order_by("-version").first()
    if last is not None and last.unit_id != unit.pk:
        raise Unfit(_("这个代码别的单位在用，请换一个。"), "code")
    if every not in Every.values or (last is not None and last.every != every):
        raise Unfit(_("同一张表各版多久一次要一样；要改成别的周期，请另设一张表。"), "every")
    form = ReturnForm.objects.create(
        code=code, version=last.version + 1 if last else 1, unit=unit, unit_path=unit.path, title=title.strip()[:60],
        basis=basis.strip()[:200], purpose=purpose.strip()[:200], due_day=due_day, made_by=by.name,
        made_on=localdate(at), every=every, levels=_levels(levels, due_day, unit),
    )  # fmt: skip
    rows = [_line(form, number, spec, unit) for number, spec in enumerate(lines, 1)]
    asked = [(row.code or f"{row.origin} {row.label}", row.scope) for row in rows]
    if len(set(asked)) < len(asked):
        raise Unfit(_("有两行要的是同一个数，请删去一行：同一个数不重复要。"), "lines")
    FormLine.objects.bulk_create(rows)
    book.record(
        "return.form_drafted", of=form.ref, unit_path=unit.path, by=by, at=at, name=form.title, version=form.version,
        lines=len(rows),
    )  # fmt: skip
    return form


@transaction.atomic
def put_in_force(*, version: ReturnForm, month: str, by: Actor, at: datetime) -> ReturnForm:
    """启用摸底表 from a month on; months that have begun keep the version they began with."""
    form = ReturnForm.objects.select_for_update(of=("self",)).get(pk=version.pk)
    by.must(FORM, form)
    if form.valid_from:
        raise Unfit(_("这一版已经启用，不再修改；要改请拟下一版。"))
    period_of(month, form.kind)
    later = ReturnForm.objects.filter(code=form.code, valid_from__gte=month).exclude(valid_from="").first()
    if later is not None:
        raise Unfit(_("第 %(n)s 版已从%(month)s起用，启用月份要在它之后。") % {"n": later.version, "month": later.valid_from},
                    "month")  # fmt: skip
    guard(SETTING, key_of(form), value_of(form), breaches_of(form), by=by, at=at)
    form.valid_from = month
    form.save(update_fields=["valid_from"])
    book.record(
        "return.form_put_in_force", of=form.ref, unit_path=form.unit_path, by=by, at=at, name=form.title,
        version=form.version, month=month,
    )  # fmt: skip
    return form


@transaction.atomic
def make_form(
    *, code: str, title: str, unit: Unit, lines: Sequence[LineSpec], basis: str, purpose: str, month: str, by: Actor,
    at: datetime, due_day: int = 5, every: str = Every.MONTH, levels: Sequence[LevelSpec] = (),
) -> ReturnForm:  # fmt: skip
    """设摸底表: draft a version and put it in force from that month."""
    form = draft_form(
        code=code, title=title, unit=unit, lines=lines, basis=basis, purpose=purpose, due_day=due_day, every=every,
        levels=levels, by=by, at=at,
    )  # fmt: skip
    return put_in_force(version=form, month=month, by=by, at=at)


EXAMPLES = {"month": "2026-11", "quarter": "2026-Q4", "half_year": "2026-H2", "year": "2026"}


def period_of(code: str, kind: str) -> Period:
    """The period of this kind that the code names. Raises Unfit."""
    wrong = Unfit(_("统计期请写成 %(example)s 这样。") % {"example": EXAMPLES[kind]}, "month")
    try:
        period = Period.parse(code)
    except NotAPeriod as refusal:
        raise wrong from refusal
    if period.kind != kind:
        raise wrong
    return period


def _levels(levels: Sequence[LevelSpec], due_day: int, unit: Unit) -> list[dict[str, Any]]:
    """The levels as they are kept. Raises Unfit."""
    asked: set[str] = {unit.kind}
    rows: list[dict[str, Any]] = []
    for level in levels[: MOST_LEVELS + 1]:
        if not level.kinds or any(kind not in UnitKind.values or kind in asked for kind in level.kinds):
            raise Unfit(_("报送层级里有的类别没有写，或者写了两次，请核对。"), "levels")
        if any(not is_within(one.path, unit.path) or one.kind not in level.kinds for one in level.units):
            raise Unfit(_("报送层级里写明的单位不在本级下面，或者不是这一级的，请核对。"), "levels")
        if not 1 <= level.due_day <= due_day:
            raise Unfit(_("下级上报的日子要写 1 到 %(n)s，不晚于上一级。") % {"n": due_day}, "levels")
        due_day = level.due_day
        asked.update(level.kinds)
        keys = sorted(one.pk for one in level.units)
        rows.append({"kinds": list(level.kinds), "due_day": level.due_day, **({"units": keys} if keys else {})})
    if len(rows) > MOST_LEVELS:
        raise Unfit(_("报送层级最多 3 级。"), "levels")
    return rows


def _line(form: ReturnForm, number: int, spec: LineSpec, unit: Unit) -> FormLine:
    if not spec.label.strip() or spec.kind not in LineKind.values:
        raise Unfit(_("第 %(n)s 行没有写类别或项目。") % {"n": number}, "lines")
    if any(not is_within(one.path, unit.path) for one in spec.units):
        raise Unfit(_("第 %(n)s 行的单位不在本级范围内。") % {"n": number}, "lines")
    try:
        scope = scope_of(kinds=spec.kinds, units=spec.units)
        if len(scope) > LONGEST_SCOPE:
            raise UnknownScope(scope)
        line = FormLine(
            form=form, number=number, kind=spec.kind, label=spec.label.strip()[:60], indicator=spec.indicator, scope=scope,
            source=LineSource.EXTERNAL if spec.is_external else LineSource.RECORDS, measure=spec.measure.strip()[:12] or "件",
            origin=spec.origin.strip()[:80], is_rolled=spec.is_rolled,
        )  # fmt: skip
        if spec.is_external:
            if not spec.origin.strip():
                raise Unfit(_("第 %(n)s 行是外部数字，请写明来自哪里。") % {"n": number}, "lines")
            if scope and not units_of(scope):
                raise Unfit(_("第 %(n)s 行是外部数字，范围请写单位。") % {"n": number}, "lines")
            if scope and spec.is_rolled:
                raise Unfit(_("第 %(n)s 行由下级填报后汇总，不用再写范围。") % {"n": number}, "lines")
        elif spec.is_rolled:
            raise Unfit(_("第 %(n)s 行由记录计算，各级各算各的，不由下级汇总。") % {"n": number}, "lines")
        else:
            line.measure = spec.measure.strip()[:12] or str(get(line.code).measure)[:12]
    except (UnknownIndicator, UnknownScope) as wrong:
        raise Unfit(_("第 %(n)s 行的指标或范围不对，请重新选择。") % {"n": number}, "lines") from wrong
    return line
