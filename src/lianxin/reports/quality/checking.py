"""校验: hold the figures of one return against the rules of its month; what breaks one is a doubt, not yet a fault.

`check` is plain arithmetic over numbers at hand; `broken` reads them for a return: its sheet, and the two before it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES, UnknownIndicator, get
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.reports.quality.models import ValidationRule
from lianxin.reports.quality.terms import BUILT_IN, RuleKind
from lianxin.reports.returns import queries as returns
from lianxin.reports.returns.models import MonthReturn, ReturnFigure, plain
from lianxin.reports.returns.queries import Row

INDICATOR = "#"  # before the code of an operand that is no line of the form
FEW = Decimal(5)  # a change by fewer than this is no change against last period, whatever per cent it is
PERIODS_RUNNING = 3
Values = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Broken:
    """一处不合: which rule, at which line and figure, what was compared, in a sentence, and what is to be done."""

    rule: str
    version: int
    label: str
    figure: ReturnFigure
    seen: str
    sentence: str
    mend: str


@dataclass(frozen=True)
class Case:
    """所比的数: of this return by line (or `#code`), of the period before, and the two before for lines from elsewhere."""

    now: Values
    before: Values = field(default_factory=dict)
    earlier: Values = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, operand: str) -> str:
        return self.names.get(operand, operand)


def check(rule: ValidationRule, case: Case) -> tuple[str, str] | None:
    """What was compared and the sentence, where the rule is broken; None where it holds or there is nothing to compare."""
    names, values = list(rule.operands), [case.now.get(name) for name in rule.operands]
    first, rest = values[0], values[1:]
    kind = RuleKind(rule.kind)
    if kind == RuleKind.PRESENT_WITH:
        other = rest[0]
        return _told("present_with", case, names, [first, other]) if not first and other and other > 0 else None
    if first is None or any(one is None for one in rest):
        return None
    known = [one for one in rest if one is not None]
    looks: dict[RuleKind, Callable[[], bool]] = {
        RuleKind.AT_MOST: lambda: first > known[0],
        RuleKind.SUM: lambda: first != sum(known, Decimal(0)),
        RuleKind.BETWEEN: lambda: not _inside(first, rule.low, rule.high),
        RuleKind.NEAR_BEFORE: lambda: _is_far(first, case.before.get(names[0]), rule.high or Decimal(0)),
        RuleKind.REPEATED: lambda: _is_copied(first, case, names[0]),
    }
    if not looks[kind]():
        return None
    if kind == RuleKind.NEAR_BEFORE:
        return _told(kind, case, names, [first, case.before.get(names[0])], limit=rule.high)
    return _told(kind, case, names, [first, *known], low=rule.low, high=rule.high)


def _inside(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _is_far(now: Decimal, before: Decimal | None, percent: Decimal) -> bool:
    if before is None or abs(now - before) < FEW:
        return False
    return abs(now - before) * 100 > percent * before


def _is_copied(now: Decimal, case: Case, name: str) -> bool:
    return bool(now) and case.before.get(name) == now and case.earlier.get(name) == now


def _told(
    kind: str, case: Case, names: Sequence[str], values: Sequence[Decimal | None], **limits: Decimal | None
) -> tuple[str, str]:  # fmt: skip
    """The numbers and the sentence."""
    texts = [plain(value) for value in values]
    words = {"a": case.name(names[0]), "x": texts[0], "b": case.name(names[1]) if len(names) > 1 else "",
             "y": texts[1] if len(texts) > 1 else ""}  # fmt: skip
    if kind == RuleKind.AT_MOST:
        return ">".join(texts), _("“%(a)s”%(x)s，比“%(b)s”%(y)s大。") % words
    if kind == RuleKind.SUM:
        total = plain(sum((one or Decimal(0) for one in values[1:]), Decimal(0)))
        parts = "、".join(f"“{case.name(one)}”{text}" for one, text in zip(names[1:], texts[1:], strict=True))
        return f"{texts[0]}≠{'+'.join(texts[1:])}", _("“%(a)s”%(x)s，各项之和是 %(total)s（%(parts)s）。") % (
            words | {"total": total, "parts": parts})  # fmt: skip
    if kind == RuleKind.BETWEEN:
        low, high = plain(limits.get("low")), plain(limits.get("high"))
        return f"{texts[0]}∉[{low},{high}]", _("“%(a)s”%(x)s，不在 %(low)s 和 %(high)s 之间。") % (
            words | {"low": low, "high": high})  # fmt: skip
    if kind == RuleKind.NEAR_BEFORE:
        return f"{texts[0]}~{texts[1]}", _("“%(a)s”%(x)s，上期是 %(y)s，相差超过 %(limit)s%%。") % (
            words | {"limit": plain(limits.get("limit"))})  # fmt: skip
    if kind == RuleKind.PRESENT_WITH:
        return f"{texts[0]}|{texts[1]}", _("“%(b)s”有 %(y)s，“%(a)s”却没有数。") % words
    return f"{texts[0]}=={texts[0]}", _("“%(a)s”连续三期都是 %(x)s。") % words


# 一份摸底统计 ----------------------------------------------------------------------------------------------------


def office_of(month: MonthReturn) -> Actor:
    """Whoever counts for the unit's office: the same numbers whoever asks, as they are kept at 统计."""
    return replace(SYSTEM, own_path=month.unit_path, grants={FIGURES.code: (month.unit_path,)})


def rules_for(month: MonthReturn) -> list[ValidationRule]:
    """校验规则 in force in that month for the return's form: the newest version of each that has begun, unless ended."""
    found = ValidationRule.objects.filter(
        form_code=month.form_code, unit_path__in=ancestors(month.unit_path), valid_from__lte=month.month
    )
    newest: dict[str, ValidationRule] = {}
    for rule in found.order_by("code", "version"):
        newest[rule.code] = rule
    return [rule for rule in newest.values() if not rule.valid_to or rule.valid_to >= month.month]


def broken(month: MonthReturn, today: date) -> list[Broken]:
    """不合规则的 in a return: the office's own rules, then the built-in ones, each line at most once a rule."""
    rows = returns.sheet(month, office_of(month), today)
    case, figures = _case(month, rows, today)
    rules = rules_for(month)
    found = list(_own(month, rules, case, figures, today))
    return found + list(built_in(rows, case))


def _own(
    month: MonthReturn, rules: Iterable[ValidationRule], case: Case, figures: Mapping[str, ReturnFigure], today: date
) -> Iterator[Broken]:
    labels = set(figures)
    for rule in rules:
        lines = [one for one in rule.operands if not one.startswith(INDICATOR)]
        if not set(lines) <= labels:
            continue  # this version of the form has no such line
        filled = _with_indicators(month, rule, case, today)
        told = check(rule, filled) if filled else None
        if told:
            yield Broken(rule.code, rule.version, lines[0], figures[lines[0]], told[0][:120], told[1][:300], rule.mend)


def _with_indicators(month: MonthReturn, rule: ValidationRule, case: Case, today: date) -> Case | None:
    """The case with the figures of the indicators that the rule names; None where one is no more."""
    now, names = dict(case.now), dict(case.names)
    for operand in rule.operands:
        if operand.startswith(INDICATOR):
            try:
                one = get(operand.removeprefix(INDICATOR))
            except UnknownIndicator:
                return None
            value = one.figure(month.period, month.unit, by=office_of(month), today=today).value
            now[operand], names[operand] = None if value is None else Decimal(value), str(one.label)
    return replace(case, now=now, names=names)


def built_in(rows: Iterable[Row], case: Case) -> Iterator[Broken]:
    """What holds everywhere: a kept rate's part within its whole, a rate within 0 and 100, no figure copied thrice."""
    for row in rows:
        label, cell = row.line.label, row.cells[0]
        kept = cell.figure.frozen
        if kept is not None and kept.whole is not None and kept.part is not None and kept.part > kept.whole:
            sentence = _("“%(a)s”的分子 %(x)s 比分母 %(y)s 大。") % {"a": label, "x": kept.part, "y": kept.whole}
            yield _told_built_in("part_in_whole", row, f"{kept.part}>{kept.whole}", sentence)
        for one in row.cells:
            if row.line.measure == "%" and one.value is not None and not 0 <= one.value <= 100:
                sentence = _("“%(a)s”是 %(x)s%%，不在 0 和 100 之间。") % {"a": label, "x": plain(one.value)}
                yield _told_built_in("rate_range", row, plain(one.value), sentence)
        value = case.now.get(label)
        if row.line.is_external and value is not None and _is_copied(value, case, label):
            seen, sentence = _told(RuleKind.REPEATED, case, [label], [value])
            yield _told_built_in("repeated", row, seen, sentence)


def _told_built_in(code: str, row: Row, seen: str, sentence: str) -> Broken:
    return Broken(code, 1, row.line.label, row.cells[0].figure, seen, sentence, str(BUILT_IN[code][1]))


def _case(month: MonthReturn, rows: Sequence[Row], today: date) -> tuple[Case, dict[str, ReturnFigure]]:
    """The numbers at hand: one statement for the two periods before."""
    periods = [month.period.previous(), month.period.previous().previous()]
    held = ReturnFigure.objects.filter(
        of__unit=month.unit_id, of__form_code=month.form_code, of__month__in=[one.code for one in periods]
    ).select_related("line", "frozen", "of")
    sums: dict[str, dict[str, Decimal | None]] = {one.code: {} for one in periods}
    for figure in held:
        here, label = sums[figure.of.month], figure.line.label
        before = here.get(label, Decimal(0))
        here[label] = None if figure.kept is None or before is None else before + figure.kept
    now = {row.line.label: row.total for row in rows}
    case = Case(now, sums[periods[0].code], sums[periods[1].code])
    return case, {row.line.label: row.cells[0].figure for row in rows}
