"""存疑的数词: count words that the list beside them does not fit, where it is not beyond doubt that the list is meant.

“三通一码”：甲、乙、丙、丁、戊 and 甲、乙、丙“四提升” are asked about; in 甲镇、乙镇开展“四下乡” the row is none of it.
"""

from __future__ import annotations

import re

from lianxin.pure.numerals import from_hanzi

from .announced import LISTING, OPENS, CountWord, goes_on, row_before
from .lists import Row, split, spread

#: what a clause does with the thing that the count word names; a row that ends so is not what it counts
_DO = re.compile(
    "(?:实现|做到|达到|推进|开展|完成|落实|打造|构建|形成|实施|推动|建设|建立|建成|健全|完善|深化|加快|抓好|强化|坚持|组织|"
    "实行|推行|启动|进行|争创|创建|提出|践行|牢记|做好|纳入|列入|聚焦|围绕|对照|按照|参加|争当|争做|执行|严格|筑牢|守住|兜牢|"
    "负担|缴纳|发放|享受|办理|购买|骗取|突出|把握|统筹|处理|遵循|获得|荣获|等|的|了|在|为|以|由|从|把|有|是)$"
)
_MARKED = re.compile(r"[一二三四五六七八九十]{1,2}[、是]|[（(]?[一二三\d]{1,2}[）)、.．]|[①-⑨]|首先")
_A_TIME = re.compile("月|小时|星期|年|天|多|学期|钟")
_GLOSS = re.compile(r"”?(?:[是]?指的?是?|即)(?P<n>[二两三四五六七八九十]|\d{1,2})(?:个|大|项|条|类|种|支|道|张|座)")
_LONGEST, _NAME, _FAR = 24, 10, 6


def asked(text: str, count: CountWord, row: Row | None, all_rows: list[Row]) -> tuple[int, str]:
    """How many the list beside a count word names, and where it stands; (0, "") where there is nothing to ask.

    `row` is the enumeration that follows, if there is one.
    """
    if row is not None and _opened(text, count, row) and not goes_on(text, row, all_rows):
        return len(row.items), "后面列举的"
    for look, where in ((_glossed, "后面解释的"), (_behind, "后面列出的"), (_in_front, "前面列出的")):
        size = look(text, count)
        if size and size != count.number:
            return size, where
    return 0, ""


def _opened(text: str, count: CountWord, row: Row) -> bool:
    """Whether an enumeration follows the word at once: 抓好八个方面工作：一是…. Its end may be hidden in a nested one."""
    at_once = re.fullmatch(r"[^，。；：、“”（\n]{0,8}[。：]?\n?", text[count.end : row.start])
    return bool(at_once and LISTING.match(count.noun)) and len(row.items) > 2 and row.style != "word"


def _glossed(text: str, count: CountWord) -> int:
    """“六横”指六个横向通道: the number that the explanation gives."""
    gloss = _GLOSS.match(text, count.end) if count.coined else None
    return (int(gloss["n"]) if gloss["n"].isdigit() else from_hanzi(gloss["n"]) or 0) if gloss else 0


def _behind(text: str, count: CountWord) -> int:
    """The size of a row of names behind a colon that the word does not fit; or 0."""
    opening = OPENS.match(text, count.right)
    row = re.match(r"[^。！？\n；]{4,260}(?=[。\n]|$)", text[opening.end() : opening.end() + 261]) if opening else None
    if row is None or not (LISTING.match(count.noun) or count.coined) or re.search(r"[，：]|等$|……", row[0]):
        return 0
    if _MARKED.match(row[0]):
        return 0
    items = split(row[0], "、")
    few, many = spread(items)
    if count.coined and len(count.noun) >= 2 and all(item.startswith(count.noun[:2]) for item in items):
        many = few  # 坚持甲和乙、坚持丙: an item each
    return 0 if few < 2 or few <= count.number <= many else many


def _in_front(text: str, count: CountWord) -> int:
    """The size of a row of names right in front that the word does not fit; or 0."""
    row = row_before(text, count)
    last = text[count.left - 1 : count.left]
    if row is None or last in tuple("等、和及与") or text[count.start].isdigit():
        return 0
    if count.noun and count.noun[0] in "级地省市县区" or _A_TIME.match(count.noun):
        return 0
    start, items = row
    few, many = spread(items)
    if few <= count.number <= many or abs(few - count.number) > _FAR or many < 3 or _DO.search(items[-1]):
        return 0
    if count.coined and count.number == 2 or spread(items[:-1])[1] > few - 1:
        return 0  # 残疾人“两项补贴” is a thing of its own; 甲改革和乙、丙 begins a row anew
    if count.coined or LISTING.match(count.noun) or text[start] == "“":
        named = all(len(item) <= _LONGEST and not re.search(r"\d(?!G)", item) for item in items[1:])
    else:
        named = many - few <= 1 and all(len(item) <= _NAME for item in items[1:])
        named = named and not any(re.search(r"[“\d]", item) for item in items[1:])
    return many if named else 0
