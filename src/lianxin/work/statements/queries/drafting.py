"""起草: the sentences of a statement with slots for its figures, and how slots are filled.

A text holds 【走访天数】, never a figure; so whoever edits the sentences cannot change what was counted. Papers are in
Chinese whatever the language of the page, and so are the slots.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.pure.numerals import read
from lianxin.pure.paper import official_date
from lianxin.work.statements.queries.facts import KINDS, Fact
from lianxin.work.statements.queries.wording import in_chinese
from lianxin.work.statements.terms import StatementKind

NAMES = ("年", "月", "日", "号", "组")  # 三组 and 6月1日 name something, they count nothing
SLOT = re.compile(r"【([^【】\n]{1,12})】")
#: the heads of the official form (004-b), in its order
HEADS = ("基本工作情况", "改进工作作风情况", "解决问题情况", "主要做法和体会", "存在问题和下步打算")

#: what is said of each figure, in the order of the form; what is nought is not said
DONE = (
    ("field_days", "到联系点走访【走访天数】"), ("group_visits", "走访村民小组【走访村民小组】"),
    ("households", "直接联系群众【直接联系群众】"), ("cards", "建立民情联系卡【民情联系卡】"), ("diaries", "记录民情日记【民情日记】"),
    ("research", "撰写调研报告【调研报告】"), ("field_reports", "撰写民情报告【民情报告】"), ("suggestions", "提出工作建议【工作建议】"),
    ("solved", "解决实际问题和困难【解决实际问题】"), ("nights", "住村住校【住村住校】"), ("help_given", "办实事【办实事】"),
    ("leaflets", "发放宣传资料【宣传资料】"),
)  # fmt: skip
SOLVED = (
    ("found", "走访中发现问题【发现问题】"), ("solved", "已解决【解决实际问题】"), ("adopted", "提出的建议被采纳【采纳的建议】"),
    ("experience", "推广运用经验指导基层实践、取得实效【推广经验】"),
)  # fmt: skip
OF_UNIT = (
    ("visits", "共进村入户【进村入户】"), ("nights", "住村【住村住校】"), ("solved", "解决实际问题【解决实际问题】"),
    ("funds_yuan", "协调帮扶资金【帮扶资金】"),
)  # fmt: skip
ALSO_OF_UNIT = (
    ("households", "直接联系群众【直接联系群众】"), ("cards", "建立民情联系卡【民情联系卡】"), ("research", "撰写调研报告【调研报告】"),
    ("field_reports", "撰写民情报告【民情报告】"), ("suggestions", "提出工作建议【工作建议】"), ("help_given", "办实事【办实事】"),
)  # fmt: skip
WHO = {StatementKind.LEADERS: "班子成员", StatementKind.STAFF: "干部"}


def slots() -> dict[str, str]:
    """The codes of figures by the words of their slots."""
    with in_chinese():
        return {str(kind.word): code for code, kind in KINDS.items()}


def used(texts: Iterable[str]) -> list[str]:
    """The words of the slots in some texts, each once."""
    return list(dict.fromkeys(word for text in texts for word in SLOT.findall(text)))


def by_hand(texts: Iterable[str]) -> list[str]:
    """手写的数字: counted figures that were typed into the sentences: nothing backs them, so the writer is told."""
    found = [numeral for text in texts for numeral in read(SLOT.sub("", text))]
    return [one.text for one in found if one.measure and one.measure not in NAMES]


def title(kind: str, unit: Unit) -> str:
    """标题 of a new statement."""
    if kind == StatementKind.PERSONAL:
        return "个人直接联系群众工作情况报告"
    return f"{unit.name}{WHO[StatementKind(kind)]}直接联系群众情况"


def sections(kind: str, first: date, last: date, found: Mapping[str, Fact]) -> list[dict[str, str]]:
    """各部分 of a new statement, as far as the records tell; the rest is left to be written."""
    when = f"{official_date(first)}至{official_date(last)}，"
    if kind == StatementKind.PERSONAL:
        texts = [when + _sentence("本人", DONE, found), _plainly(found), _sentence("", SOLVED, found), "", ""]
        return [{"head": head, "text": text} for head, text in zip(HEADS, texts, strict=True)]
    who = WHO[StatementKind(kind)]
    text = when + _sentence(f"【人数】{who}", OF_UNIT, found)
    more = _sentence("", ALSO_OF_UNIT, found)
    return [
        {"head": "总体情况", "text": "\n".join(filter(None, (text, more)))},
        {"head": "主要做法", "text": ""},
        {"head": "存在问题和下步打算", "text": ""},
    ]


def _sentence(who: str, parts: Iterable[tuple[str, str]], found: Mapping[str, Fact]) -> str:
    said = [words for code, words in parts if code in found and found[code].number]
    if not said:
        return f"{who}还没有记录。" if who else ""
    return who + "，".join(said) + "。"


def _plainly(found: Mapping[str, Fact]) -> str:
    return "走访中轻车简从【轻车简从】。" if "plainly" in found and found["plainly"].number else ""
