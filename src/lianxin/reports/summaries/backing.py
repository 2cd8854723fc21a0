"""核对出处: which bound figures of a document no longer agree with the records, and which figures nothing backs.

Bound figures are claims of whoever saved the file: each is looked up again, for this reader. A figure of a unit
that he may not see answers like one that does not exist: 无法核对.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from lianxin.base import indicators
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.figures.claims import Claim
from lianxin.pure.numerals import Numeral, read
from lianxin.pure.numerals.model import COUNTED
from lianxin.pure.paper import Binding, BoundFigure
from lianxin.pure.paper.bindings import normal
from lianxin.pure.periods import NotAPeriod, read_period
from lianxin.reports.summaries.documents import Document
from lianxin.reports.summaries.facts import Records, told_of

Verdict = Literal[
    "holds", "fails:changed-by-hand", "fails:records", "doubtful:records", "undecidable", "undecidable:unbacked"
]
DERIVED = {"difference": "增减数", "change_rate": "增减幅度", "points": "百分点之差", "share": "占比"}
UNKNOWN = "无法核对：记录里没有这个单位、时期或指标，或者您的职务看不到。"


@dataclass(frozen=True)
class Backed:
    """核对结果 of one figure of a document: where it stands, what it says, what the records say."""

    kind: Literal["bound", "unbacked", "stated"]
    quote: str
    start: int
    end: int
    stated: str
    computed: str
    verdict: Verdict
    explain: str


Placed = TypeVar("Placed", bound=Backed | Claim)


def check_backing(document: Document, *, by: Actor, today: date | None = None) -> list[Backed]:
    """The bound figures against the records and the free-typed figures beside them, in reading order.

    A document without any bound figure is not one of ours: nothing is said of it.
    """
    if not document.bound:
        return []
    records = Records(by, today)
    records.prepare(figure.binding for figure in document.bound)
    found = [_against_records(figure, records) for figure in document.bound]
    found += _unbacked(document.text, document.bound, records)
    return sorted(found, key=lambda item: (item.start, item.end))


def beside_bound(found: "Iterable[Placed]", bound: Sequence[BoundFigure]) -> "list[Placed]":
    """What is said of the typed figures: a bound one is held by its binding alone, not by the words around it."""
    return [one for one in found if not any(one.start < b.end and b.start < one.end for b in bound)]


def name_of(binding: Binding) -> str:
    """收到诉求（2026年10月）: the indicator and the period of a binding, in words; unknown ones as they are written."""
    keeper = indicators.kept_of(binding.indicator)
    if keeper is not None:
        return f"{keeper.label(binding.indicator)}（{binding.period.replace('~', '至')}）"
    code, _, how = binding.indicator.partition("#")
    try:
        label = str(indicators.get(code).label)
    except LookupError:
        label = code
    when = "与".join(_period_label(part) for part in binding.period.split("~"))
    return f"{label}{'的' + DERIVED[how] if how in DERIVED else ''}（{when}）"


def _period_label(code: str) -> str:
    try:
        return read_period(code).label
    except NotAPeriod:
        return code


def _against_records(figure: BoundFigure, records: Records) -> Backed:
    now, name, stated = records.look_up(figure.binding), name_of(figure.binding), figure.text.strip()
    if now is None:
        return _bound(figure, "", "undecidable", f"{name}：{UNKNOWN}")
    if now.binding.version != figure.binding.version:
        return _bound(
            figure, now.text, "undecidable", f"{name}：生成以后口径改了（现为第{now.binding.version}版），无法核对。"
        )
    if not figure.agrees:
        printed = f"生成时为{figure.printed}，" if normal(figure.printed) != normal(now.text) else ""
        said = f"文中被改为{stated}" if stated else "文中被删去"
        return _bound(figure, now.text, "fails:changed-by-hand", f"{name}：{printed}记录为{now.text}，{said}。")
    if normal(now.text) != normal(figure.printed):
        words = f"{name}：文中{figure.printed}，记录现为{now.text}，生成以后记录有变动。"
        return _bound(figure, now.text, "fails:records", words)
    return _bound(figure, now.text, "holds", f"{name}：与记录一致。")


def _bound(figure: BoundFigure, computed: str, verdict: Verdict, explain: str) -> Backed:
    return Backed("bound", figure.text, figure.start, figure.end, figure.text.strip(), computed, verdict, explain)


def _unbacked(text: str, bound: Sequence[BoundFigure], records: Records) -> list[Backed]:
    """Figures typed by hand. A value that some indicator of the same unit and period has is named as a guess."""
    known: dict[str, list[str]] | None = None
    out = []
    for numeral in read(text):
        if not _is_claim(numeral) or any(numeral.start < b.end and b.start < numeral.end for b in bound):
            continue
        if _is_goal(text, numeral):
            continue
        known = _known_values(bound, records) if known is None else known
        written = text[numeral.start : numeral.end]
        guesses = known.get(f"{float(numeral.written):g}{'%' if numeral.form == 'percent' else ''}", [])
        same = f"“{'”“'.join(guesses[:3])}”的值与它相同，请核对是不是它。" if guesses else ""
        explain = f"手工填写的数字，没有绑定记录。{same}"
        out.append(
            Backed("unbacked", written, numeral.start, numeral.end, written, "", "undecidable:unbacked", explain)
        )
    return out


def _is_claim(numeral: Numeral) -> bool:
    """A count of things or a rate; not a date, not a document number, not a count word such as 四个方面."""
    if numeral.form in ("percent", "points"):
        return True
    return numeral.form == "number" and numeral.measure in COUNTED and not (numeral.hanzi and numeral.value < 10)


def _is_goal(text: str, numeral: Numeral) -> bool:
    """低于95%的目标, 不足5件: a line drawn, not a figure of the records."""
    return text[max(0, numeral.start - 2) : numeral.start] in ("低于", "不足", "高于")


def _known_values(bound: Sequence[BoundFigure], records: Records) -> dict[str, list[str]]:
    """Printed value → labels, over all indicators of the unit and period that the document is mostly about."""
    plain = Counter((b.binding.unit, b.binding.period) for b in bound if "~" not in b.binding.period)
    for (unit, period), _count in plain.most_common(1):
        facts = records.facts(unit, period)
        known: dict[str, list[str]] = {}
        for code, indicator in told_of().items() if facts else ():
            text = facts.cell(code).text if facts else ""
            number = text.removesuffix("%")
            key = f"{float(number):g}" if number.replace(".", "", 1).isdigit() else text
            known.setdefault(f"{key}{'%' if text.endswith('%') else ''}", []).append(str(indicator.label))
        known.pop("0", None)
        return known
    return {}
