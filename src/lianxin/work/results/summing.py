"""小结的汇总: counts of several published results added up, where the very same was asked of the same layer.

Only what those results told is added, and only if the disclosure ledger of all of them together allows it (a cell
that one quarter hid would follow from the sum and the other quarter). What was asked differently stands apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianxin.pure.disclosure import Ledger
from lianxin.pure.periods import Period
from lianxin.pure.polling import Group
from lianxin.pure.questions import Scale
from lianxin.pure.tally import Cell, figure, ratio, satisfaction, score
from lianxin.work.results.models import Result

Key = tuple[str, str, str, str]  # subject, layer, fingerprint of the questionnaire, item


@dataclass
class Line:
    """One question about one subject in one layer, through the year."""

    subject: str
    layer: str
    wording: str
    scale: Scale
    cells: list[tuple[Result, dict[str, Any], str]] = field(default_factory=list)  # result, its cell, its atom

    def summed(self) -> Cell:
        """The votes of all told cells together."""
        found = Cell()
        for _result, one, _atom in self.cells:
            votes = {option["code"]: option["votes"] for option in one["options"]}
            found = found.plus(
                Cell(votes, one["asked"], one["valid"], one["blank"], one["spoiled"], one["unknown"] or 0)
            )
        return found


def summed(results: Sequence[Result]) -> dict[str, Any]:
    """小结的内容 as plain JSON: each result with its base, each line with its quarters and its sum, footnotes."""
    ledger = Ledger(max((one.data["least"] for one in results), default=5))
    for one in results:
        ledger.load(one.told)
    notes: list[str] = []
    lines = _lines(results, notes)
    rows = [_row(line, results, ledger, notes) for line in lines.values()]
    whole = {name: sum(one.data["whole"][name] for one in results) for name in ("due", "issued", "returned", "valid")}
    rates = [
        ratio("应答率", whole["returned"], "各次收回", whole["due"], "各次应评"),
        ratio("有效率", whole["valid"], "各次有效", whole["returned"], "各次收回"),
    ]
    return {
        "results": [_head(one) for one in results], "whole": {**whole, "rates": [figure(one) for one in rates]},
        "lines": [row for row in rows if row], "notes": list(dict.fromkeys(notes)),
    }  # fmt: skip


def _head(result: Result) -> dict[str, Any]:
    return {
        "code": result.code, "title": result.title, "period": period_of(result),
        "published_on": result.published_on.isoformat() if result.published_on else "", "whole": result.data["whole"],
        "composites": [[one["label"], one["composite"]["words"] if one["composite"] else "", one["grade"]]
                       for one in result.data["subjects"]],
    }  # fmt: skip


def period_of(result: Result) -> str:
    """2026年第三季度."""
    return Period.parse(result.campaign.period).label if result.campaign and result.campaign.period else result.title


def _lines(results: Iterable[Result], notes: list[str]) -> dict[Key, Line]:
    found: dict[Key, Line] = {}
    prints: dict[tuple[str, str], set[str]] = {}
    for result in results:
        groups = {one.code: (one, one.sheet.form.fingerprint) for one in result.box.poll.groups}
        for subject in result.data["subjects"]:
            for item in subject["items"]:
                for cell in item["cells"]:
                    group, mark = groups[cell["groups"][0]]
                    layer = cell["label"]
                    prints.setdefault((subject["label"], layer), set()).add(mark)
                    if cell["state"] != "shown" or cell["is_together"]:
                        notes.append(_left_out(result, layer, item["wording"], cell["state"]))
                        continue
                    key = (subject["label"], layer, mark, item["code"])
                    scale = _scale_of(group, item["code"])
                    line = found.setdefault(key, Line(subject["label"], layer, item["wording"], scale))
                    line.cells.append((result, cell, _atom(result, group, subject["code"], item["code"])))
    notes += [
        f"{subject}：{layer}各次所用问卷不同，不同的问卷分别列出，不相加。"
        for (subject, layer), marks in prints.items() if len(marks) > 1
    ]  # fmt: skip
    return found


def _left_out(result: Result, layer: str, wording: str, state: str) -> str:
    why = {"band": "只公布区间", "nobody": "没有有效票"}.get(state, "人数不足不公布")
    return f"{period_of(result)}{layer}“{wording}”{why}，未计入汇总。"


def _scale_of(group: Group, code: str) -> Scale:
    item = group.sheet.form.item(code)
    scale = group.sheet.form.scale_of(item) if item else None
    if scale is None:
        raise ValueError(code)
    return scale


def _atom(result: Result, group: Group, subject: str, item: str) -> str:
    """The key of the cell in the ledger: items about nobody in particular stand under no subject."""
    asked = group.sheet.form.item(item)
    return f"{result.box.code}/{group.code}/{subject if asked and asked.each else ''}/{item}"


def _row(line: Line, results: Sequence[Result], ledger: Ledger, notes: list[str]) -> dict[str, Any] | None:
    if not ledger.admit({atom: 1 for _result, _cell, atom in line.cells}):
        notes.append(f"{line.subject}：{line.layer}“{line.wording}”的合计会露出人数过少的一层，不公布。")
        return None
    cell, rules = line.summed(), results[0].box.poll.rules
    steps = {one.code: one.step for one in line.scale.options}
    marks = {one.code: one.score for one in line.scale.options if one.score is not None}
    same = all(one.box.poll.rules == rules for one in results)
    if not same:
        notes.append("各次计票规则不同，合计满意率不计算，只列各次。")
    by_result = {result.pk: one for result, one, _atom in line.cells}
    return {
        "subject": line.subject, "layer": line.layer, "wording": line.wording, "times": len(line.cells),
        "quarters": [_quarter(by_result.get(one.pk)) for one in results],
        "valid": cell.valid, "rate": figure(satisfaction(cell, steps, rules)) if same else None,
        "score": figure(score(cell, marks)),
    }  # fmt: skip


def _quarter(cell: dict[str, Any] | None) -> dict[str, Any]:
    if cell is None:
        return {"valid": None, "rate": "", "score": ""}
    return {
        "valid": cell["valid"], "rate": cell["rate"]["words"] if cell["rate"] else "",
        "score": cell["score"]["words"] if cell["score"] else "",
    }  # fmt: skip
