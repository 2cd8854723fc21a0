"""分类: kinds of matters that exclude one another, led in by 其中; together they are never more than all.

登记诉求128件，比去年同期的114件增加14件。其中：求助76件、咨询31件、建议24件 tells of 131 out of 128, though the total stands
two clauses before its parts. Asked about, not called wrong: an office may count one matter under two kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from .claims import Claim
from .layout import Mention, Page, amount, claim, countable, mentions, same_kind

_REST = "其[他它](?:诉求|事项|问题|类|渠道|方式)?"
_MATTERS = "求助|求决|咨询|意见建议|意见|建议|投诉举报|投诉|举报|检举控告|申诉|表扬|感谢|反映"
_WAYS = "来电|电话|热线|来访|走访|来信|信件|信访|网上|网络|网信|微信|短信|邮件|信箱|意见箱|窗口|上门|现场"
_BEHIND = "(?:类|的)?(?:诉求|事项|问题|件)?(?:有|为)?"
_OTHER = re.compile(_REST)
_KINDS = (re.compile(f"(?:{_MATTERS}|{_REST}){_BEHIND}"), re.compile(f"(?:{_WAYS}|{_REST}){_BEHIND}"))
_STEP = re.compile(r"[^，。；：、（）\d]{0,8}[、，；]")


def find(page: Page) -> Iterator[Claim]:
    """Rows of kinds that come to more than whatever stands before 其中, or that name 其他 and still miss it."""
    for start, end in page.sentences:
        at = page.text.find("其中", start, end)
        if at < 0:
            continue
        found = mentions(page, start, end)
        row = _row(page, [m for m in found if m.numeral.start > at])
        if len(row) < 2:
            continue
        wholes = [m for m in found if m.end <= at and countable(m) and same_kind(m, row[0])]
        if wholes:
            yield from _judge(page, wholes, row)


def _row(page: Page, found: list[Mention]) -> list[Mention]:
    """The amounts right behind 其中, each called by another kind of one and the same division."""
    for kinds in _KINDS:
        row: list[Mention] = []
        for item in found:
            near = not row or _STEP.match(page.text, row[-1].end, item.start)
            if not (kinds.fullmatch(item.label) and countable(item) and near and same_kind(item, (row or found)[0])):
                break
            row.append(item)
        if len(row) > 1 and len({m.label for m in row}) == len(row):
            return row
    return []


def _right_before(page: Page, last: Mention, row: list[Mention]) -> bool:
    """Whether the total stands right before the row and 其他 closes it: then the sums have spoken already."""
    return any(_OTHER.match(m.label) for m in row) and len(page.text[last.end : row[0].start]) < 5


def _judge(page: Page, wholes: list[Mention], row: list[Mention]) -> Iterator[Claim]:
    summed = sum((m.numeral.value for m in row), Fraction(0))
    whole = max(wholes, key=lambda m: m.numeral.value)
    most = whole.numeral.value
    left_open = page.text[row[-1].end : row[-1].end + 4].startswith("等")
    misses = (
        any(_OTHER.match(m.label) for m in row) and not left_open and all(m.numeral.value != summed for m in wholes)
    )
    if summed <= most and not misses or summed > most and _right_before(page, wholes[-1], row):
        return
    words = "+".join(amount(m.numeral.value, m) for m in row) + f"={amount(summed, whole)}"
    if summed > most:
        words += f"，多于前面的{amount(most, whole)}；一件只归一类时，请核实。"
    else:
        words += f"，前面没有这个数（最多的是{amount(most, whole)}），请核实是否列全。"
    stated, computed = amount(most, whole), amount(summed, whole)
    yield claim(page, "sum", whole.start, row[-1].end, stated, computed, "doubtful:sum", words)
