"""摸底表: versions with their lines; what is in force is not edited, the next version is drafted beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.returns.compliance import SETTING, breaches_of, key_of, value_of
from lianxin.reports.returns.models import FormLine, ReturnForm
from lianxin.reports.returns.problems import Unfit
from lianxin.reports.returns.terms import FORM, LineKind, LineSource

MOST_LINES, LONGEST_SCOPE = 40, 400


@dataclass(frozen=True)
class LineSpec:
    """一行: a kind, its words, and either an indicator (over units of `kinds`, or under `units`) or an origin outside.

    Of an external figure `units` says for which units one is asked; without them there is one for the whole.
    """

    kind: str
    label: str
    indicator: str = ""
    kinds: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    origin: str = ""
    measure: str = ""

    @property
    def is_external(self) -> bool:
        return not self.indicator


@transaction.atomic
def draft_form(
    *, code: str, title: str, unit: Unit, lines: Sequence[LineSpec], basis: str, purpose: str, by: Actor, at: datetime,
    due_day: int = 5,
) -> ReturnForm:  # fmt: skip
    """拟摸底表: the next version of a form. It says on what ground, for what, and by when one reports (JF-6).

    Raises Unfit for a line without words, one with an indicator that there is not, and one that stands there twice
    (the same thing is not asked twice, JF-5).
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
    form = ReturnForm.objects.create(
        code=code, version=last.version + 1 if last else 1, unit=unit, unit_path=unit.path, title=title.strip()[:60],
        basis=basis.strip()[:200], purpose=purpose.strip()[:200], due_day=due_day, made_by=by.name,
        made_on=localdate(at),
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
    month_of(month)
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
    at: datetime, due_day: int = 5,
) -> ReturnForm:  # fmt: skip
    """设摸底表: draft a version and put it in force from that month."""
    form = draft_form(
        code=code, title=title, unit=unit, lines=lines, basis=basis, purpose=purpose, due_day=due_day, by=by, at=at
    )
    return put_in_force(version=form, month=month, by=by, at=at)


def month_of(month: str) -> Period:
    """The month that the words name. Raises Unfit."""
    try:
        period = Period.parse(month)
    except NotAPeriod as wrong:
        raise Unfit(_("月份请写成 2026-11 这样。"), "month") from wrong
    if period.kind != "month":
        raise Unfit(_("月份请写成 2026-11 这样。"), "month")
    return period


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
            origin=spec.origin.strip()[:80],
        )  # fmt: skip
        if spec.is_external:
            if not spec.origin.strip():
                raise Unfit(_("第 %(n)s 行是外部数字，请写明来自哪里。") % {"n": number}, "lines")
            if scope and not units_of(scope):
                raise Unfit(_("第 %(n)s 行是外部数字，范围请写单位。") % {"n": number}, "lines")
        else:
            line.measure = spec.measure.strip()[:12] or str(get(line.code).measure)[:12]
    except (UnknownIndicator, UnknownScope) as wrong:
        raise Unfit(_("第 %(n)s 行的指标或范围不对，请重新选择。") % {"n": number}, "lines") from wrong
    return line
