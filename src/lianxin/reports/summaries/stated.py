"""对照记录: what a stranger's text states of a unit and a period, held against what the records say (F108).

A bound figure knows where it comes from; a typed one only says what it counts. It is held against the indicators whose
name says the same; the tolerance is the author's own wording (余, 多, 近, 约, 以上) and his number of decimals. What the text
itself places in another time (去年同期) is compared with that time where it is one that can be known, else left alone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.utils.translation import override

from lianxin.base import indicators
from lianxin.base.indicators import Figure, Indicator
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.checking.quantities import Quantity, quantities
from lianxin.pure.figures.layout import lay_out
from lianxin.pure.figures.rounding import half_even, half_up
from lianxin.pure.numerals.model import family
from lianxin.pure.periods import Period
from lianxin.reports.summaries.backing import Backed, Verdict

#: words of the field that name the same thing; the first is that of the indicators' labels
_SAME = (
    ("收到", ("接到", "接收", "接收到", "共收", "收")),
    ("诉求", ("群众诉求", "诉求事项", "群众反映", "反映事项", "群众反映事项", "群众事项", "来件")),
    ("办结", ("办理完毕", "已办结", "结办")),
    ("按时", ("按期", "限期内", "期限内")),
    ("走访", ("入户走访", "上门走访", "开展走访")),
    ("调解成功率", ("调处成功率",)),
    ("满意率", ("群众满意率", "满意度", "群众满意度")),
    ("办结率", ("诉求办结率", "总办结率")),
    ("回访", ("电话回访",)),
    ("纠纷", ("矛盾纠纷", "矛盾")),
    ("困难户", ("贫困户", "困难群众家庭")),
)
_LEADING = re.compile(r"^(?:共|总|群众|居民|村民|各类|开展|组织|举行|累计)+")
_LAST_YEAR = re.compile(r"去年同期|上年同期|同期|去年同月|去年")
_BEFORE = re.compile(r"上月|上个月|上季度|上期")
_PART = re.compile(r"其中|(?:占|每|平均|人均|户均|年均|月均|目标|力争|确保|不低于|不少于|不超过|计划|拟|将)[^，。；]*$")


Names = Mapping[str, tuple[Indicator, ...]]


@dataclass(frozen=True)
class _Match:
    """A quantity of the text with the indicators that its words may mean, and the period it speaks of."""

    quantity: Quantity
    candidates: tuple[Indicator, ...]
    period: Period


@override(settings.LANGUAGE_CODE)  # the text is Chinese, and so are the names that are looked for in it
def check_stated(text: str, unit: Unit, period: Period, *, by: Actor, today: date | None = None) -> list[Backed]:
    """对照记录 of one unit and period, as this viewer may know them; in the order of the text. Raises NotAllowed.

    A figure that no indicator's name fits is not spoken of. Where several indicators fit the words (满意率 with and
    without 基本满意), one that agrees is enough; where none does, all are named.
    """
    names = _by_name()
    matches = [found for one in quantities(lay_out(text)) if (found := _matched(one, unit, period, names))]
    periods = list(dict.fromkeys(match.period for match in matches))
    asked = {one.code: one for match in matches for one in match.candidates}
    cells = indicators.grid(asked.values(), [unit], periods, by=by, today=today) if asked else {}
    by_code = {(code, when): cell for (code, _unit, when), cell in cells.items()}
    return [_said(match, [by_code[one.code, match.period.code] for one in match.candidates]) for match in matches]


def _matched(one: Quantity, unit: Unit, period: Period, known: Names) -> _Match | None:
    if one.is_change or one.in_brackets or _PART.search(one.clause) or _names_another(one.clause, unit):
        return None
    when = _period_of(one, period)
    fitting = tuple(i for i in known.get(_normal(one.key), ()) if _fits(i, one)) if when else ()
    return _Match(one, fitting, when) if when and fitting else None


def _period_of(one: Quantity, period: Period) -> Period | None:
    """The period that a quantity speaks of: the text's own, the same last year, the one before; None for any other."""
    if _LAST_YEAR.search(one.clause):
        return period.year_before()
    if _BEFORE.search(one.clause):
        return period.previous()
    if not one.is_other_time:
        return period
    return period if _says(one.clause, period) else None


def _says(clause: str, period: Period) -> bool:
    """Whether the time that a clause names is the period itself: 10月份, 2026年上半年, 第三季度."""
    named = re.findall(
        r"\d{4}年|\d{1,2}月|上半年|下半年|[一二三四]季度|截至|以来|年底|月底|\d{1,2}[—\-–~至到]\d{1,2}月", clause
    )
    own = {f"{period.first.year}年"}
    if period.kind == "month":
        own.add(f"{period.first.month}月")
    if period.kind == "half_year":
        own.add("上半年" if period.number == 1 else "下半年")
    if period.kind == "quarter":
        own.add("一二三四"[period.number - 1] + "季度")
    return bool(named) and all(word in own for word in named)


def _names_another(clause: str, unit: Unit) -> bool:
    """Whether a clause speaks of another place than the unit: 清水镇北街村…."""
    named = re.findall(
        r"[\u4e00-\u9fff]{2,6}?(?:村|社区|街道|乡|镇|县|局|学校|小学|中学)(?=[收受办走接调化答回])", clause
    )
    return any(unit.name not in name and name not in unit.name and not re.match(r"[全各我本]", name) for name in named)


def _fits(indicator: Indicator, one: Quantity) -> bool:
    if one.numeral.form == "percent":
        return str(indicator.measure) == "%"
    return family(str(indicator.measure)) == one.numeral.family


def _by_name() -> Names:
    """Normal name → the indicators called so. A label with 的 is known without it; a bracket is a variant of its name."""
    found: dict[str, list[Indicator]] = {}
    for one in indicators.known():
        label = str(one.label)
        bare = re.sub(r"（[^（）]*）", "", label)
        for name in {_normal(label), _normal(bare)}:
            if name:
                found.setdefault(name, []).append(one)
    return {name: tuple(ones) for name, ones in found.items()}


def _normal(name: str) -> str:
    """A name by the first word of each row of synonyms, without 的 and what leads in."""
    name = _LEADING.sub("", name.replace("的", "")) if len(name) > 2 else name
    for word, others in _SAME:
        other = next((other for other in sorted(others, key=len, reverse=True) if other in name), "")
        if other and word not in name:
            name = name.replace(other, word)
    return name.removesuffix("数量").removesuffix("数")


def _said(match: _Match, cells: Sequence[Figure]) -> Backed:
    one = match.quantity
    known = [cell for cell in cells if cell.value is not None]
    when = match.period.label
    if not known:
        names = "、".join(str(cell.indicator.label) for cell in cells)
        return _backed(one, "", "undecidable", f"记录里{names}（{when}）没有可算的数。")
    agreeing = next((cell for cell in known if admits(one, cell)), None)
    if agreeing is not None:
        return _backed(
            one, agreeing.text, "holds", f"{agreeing.indicator.label}（{when}）：与记录一致，记录为{agreeing.text}。"
        )
    return _backed(one, known[0].text, "fails:records", f"{_listed(known, when)}，文中{one.text}。")


def _listed(cells: Iterable[Figure], when: str) -> str:
    """收到诉求（2026年10月）：记录为30."""
    said = [
        f"{cell.indicator.label}（{when}）：记录为{cell.text}"
        + (f"（{cell.part}÷{cell.whole}）" if cell.fraction else "")
        for cell in cells
    ]
    return "；".join(said)


def admits(one: Quantity, cell: Figure) -> bool:
    """Whether the number as worded admits the records' value: 30余 admits 34, 91.7% admits 91.67%."""
    numeral, value = one.numeral, Fraction(Decimal(cell.value or 0))
    if numeral.form == "percent":
        exact = Fraction(cell.part * 100, cell.whole) if cell.part is not None and cell.whole else value
        if not numeral.exact:
            return numeral.admits(exact / 100)
        return numeral.written in (half_up(exact, numeral.decimals), half_even(exact, numeral.decimals), exact)
    if numeral.exact and numeral.quantum > 1:
        return abs(value - numeral.value) <= numeral.quantum / 2
    return numeral.admits(value)


def _backed(one: Quantity, computed: str, verdict: Verdict, explain: str) -> Backed:
    return Backed("stated", one.text, one.start, one.end, one.text, computed, verdict, explain)
