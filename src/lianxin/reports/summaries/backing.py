"""核对出处: which bound figures of a document no longer agree with the records, and which figures nothing backs."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from lianxin.base import indicators
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.numerals import Numeral, read
from lianxin.pure.numerals.model import COUNTED
from lianxin.pure.paper import BoundFigure, plain_text, read_bound
from lianxin.pure.periods import Period
from lianxin.reports.summaries.facts import Facts, look_up

Verdict = Literal["holds", "fails:changed-by-hand", "fails:records", "undecidable", "undecidable:unbacked"]


@dataclass(frozen=True)
class Backed:
    """核对结果 of one figure of a document: where it stands, what it says, what the records say."""

    kind: Literal["bound", "unbacked"]
    quote: str
    start: int
    end: int
    stated: str
    computed: str
    verdict: Verdict
    explain: str


def check_backing(data: bytes, *, by: Actor) -> list[Backed]:
    """The bound figures of a docx against the records, then its free-typed figures, in reading order."""
    text, bound = plain_text(data), read_bound(data)
    found = [_against_records(figure, by) for figure in bound]
    found += _unbacked(text, bound, by)
    return sorted(found, key=lambda item: item.start)


def _against_records(figure: BoundFigure, by: Actor) -> Backed:
    now = look_up(figure.binding, by=by)
    label = indicators.label_of(figure.binding.indicator.partition("#")[0])
    if now is None:
        return _bound(figure, "", "undecidable", f"{label}：记录中找不到这个单位、时期或指标，无法核对。")
    if not figure.agrees:
        return _bound(
            figure, now.text, "fails:changed-by-hand",
            f"{label}（{_when(figure.binding.period)}）：生成时为{figure.printed}，文中被改为{figure.text.strip()}，记录现为{now.text}。",
        )  # fmt: skip
    if now.text != figure.printed:
        return _bound(
            figure, now.text, "fails:records",
            f"{label}（{_when(figure.binding.period)}）：文中{figure.printed}，记录现为{now.text}，生成以后记录有变动。",
        )  # fmt: skip
    return _bound(figure, now.text, "holds", f"{label}（{_when(figure.binding.period)}）：与记录一致。")


def _bound(figure: BoundFigure, computed: str, verdict: Verdict, explain: str) -> Backed:
    return Backed("bound", figure.text, figure.start, figure.end, figure.text.strip(), computed, verdict, explain)


def _when(code: str) -> str:
    return "与".join(Period.parse(part).label for part in code.split("~"))


def _unbacked(text: str, bound: list[BoundFigure], by: Actor) -> list[Backed]:
    """Figures typed by hand. A value that some indicator of the same unit and period has is named as a guess."""
    known = _known_values(bound, by)
    out = []
    for numeral in read(text):
        if not _is_claim(numeral) or any(numeral.start < b.end and b.start < numeral.end for b in bound):
            continue
        written = text[numeral.start : numeral.end]
        plain = f"{float(numeral.written):g}"
        guess = known.get(f"{plain}%" if numeral.form == "percent" else plain)
        explain = (
            f"手工填写的数字，没有绑定记录；{guess}的值与它相同，请核对是否就是它。"
            if guess
            else "手工填写的数字，没有记录支持。"
        )
        out.append(
            Backed("unbacked", written, numeral.start, numeral.end, written, "", "undecidable:unbacked", explain)
        )
    return out


def _is_claim(numeral: Numeral) -> bool:
    """A count of things or a rate; not a date, not a document number, not a count word such as 四个方面."""
    if numeral.form == "percent":
        return True
    return numeral.form == "number" and numeral.measure in COUNTED and not (numeral.hanzi and numeral.value < 10)


def _known_values(bound: list[BoundFigure], by: Actor) -> dict[str, str]:
    """Printed value → label, over all indicators of the unit and period that the document is mostly about."""
    plain = Counter((b.binding.unit, b.binding.period) for b in bound if "~" not in b.binding.period)
    if not plain:
        return {}
    (unit_id, period), _ = plain.most_common(1)[0]
    unit = Unit.objects.filter(pk=int(unit_id)).first() if unit_id.isdecimal() else None
    if unit is None:
        return {}
    facts = Facts(unit, Period.parse(period), by)
    return {facts.bound(code).text: indicators.label_of(code) for code in indicators.codes()}
