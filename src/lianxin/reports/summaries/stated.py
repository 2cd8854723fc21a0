"""对照记录: what a stranger's text states of a unit and a period, held against what the records say (F108).

A bound figure knows where it comes from; a typed one only says what it counts. It is held against the indicators whose
name says the same; the tolerance is the author's own wording (余, 多, 近, 约, 以上) and his number of decimals. What the text
itself places in another time (去年同期) is compared with that time where it is one that can be known, else left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from lianxin.reports.summaries.spoken import When, spoken

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
_PART = re.compile(r"其中|(?:占|每|平均|人均|户均|年均|月均|目标|力争|确保|不低于|不少于|不超过|计划|拟|将)[^，。；]*$")
#: 全县 in a township's text does not tell of the township
_WHOLE = re.compile(r"全(国|省|市|州|县|区|旗|镇|乡|街道|村|社区)")
_SEAT = re.compile(r"(?:人民政府|政府|办事处|村民委员会|居民委员会|村委会|居委会|委员会)$")

Names = Mapping[str, tuple[Indicator, ...]]


@dataclass(frozen=True)
class _Match:
    """A quantity of the text with the indicators that its words may mean, and the time it speaks of."""

    quantity: Quantity
    candidates: tuple[Indicator, ...]
    when: When


@override(settings.LANGUAGE_CODE)  # the text is Chinese, and so are the names that are looked for in it
def check_stated(text: str, unit: Unit, period: Period, *, by: Actor, today: date | None = None) -> list[Backed]:
    """对照记录 of one unit and period, as this viewer may know them; in the order of the text. Raises NotAllowed.

    A figure that no indicator's name fits is not spoken of. Where several indicators fit the words (满意率 with and
    without 基本满意), one that agrees is enough; where none does, all are named.
    """
    matches = list(_matched(quantities(lay_out(text)), unit, period, _by_name()))
    periods = list(dict.fromkeys(one for match in matches for one in match.when.periods))
    asked = {one.code: one for match in matches for one in match.candidates}
    cells = indicators.grid(asked.values(), [unit], periods, by=by, today=today) if asked else {}
    by_code = {(code, when): cell for (code, _unit, when), cell in cells.items()}
    return [
        _said(match, [(when, by_code[one.code, when.code]) for when in match.when.periods for one in match.candidates])
        for match in matches
    ]


def _matched(told: Iterable[Quantity], unit: Unit, period: Period, known: Names) -> Iterator[_Match]:
    before: tuple[str, When] | None = None
    for one in told:
        if one.is_change or one.in_brackets or _PART.search(one.clause) or _names_another(one.clause, unit):
            continue
        when = spoken(one.clause, period, before[1] if before and before[0] == one.key else None)
        fitting = tuple(i for i in known.get(_normal(one.key), ()) if _fits(i, one)) if when else ()
        if when and fitting:
            before = one.key, when
            yield _Match(one, fitting, when)


def _names_another(clause: str, unit: Unit) -> bool:
    """Whether a clause speaks of another place than the unit: 清水镇北街村…."""
    named = re.findall(
        r"[\u4e00-\u9fff]{2,6}?(?:村|社区|街道|乡|镇|县|局|学校|小学|中学)(?=[收受办走接调化答回])", clause
    )
    own = _SEAT.sub("", unit.name)
    if any(not own.endswith(whole) for whole in _WHOLE.findall(clause)):
        return True
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


Cells = Sequence[tuple[Period, Figure]]


def _said(match: _Match, cells: Cells) -> Backed:
    one = match.quantity
    known = [(when, cell) for when, cell in cells if cell.value is not None]
    if not known:
        names = "、".join(f"{cell.indicator.label}（{when.label}）" for when, cell in cells)
        return _backed(one, "", "undecidable", f"记录里{names}没有可算的数。")
    when, agreeing = next(((when, cell) for when, cell in known if admits(one, cell)), (None, None))
    if when is not None and agreeing is not None:
        words = f"{agreeing.indicator.label}（{when.label}）：与记录一致，记录为{agreeing.text}。"
        return _backed(one, agreeing.text, "holds", words)
    words = f"{_listed(known)}，文中{one.text}"
    if match.when.is_sure:
        return _backed(one, known[0][1].text, "fails:records", f"{words}。")
    return _backed(one, "", "doubtful:records", f"{words}，请核实是从何时算到何时的数。")


def _listed(cells: Cells) -> str:
    """收到诉求（2026年10月）：记录为30."""
    said = [
        f"{cell.indicator.label}（{when.label}）：记录为{cell.text}"
        + (f"（{cell.part}÷{cell.whole}）" if cell.fraction else "")
        for when, cell in cells
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
