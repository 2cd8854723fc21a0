"""所指的列举: the lists that a count word can announce, and whether one of them is meant beyond doubt."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from lianxin.pure.numerals import to_hanzi

from .layout import TITLE
from .lists import Item, Row, alike, split, spread

LISTING = re.compile(
    r"^(?:方面|面|措施|举措|特性|特点|特征|问题|原因|环节|步骤|层面|任务|做法|办法|重点|关键|原则|要求|意见|建议|"
    r"转变|提升|强化|确保|坚持|结合|到位|突破|注重|突出|关系|意识|机制|阶段|目标|经验|体会|亮点|变化|提高|加强|途径|渠道|"
    r"方式|方法|条件|因素|困难|不足|差距|打算|思路|着力|切入|主要|具体|工作)"
)
_A_TIME = re.compile("月|小时|星期|年|天|多|学期|钟")
_NUMBERED = re.compile(r"[一二三四五六七八九十]、|（[一二三四五六七八九十\d]|\d[、.．]|[①-⑩]|[一首]是|首先")
#: a row to the end of its sentence, or to the next phrase that is explained (；五带头即…)
_ROW = re.compile(r"[^。！？\n；]{4,200}(?=[。\n]|$|；“?[一二两三四五六七八九十][^，。；、]{1,6}”?(?:即|是指|就是|：))")
OPENS = re.compile(
    r"[^。；：！？\n（“”]{0,24}?(?:，?即(?:是|：)?|：|分别[是为]：?|是指|，?包括|就是|(?<=”)为(?=[^，。；：、\n]{1,8}、))"
)
_ECHOED = ("特性", "特点", "确保", "坚持", "到位", "结合", "突出", "强化", "注重", "转变", "提升")
_LEADING = re.compile(
    r"^.*?(?:建立健全|建立|健全|落实|完善|推行|实行|坚持|做到|制定|开展|实施|围绕|突出|"
    r"抓好|按照|强化|出台|聚焦|从|以|把|抓)了?"
)
_OTHER = re.compile("[主原]因|理由|情况|经过|诉求")  # 两种价格主因如下： announces the causes
_REACH = 2500
_PAIR = (Item(1, 0, 0), Item(2, 0, 0))


@dataclass(frozen=True, slots=True)
class CountWord:
    """A count word: the number, the noun it counts, its span, and the quote or bracket it sits in."""

    number: int
    noun: str
    start: int
    end: int
    left: int
    right: int
    coined: bool


def row_before(text: str, count: CountWord) -> tuple[int, list[str]] | None:
    """The row of items right in front of a count word, and where it begins."""
    end = count.left
    if text[max(0, end - 1) : end] == "等":
        end -= 1
    if text[max(0, end - 1) : end] == "的":
        end -= 1
    if text[max(0, end - 1) : end] == "”":
        opening = text.rfind("“", max(0, end - 120), end - 1)
        inner = text[opening + 1 : end - 1] if opening >= 0 else ""
        if re.search("[、，]", inner) and "”" not in inner:
            return opening, split(inner, "、") if "、" in inner else split(inner, "，")
    if "、" not in text[max(0, end - 160) : end]:
        return None
    start = end
    depth = 0
    while start > 0 and end - start < 160:
        char = text[start - 1]
        if char in "”）":
            depth += 1
        elif char in "“（":
            if depth == 0:
                break
            depth -= 1
        elif char in "。！？\n" or depth == 0 and char in "，；：":
            break
        start -= 1
    items = split(text[start:end], "、")
    return (start, items) if len(items) > 1 else None


def before(text: str, count: CountWord) -> tuple[int, int] | None:
    """责任、任务、措施“三个落实”."""
    row = row_before(text, count)
    if row is None:
        return None
    start, items = row
    few, many = spread(items)
    if few <= count.number <= many and (count.number > 2 or not count.coined or "个" in text[count.start : count.end]):
        return start, count.end
    # The clause may hold an earlier row: 在农村、社区开展甲、乙、丙三项活动.
    if 3 <= count.number < few and not _even(items) and not alike(items[: -count.number + 1], ""):
        return start, count.end
    return None


def _even(items: list[str]) -> bool:
    """Whether the items are of one length, but for a verb in front of the first: 建立了首问负责、限时办结、…."""
    rest = {len(item) for item in items[1:]}
    first = _LEADING.sub("", items[0])
    return len(rest) == 1 and len(first) in rest and min(rest) >= 2


def wrong_colon(text: str, count: CountWord) -> int:
    """四个注重：注重甲、注重乙、注重丙。 One clean row behind a colon, of another number than the word says; or 0."""
    opening = OPENS.match(text, count.right)
    if opening is None or opening.end() > count.right + (12 if LISTING.match(count.noun) or count.coined else 3):
        return 0
    row = _ROW.match(text[opening.end() : opening.end() + 214])
    if row is None or re.search(r"[，：]|等$|……", row[0]):
        return 0
    items = split(row[0], "、")
    few, many = spread(items)
    clean = few == many and (_even(items) or all(count.noun[:2] in item for item in items))
    return few if few >= 2 and clean and abs(few - count.number) <= 3 else 0


def wrong_before(text: str, count: CountWord) -> int:
    """The size of a clean row in front that has another number of items than the word says; or 0."""
    row = row_before(text, count)
    if row is None or text[count.left - 1 : count.left] == "等" or count.noun[:1] in "级地省市县区":
        return 0
    if (
        _even(row[1])
        and spread(row[1])[0] == spread(row[1])[1]
        and abs(len(row[1]) - count.number) <= 2
        and len(row[1]) > 2
    ):
        return len(row[1])
    if not (LISTING.match(count.noun) or count.coined):
        return 0
    start, items = row
    few, many = spread(items)
    last = items[-1][-1:]
    clean = all(item.endswith(last) for item in items) and few == many and len({len(item) for item in items[1:]}) == 1
    lead = text[max(0, start - 1) : start]
    return (
        few
        if clean
        and few >= 2
        and lead in ("", "，", "。", "：", "；", "\n", "“")
        and len(items[-1]) >= 2
        and lead != "，"
        and abs(few - count.number) <= 3
        else 0
    )


def _bracket_text(text: str, count: CountWord) -> tuple[int, str] | None:
    found = re.match(r"”?[^，。；：！？\n（“]{0,8}”?（([^（）\n]{3,400})）", text[count.end : count.end + 420])
    return (count.end + found.start(1), found[1]) if found else None


def bracket(text: str, count: CountWord) -> tuple[int, int] | None:
    """四大工程（甲、乙、丙、丁）."""
    found = _bracket_text(text, count)
    if found is None:
        return None
    start, inner = found
    return (count.start, start + len(inner)) if count.number in _sizes(inner) else None


def wrong_bracket(text: str, count: CountWord) -> int:
    found = _bracket_text(text, count)
    if found is None or not (LISTING.match(count.noun) or count.coined) or found[1].rstrip("）").endswith(("等", "…")):
        return 0
    sizes = {len(split(found[1], mark)) for mark in "、；" if mark in found[1]}
    few, many = spread(split(found[1], "、"))
    return sizes.pop() if len(sizes) == 1 and few == many and "，" not in found[1] and few >= 2 else 0


def _sizes(piece: str) -> set[int]:
    """All the numbers of items that a piece may be read as."""
    sizes: set[int] = set()
    for separator in "；、，":
        items = split(piece, separator)
        if len(items) > 1:
            few, many = spread(items)
            sizes.update(range(few, many + 1) if separator == "、" else [few])
    quotes = re.findall(r"“[^“”]{1,20}”", piece)
    if len(quotes) > 1:
        sizes.add(len(quotes))
    return sizes


def colon(text: str, count: CountWord) -> tuple[int, int] | None:
    """分为3个层面：甲、乙、丙，… and 突出“五看”，即是否…；是否…."""
    opening = OPENS.match(text, count.right)
    if opening is None:
        return None
    sentence = re.match(r"[^。！？\n]{2,800}", text[opening.end() : opening.end() + 800])
    if sentence is None:
        return None
    piece = sentence[0]
    for stop in (re.search("，", piece), re.search("；", piece), None):
        part = piece[: stop.start()] if stop else piece
        if count.number in _sizes(part):
            return count.start, opening.end() + len(part)
    pair = count.number == 2 and re.search(r"一[种个方].*?另一[种个方]", piece)
    return (count.start, opening.end() + pair.end()) if pair else None


def following(text: str, count: CountWord, all_rows: list[Row]) -> Row | None:
    """The enumeration a count word opens: behind its sentence, or for a heading the first below it."""
    line = text.rfind("\n", 0, count.start) + 1
    stop = text.find("\n", count.end)
    heading = bool(
        re.match(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．]", text[line : line + 6])
    )
    near = re.match(r"[^。！？\n]*[。！？\n]?\n?", text[count.end : count.end + 400])
    limit = count.end + len(near[0] if near else "")
    first = bisect_left(all_rows, count.end, key=lambda r: r.start)
    for place, row in enumerate(all_rows[first : first + 40], first + 1):
        if not row.whole:
            continue
        if row.start <= limit and (len(row.items) > 1 or _broken_off(text, count, row, all_rows[place : place + 1])):
            return row
        if len(row.items) < 2:
            continue
        if heading and row.start < count.end + 1200 and not _closed(text, line, row.start):
            return row
        if row.start > count.end + 1200:
            break
    behind = text[count.end : max(stop, count.end + 200)]
    if count.number == 2 and re.search(r"一[种个][是为]?.{1,60}另一[种个]|一方面.{1,120}另一方面", behind):
        return Row("pair", _PAIR)
    return None


def _broken_off(text: str, count: CountWord, row: Row, after: list[Row]) -> bool:
    """从以下四个方面开展工作：1、… and the text ends: one item behind a colon, and no other enumeration before the end."""
    if text[row.start - 1] != "：" or count.number < 3 or not LISTING.match(count.noun):
        return False
    stop = next(
        (
            m.start()
            for m in re.finditer(r"[^\n]+", text[row.start : row.start + 2000])
            if m.start() and TITLE.fullmatch(m[0])
        ),
        None,
    )
    end = row.start + stop if stop is not None else len(text)
    return (
        end - row.start < 1500
        and not any(other.start < end for other in after)
        and not re.search(r"[二三四五](?:是|）)|第[二三四五]|其次|2[、.．，：）]|②|[二三]、", text[row.start : end])
    )


def _closed(text: str, line: int, place: int) -> bool:
    """Whether a heading of the same kind stands between a heading and a place."""
    mark = text[line : line + 1]
    again = (
        r"\n（[一二三四五六七八九十]"
        if mark == "（"
        else r"\n\d{1,2}[、.．]"
        if mark.isdigit()
        else r"\n[一二三四五六七八九十]{1,3}、"
    )
    return bool(re.search(again, text[line:place]))


@lru_cache(maxsize=1)
def _pieces(text: str) -> list[tuple[int, str, list[str]]]:
    """All clauses of a text that hold a row joined by 、, with their places; kept for the text at hand."""
    return [
        (m.start(), m[0], split(m[0], "、")) for m in re.finditer(r"[^，。；：！？\n（）]{1,600}", text) if "、" in m[0]
    ]


def echo(text: str, count: CountWord) -> tuple[int, int] | None:
    """四类问题 … 思想问题、业务问题、能力问题和作风问题: a row further on that repeats the noun, or is cut alike nearby."""
    noun = count.noun[:2]
    if not noun or count.number < 3:
        return None
    region = text[count.end : count.end + _REACH]
    sentence = len(re.match(r"[^。！？\n]*", region)[0])  # type: ignore[index]
    pieces = _pieces(text)
    for start, piece, items in pieces[max(0, bisect_left(pieces, (count.end,)) - 1) :]:
        away = start - count.end
        if away + len(piece) < 0:
            continue
        if away > _REACH:
            break
        if away < 0:
            piece = piece[-away:]
            items, away = split(piece, "、"), 0
        few, many = spread(items)
        if not few <= count.number <= many:
            continue
        every = all(noun[-1] in item for item in items)
        tied = noun in piece and (every or len(noun) > 1 and away < 400)
        near = away < sentence and (every if count.coined else alike(items))
        if tied or near:
            return count.start, count.end + (away + len(piece) if away < 12 else 0)
    segments = split(region[:sentence], "；")
    if len(segments) == count.number and alike(segments):
        return count.start, count.end
    return None


def goes_on(text: str, row: Row, all_rows: list[Row]) -> bool:
    """Whether the next number stands behind a row in a mark not read as one: …运转（四）期末….

    A heading on a line of its own (四、) belongs to the text and not to the row, nor do the items of the next row.
    """
    last, number = row.items[-1], len(row.items) + 1
    han = to_hanzi(number)
    after = bisect_left(all_rows, last.end, key=lambda r: r.start)
    again = (r.start for r in all_rows[after : after + 40] if r.whole and r.style == row.style)
    return bool(
        re.search(
            rf"(?<!\n)(?<!\n（)(?:{han}[是要则、）：，]|[第其]{han}|(?<!\d){number}[、.．）：，])",
            text[last.end : min(next(again, len(text)), last.end + 1500)],
        )
    )


def meant(text: str, count: CountWord, row: Row, all_rows: list[Row]) -> bool:
    """Whether the enumeration behind a count word is beyond doubt the one it announces."""
    bound = bool(re.fullmatch(r"[^，。；：、\n“”（]{0,6}：\n?", text[count.end : row.start]))
    bound = bound and not _OTHER.search(text[count.end : row.start])
    heads = [text[item.end : item.end + 30] for item in row.items]
    named = all(count.noun in re.split("[。；]", head)[0] for head in heads)  # “四结合”：一是与…结合
    if count.coined and not (named and len(count.noun) > 1 and re.fullmatch("”：\n?", text[count.end : row.start])):
        return False
    if not (LISTING.match(count.noun) or bound or count.coined) or row.style == "word":
        return False
    if row.start > count.end + 200 or abs(len(row.items) - count.number) > 4:
        return False
    first, last = (bisect_left(all_rows, row.start + far, key=lambda r: r.start) for far in (1, _REACH))
    beyond = any(r.style == row.style and not r.whole for r in all_rows[first:last])
    if 1 < len(row.items) < count.number and (beyond or goes_on(text, row, all_rows)):
        return False
    between = text[count.end : row.start]
    last_clause = len(re.findall(r"[，；]", between.rstrip("，；：。\n"))) == 0 and "“" not in between
    heads = [head[:12] for head in heads]
    tone = count.noun[1:2] if count.noun[:2] in _ECHOED else ""
    echoed = bool(tone) and sum(tone in re.split("[，。；：]", head)[0] for head in heads) * 4 >= 3 * len(heads)
    return last_clause or echoed or count.coined
