"""数据质量的事项: set a rule, look a return over, explain a doubt, say why something came late (M287)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from secrets import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators import UnknownIndicator, get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.quality import checking, queries
from lianxin.reports.quality.models import Doubt, LateReason, ValidationRule
from lianxin.reports.quality.terms import EDIT, EXPLAIN, DoubtState, RuleKind
from lianxin.reports.returns.models import FormLine, MonthReturn
from lianxin.reports.returns.problems import Unfit

OPERANDS = {RuleKind.AT_MOST: 2, RuleKind.PRESENT_WITH: 2, RuleKind.NEAR_BEFORE: 1, RuleKind.BETWEEN: 1,
            RuleKind.REPEATED: 1}  # fmt: skip
MOST_PARTS = 8


@transaction.atomic
def set_rule(
    *, unit: Unit, form_code: str, name: str, kind: str, operands: Sequence[str], mend: str, month: str, by: Actor,
    at: datetime, low: Decimal | None = None, high: Decimal | None = None, code: str = "",
) -> ValidationRule:  # fmt: skip
    """设置校验规则, or with `code` a new version of one: from a month on, in words that say what is to be done."""
    by.must_at(EDIT, unit.path)
    versions = ValidationRule.objects.select_for_update().filter(code=code, unit=unit) if code else None
    last = versions.order_by("-version").first() if versions is not None else None
    if code and last is None:
        raise Unfit(_("没有这条规则。"))
    if last is not None and month <= last.valid_from:
        raise Unfit(_("新的一版要从 %(month)s 以后的月份起用。") % {"month": last.valid_from}, "month")
    rule = ValidationRule(
        code=last.code if last else new_code(SystemRandom()), version=last.version + 1 if last else 1, unit=unit,
        unit_path=unit.path, form_code=form_code, name=name.strip()[:60], kind=RuleKind(kind), low=low, high=high,
        operands=list(dict.fromkeys(operands)), mend=mend.strip()[:200], valid_from=_month(month).code, made_by=by.name,
        made_on=localdate(at),
    )  # fmt: skip
    _must_make_sense(rule)
    rule.save(force_insert=True)
    book.record("quality.rule_set", of=rule.ref, unit_path=unit.path, by=by, at=at, name=rule.name,
                version=rule.version, month=rule.valid_from)  # fmt: skip
    return rule


@transaction.atomic
def end_rule(*, rule: ValidationRule, month: str, by: Actor, at: datetime) -> ValidationRule:
    """停用校验规则: the last month in which it holds; months before are still held against it."""
    rule = ValidationRule.objects.select_for_update().get(pk=rule.pk)
    by.must(EDIT, rule)
    last = _month(month).code
    if rule.valid_to or ValidationRule.objects.filter(code=rule.code, version__gt=rule.version).exists():
        raise Unfit(_("这一版已经不用了。"))
    if last < rule.valid_from:
        raise Unfit(_("不能早于启用的月份。"), "month")
    rule.valid_to = last
    rule.save(update_fields=["valid_to"])
    book.record("quality.rule_ended", of=rule.ref, unit_path=rule.unit_path, by=by, at=at, name=rule.name, month=last)
    return rule


@transaction.atomic
def look_over(*, month: MonthReturn, at: datetime, by: Actor = SYSTEM) -> list[Doubt]:
    """校验一份: what breaks a rule is noted as a doubt, what no longer does is mended; by the system, after each change.

    It asks for no permission: it says nothing that the return does not hold, and changes nothing in it.
    """
    month = MonthReturn.objects.select_for_update(of=("self",)).select_related("unit", "form").get(pk=month.pk)
    today = localdate(at)
    held = {(one.figure_id, one.rule, one.seen): one for one in Doubt.objects.filter(of=month)}
    now = {}
    for found in checking.broken(month, today):
        key = (found.figure.pk, found.rule, found.seen)
        now[key] = held.get(key) or _noted(month, found, by, at)
        if now[key].state == DoubtState.MENDED:  # it is back: what was said of it holds, if anything was
            _settle(now[key], DoubtState.EXPLAINED if now[key].explanation else DoubtState.OPEN, at)
    for key, doubt in held.items():
        if key not in now and doubt.state == DoubtState.OPEN:
            _settle(doubt, DoubtState.MENDED, at)
            book.record(
                "quality.doubt_mended", of=doubt.ref, unit_path=doubt.unit_path, by=by, at=at, label=doubt.label
            )
    return list(now.values())


@transaction.atomic
def explain(*, month: MonthReturn, key: str, explanation: str, by: Actor, at: datetime) -> Doubt:
    """说明疑点 in a sentence: the number stands as it is, and why; it stays with the figure and is shown upward."""
    by.must(EXPLAIN, month)
    if month.is_locked:
        raise Unfit(_("已经备案，疑点不再改动。"))
    if len(explanation.strip()) < queries.SHORTEST:
        raise Unfit(_("请写一句话，说明数为什么是这样。"), "explanation")
    found = next((one for one in look_over(month=month, at=at) if queries.key_of(one) == key), None)
    if found is None:
        raise Unfit(_("这个疑点已经不在了，数改过了。"))
    doubt = Doubt.objects.select_for_update().get(pk=found.pk)
    doubt.explanation, doubt.settled_by = explanation.strip()[:300], by.name
    _settle(doubt, DoubtState.EXPLAINED, at)
    book.record("quality.doubt_explained", of=doubt.ref, unit_path=doubt.unit_path, by=by, at=at, label=doubt.label,
                private={"explanation": doubt.explanation})  # fmt: skip
    return doubt


@transaction.atomic
def give_reason(*, unit: Unit, form_code: str, month: str, reason: str, by: Actor, at: datetime) -> LateReason:
    """说明迟报、漏报的原因, by the unit itself; the fact stays a fact, the reason stands beside it."""
    by.must_at(EXPLAIN, unit.path)
    if not reason.strip():
        raise Unfit(_("请写明原因。"), "reason")
    if not queries.is_late(unit, form_code, month, localdate(at)):
        raise Unfit(_("这一期没有迟报，也没有漏报，不用说明。"))
    held, _made = LateReason.objects.update_or_create(
        unit=unit, form_code=form_code, month=month,
        defaults={"unit_path": unit.path, "reason": reason.strip()[:200], "by_name": by.name, "on": localdate(at)},
    )  # fmt: skip
    book.record("quality.reason_given", of=held.ref, unit_path=unit.path, by=by, at=at, month=month,
                private={"reason": held.reason})  # fmt: skip
    return held


def _noted(month: MonthReturn, found: checking.Broken, by: Actor, at: datetime) -> Doubt:
    doubt = Doubt.objects.create(
        code=new_code(SystemRandom()), of=month, figure=found.figure, unit=month.unit, unit_path=month.unit_path,
        rule=found.rule, rule_version=found.version, label=found.label, seen=found.seen, sentence=found.sentence,
        mend=found.mend, found_on=localdate(at),
    )  # fmt: skip
    book.record("quality.doubt_found", of=doubt.ref, unit_path=doubt.unit_path, by=by, at=at, month=month.month,
                label=doubt.label)  # fmt: skip
    return doubt


def _settle(doubt: Doubt, state: DoubtState, at: datetime) -> None:
    doubt.state, doubt.settled_on = state, None if state == DoubtState.OPEN else localdate(at)
    doubt.save()


def _month(code: str) -> Period:
    try:
        return Period.parse(code)
    except NotAPeriod as problem:
        raise Unfit(str(problem), "month") from None


def _must_make_sense(rule: ValidationRule) -> None:
    kind, operands = RuleKind(rule.kind), rule.operands
    for field, typed, sentence in (
        ("name", rule.name, _("请写规则的名称。")), ("mend", rule.mend, _("请写不合时怎么办。")),
    ):  # fmt: skip
        if not typed:
            raise Unfit(sentence, field)
    wanted = OPERANDS.get(kind, 0)
    if len(operands) != wanted if wanted else not 3 <= len(operands) <= MOST_PARTS:
        said = (
            _("这种规则要选 %(n)s 项，各不相同。") % {"n": wanted} if wanted else _("合计要选一项总数和至少两项分项。")
        )
        raise Unfit(said, "others")
    lines = {one for one in operands if not one.startswith(checking.INDICATOR)}
    known = set(FormLine.objects.filter(form__code=rule.form_code, label__in=lines).values_list("label", flat=True))
    if operands[0].startswith(checking.INDICATOR) or lines - known:
        raise Unfit(_("第一项要是摸底表里的一行，其余的行也要在这张表里。"), "first")
    for code in set(operands) - lines:
        try:
            get(code.removeprefix(checking.INDICATOR))
        except UnknownIndicator:
            raise Unfit(_("没有这个指标。"), "indicator") from None
    _limits(rule, kind)


def _limits(rule: ValidationRule, kind: RuleKind) -> None:
    if kind == RuleKind.BETWEEN and (rule.low is None or rule.high is None or rule.low > rule.high):
        raise Unfit(_("请写最低和最高，最低不大于最高。"), "high")
    if kind == RuleKind.NEAR_BEFORE and (rule.high is None or not 0 < rule.high <= 1000):
        raise Unfit(_("请写相差不超过百分之几，如 50。"), "high")
    if kind not in (RuleKind.BETWEEN, RuleKind.NEAR_BEFORE):
        rule.low = rule.high = None
