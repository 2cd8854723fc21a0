"""导出 Excel: the voices with their weights, every question, the counts of slips, and a sheet that says how each was reckoned."""

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from lianxin.pure.tabular import Book
from lianxin.web.office.results.documents import NO_EFFECT
from lianxin.work.results.models import Result

Line = Sequence[str | int | None]

SHEETS = (
    ("得分", ("评议对象", "评价来源", "评议主体", "权重", "得分", "等次", "满意率", "有效票或份数")),
    (
        "各题",
        (
            "评议对象",
            "方面",
            "题目",
            "评议主体",
            "有效票",
            "弃权",
            "废票",
            "不了解",
            "满意率",
            "得分",
            "等次",
            "各选项票数",
        ),
    ),
    ("票数", ("评议主体", "评价来源", "应发", "实发", "收回", "有效", "废票", "作废", "弃权", "没有应答", "代填")),
    ("算法", ("项目", "怎样算")),
)


def made(result: Result, data: dict[str, Any]) -> bytes:
    """The file; numbers as numbers where they are exact, else in words. Official files are in Chinese."""
    box = io.BytesIO()
    book = Book(box)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for (name, head), lines in zip(
        SHEETS, (_voices(data), _items(data), _votes(data), _formulas(result, data)), strict=True
    ):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, word in enumerate(head):
            sheet.write_string(0, column, word, bold)
            sheet.set_column(column, column, 48 if word in ("怎样算", "题目", "各选项票数") else 14)
        for row, cells in enumerate(lines, 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                elif cell:
                    sheet.write_string(row, column, cell)
    book.close()
    return box.getvalue()


def _words(figure: dict[str, Any] | None) -> str:
    return figure["words"] if figure else ""


def _voices(data: dict[str, Any]) -> Iterable[Line]:
    for subject in data["subjects"]:
        for one in subject["voices"]:
            yield (
                subject["label"], one["direction_label"], one["label"], one["weight"], _words(one["score"]), one["grade"],
                _words(one["rate"]), one["valid"],
            )  # fmt: skip
        yield subject["label"], "综合得分", "按方案权重", "", _words(subject["composite"]), subject["grade"]


def _items(data: dict[str, Any]) -> Iterable[Line]:
    for subject in data["subjects"]:
        for item in subject["items"]:
            for cell in item["cells"]:
                head = (subject["label"], item["section"], item["wording"], cell["label"])
                if "rate" not in cell:
                    yield *head, None, None, None, None, "没有票" if cell["state"] == "nobody" else "人数不足，不公布"
                    continue
                options = "；".join(f"{one['label']} {one['votes']}" for one in cell["options"])
                yield (
                    *head, cell["valid"], cell["blank"], cell["spoiled"], cell["unknown"], _words(cell["rate"]),
                    _words(cell["score"]), cell["grade"], options,
                )  # fmt: skip


def _votes(data: dict[str, Any]) -> Iterable[Line]:
    for one in data["groups"]:
        names = ("due", "issued", "returned", "valid", "spoiled", "torn", "empty", "missing", "proxies")
        yield one["label"], one["direction_label"], *(one[name] for name in names)


def _formulas(result: Result, data: dict[str, Any]) -> Iterable[Line]:
    yield "评议", result.title
    yield "用途", NO_EFFECT
    yield "投票方式", data["mode_note"]
    yield from (("计票规则", one) for one in data["rules"])
    for one in data["groups"]:
        weight = Fraction(one["weight"])
        yield (
            f"{one['label']}的权重",
            f"{weight.numerator}/{weight.denominator}" if weight.denominator > 1 else str(weight),
        )
    for subject in data["subjects"]:
        for figure in (
            subject["composite"],
            *(one["score"] for one in subject["voices"]),
            *(one["rate"] for one in subject["voices"]),
        ):
            if figure:
                yield subject["label"], "；".join([f"{figure['formula']} → {figure['words']}", *figure["notes"]])
        for item in subject["items"]:
            for cell in item["cells"]:
                for figure in (cell.get("rate"), cell.get("score")):
                    if figure:
                        yield (
                            f"{subject['label']} · {item['wording']} · {cell['label']}",
                            f"{figure['formula']} → {figure['words']}",
                        )
    yield "结果校验值", result.fingerprint
