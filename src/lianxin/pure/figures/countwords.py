"""数词与列举: 四项措施, “五看”, 三个特性 against the list that is meant.

A count word holds when any list that can be meant has that many items: the row in front of it, in brackets behind it,
behind a colon, or the enumeration that follows. It is called wrong only where one list is meant beyond doubt and
no other fits: most count words are names (“三个代表”, 一带一路) that list nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..numerals import from_hanzi
from .claims import HOLDS, Claim
from .layout import TITLE, Page, claim
from .lists import Item, Row, alike, rows, split, spread

_N = r"(?:十[一二三四五六七八九]|[二两三四五六七八九十]|(?<![\d.])(?:1\d|[2-9])(?![\d.%]))"
_STOP = r"，。；：！？、（）“”\n的来去\d"
_MEASURED = re.compile(rf"(?<![第每前几数十百千万分点一二三四五六七八九])(?P<n>{_N})(?:个|项|种|类|大|条|支|句|点|道|对|件|方(?=面)|(?=环节|层面|步骤))"
                       rf"(?P<noun>[^{_STOP}]{{0,4}})")
_COINED = re.compile(rf"“(?P<words>(?:(?:一|{_N})[^{_STOP}一二三四五六七八九十·〃]{{1,4}}[、·〃]?)+)”")
_WORD = re.compile(rf"(?P<n>{_N})(?P<noun>[^{_STOP}一二三四五六七八九十·〃]{{1,4}})")
_LISTING = re.compile(r"^(?:方面|面|措施|举措|特性|特点|特征|问题|原因|环节|步骤|层面|任务|做法|办法|重点|关键|原则|要求|意见|建议|"
                      r"转变|提升|强化|确保|坚持|结合|到位|突破|注重|突出|关系|意识|机制|阶段|目标|经验|体会|亮点|变化|提高|加强|途径|渠道|"
                      r"方式|方法|条件|因素|困难|不足|差距|打算|思路|着力|切入|主要|具体|工作)")
_OPENS = re.compile(r"[^。；：！？\n（“”]{0,24}?(?:，?即(?:是|：)?|：|分别[是为]：?|是指|，?包括|就是)")
_IDIOM = re.compile(r"三农|两会|三个代表|两个维护|四个意识|四个自信|两个确立|四个全面|五位一体|三严三实|八项规定|两学一做|三会一课|两个一百年|"
                    r"六稳|六保|一带一路|三大攻坚|两不愁|三保障")
_REACH = 2500
_PAIR = (Item(1, 0, 0), Item(2, 0, 0))


@dataclass(frozen=True, slots=True)
class _Count:
    """A count word: the number, the noun it counts, its span, and the quote or bracket it sits in."""

    number: int
    noun: str
    start: int
    end: int
    left: int
    right: int
    coined: bool


def find(page: Page) -> Iterator[Claim]:
    """Count words in order, each against the lists that can be meant; then enumerations that have no count word."""
    text = page.text
    all_rows = rows(text)
    counts = _counts(text)
    made = [_weigh(page, count, all_rows) for count in counts]
    explained = {text[count.start:count.end]: one for count, one in zip(counts, made, strict=True)
                 if one is not None and one.verdict == HOLDS and count.coined}
    for count, one in zip(counts, made, strict=True):
        if one is not None:
            yield one
        elif count.coined and text[count.start:count.end] in explained:
            yield _claim(page, count, count.number, HOLDS, None)
    for row in all_rows:
        if row.style == "first" and row.whole and len(row.items) >= 2:
            last = row.items[-1]
            clause = re.match(r"[^，。；：！？\n]*", text[last.end:last.end + 60])
            end = last.end + len(clause[0] if clause else "")
            size = len(row.items)
            yield claim(page, "count-word", last.start, end, str(last.number), str(size), HOLDS,
                        f"从“一”到“{text[last.start]}”共{size}项，序号相连，与文中一致。")


def _counts(text: str) -> list[_Count]:
    """All count words, quoted coinages as one word when all their numbers agree (四查四看)."""
    found: dict[int, _Count] = {}
    for quoted in _COINED.finditer(text):
        words = list(_WORD.finditer(text, quoted.start("words"), quoted.end("words")))
        if not words:
            continue
        numbers = {_value(w["n"]) for w in words}
        if len(numbers) == 1 and not _IDIOM.search(quoted["words"]):
            first = words[0]
            found[first.start()] = _Count(numbers.pop(), first["noun"], quoted.start() + 1, quoted.end() - 1,
                                          quoted.start(), quoted.end(), True)
        elif not _IDIOM.search(quoted["words"]):
            for w in words:
                found[w.start()] = _Count(_value(w["n"]), w["noun"], w.start(), w.end(), quoted.start(), quoted.end(), True)
    for plain in _MEASURED.finditer(text):
        listed = bool(_LISTING.match(plain["noun"])) or text[plain.end("n"):plain.end("n") + 1] == "方"
        if plain["n"].isdigit() and not listed or _IDIOM.match(text, plain.start()):
            continue
        found[plain.start()] = _measured(text, plain, listed)
    return [found[place] for place in sorted(found)]


def _measured(text: str, plain: re.Match[str], listed: bool) -> _Count:
    """四项措施: the noun is the listing noun, what the quotes enclose, or two characters."""
    start, number = plain.start(), _value(plain["n"])
    closing = re.match(r"[^“”，。；：\n]{1,8}”", text[plain.start("noun"):plain.start("noun") + 9])
    if text[start - 1:start] == "“" and closing:
        end = plain.start("noun") + closing.end() - 1
        return _Count(number, text[plain.start("noun"):end], start, end, start - 1, end + 1, True)
    if text[plain.end("n"):plain.end("n") + 1] == "方":
        end = plain.end("n") + 2
        return _Count(number, "方面", start, end, start, end, False)
    named = _LISTING.match(plain["noun"])
    end = plain.start("noun") + (named.end() if named else min(2, len(plain["noun"])))
    return _Count(number, text[plain.start("noun"):end], start, end, start, end, False)


def _value(written: str) -> int:
    return int(written) if written.isdigit() else from_hanzi(written) or 0


def _weigh(page: Page, count: _Count, all_rows: list[Row]) -> Claim | None:
    """The first list that fits; else the one list that must be meant and does not; else nothing is said."""
    for look in (_before, _bracket, _colon):
        span = look(page.text, count)
        if span is not None:
            return _claim(page, count, count.number, HOLDS, span)
    row = _following(page.text, count, all_rows)
    if row is not None and len(row.items) == count.number:
        return _claim(page, count, count.number, HOLDS, None)
    span = _echo(page.text, count)
    if span is not None:
        return _claim(page, count, count.number, HOLDS, span)
    if row is not None and _meant(page.text, count, row, all_rows):
        return _claim(page, count, len(row.items), "fails:count", None, "后面列举的")
    wrong = _wrong_bracket(page.text, count)
    if wrong:
        return _claim(page, count, wrong, "fails:count", None, "后面列出的")
    wrong = _wrong_before(page.text, count)
    if wrong:
        return _claim(page, count, wrong, "fails:count", None, "前面列出的")
    return None


def _claim(page: Page, count: _Count, size: int, verdict: str, span: tuple[int, int] | None, where: str = "") -> Claim:
    start, end = count.start, count.end
    if span is not None and max(end, span[1]) - min(start, span[0]) <= 240 \
            and "\n" not in page.text[min(start, span[0]):max(end, span[1])]:
        start, end = min(start, span[0]), max(end, span[1])
    word = page.text[count.start:count.end]
    only = "只" if size == 1 else ""
    words = f"文中写“{word}”，{where}{only}有{size}项。" if where else f"“{word}”对应的列举有{size}项，与文中一致。"
    return claim(page, "count-word", start, end, str(count.number), str(size), verdict, words)


def _row_before(text: str, count: _Count) -> tuple[int, list[str]] | None:
    """The row of items right in front of a count word, and where it begins."""
    end = count.left
    if text[max(0, end - 1):end] == "等":
        end -= 1
    if text[max(0, end - 1):end] == "的":
        end -= 1
    if text[max(0, end - 1):end] == "”":
        opening = text.rfind("“", max(0, end - 120), end - 1)
        inner = text[opening + 1:end - 1] if opening >= 0 else ""
        if re.search("[、，]", inner) and "”" not in inner:
            return opening, split(inner, "、") if "、" in inner else split(inner, "，")
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


def _before(text: str, count: _Count) -> tuple[int, int] | None:
    """责任、任务、措施“三个落实”."""
    row = _row_before(text, count)
    if row is None:
        return None
    start, items = row
    few, many = spread(items)
    if few <= count.number <= many and (count.number > 2 or not count.coined or "个" in text[count.start:count.end]):
        return start, count.end
    # The clause may hold an earlier row: 在农村、社区开展甲、乙、丙三项活动.
    if 3 <= count.number < few and not alike(items[:-count.number + 1], ""):
        return start, count.end
    return None


def _wrong_before(text: str, count: _Count) -> int:
    """The size of a row in front that is one clean list, cut alike, and of another number than the word says; or 0."""
    row = _row_before(text, count)
    if row is None or not (_LISTING.match(count.noun) or count.coined) or text[count.left - 1:count.left] == "等":
        return 0
    start, items = row
    few, many = spread(items)
    last = items[-1][-1:]
    clean = all(item.endswith(last) for item in items) and few == many and len({len(item) for item in items[1:]}) == 1
    lead = text[max(0, start - 1):start]
    return few if clean and few >= 2 and lead in ("", "，", "。", "：", "；", "\n", "“") and len(items[-1]) >= 2 \
        and lead != "，" and abs(few - count.number) <= 3 else 0


def _bracket_text(text: str, count: _Count) -> tuple[int, str] | None:
    found = re.match(r"”?[^，。；：！？\n（“]{0,8}”?（([^（）\n]{3,400})）", text[count.end:count.end + 420])
    return (count.end + found.start(1), found[1]) if found else None


def _bracket(text: str, count: _Count) -> tuple[int, int] | None:
    """四大工程（甲、乙、丙、丁）."""
    found = _bracket_text(text, count)
    if found is None:
        return None
    start, inner = found
    return (count.start, start + len(inner)) if count.number in _sizes(inner) else None


def _wrong_bracket(text: str, count: _Count) -> int:
    found = _bracket_text(text, count)
    if found is None or not (_LISTING.match(count.noun) or count.coined) or found[1].rstrip("）").endswith(("等", "…")):
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


def _colon(text: str, count: _Count) -> tuple[int, int] | None:
    """分为3个层面：甲、乙、丙，… and 突出“五看”，即是否…；是否…."""
    opening = _OPENS.match(text, count.right)
    if opening is None:
        return None
    sentence = re.match(r"[^。！？\n]{2,800}", text[opening.end():opening.end() + 800])
    if sentence is None:
        return None
    piece = sentence[0]
    for stop in (re.search("，", piece), re.search("；", piece), None):
        part = piece[:stop.start()] if stop else piece
        if count.number in _sizes(part):
            return count.start, opening.end() + len(part)
    pair = count.number == 2 and re.search(r"一[种个方].*?另一[种个方]", piece)
    return (count.start, opening.end() + pair.end()) if pair else None


def _following(text: str, count: _Count, all_rows: list[Row]) -> Row | None:
    """The enumeration that a count word opens: right behind its sentence, or the first of its section for a heading."""
    line = text.rfind("\n", 0, count.start) + 1
    stop = text.find("\n", count.end)
    heading = bool(re.match(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．]", text[line:line + 6]))
    near = re.match(r"[^。！？\n]*[。！？\n]?\n?", text[count.end:count.end + 400])
    limit = count.end + len(near[0] if near else "")
    for row in all_rows:
        if row.start < count.end or not row.whole:
            continue
        if row.start <= limit and (len(row.items) > 1 or _broken_off(text, count, row, all_rows)):
            return row
        if len(row.items) < 2:
            continue
        if heading and row.start < count.end + 1200 and not _closed(text, line, row.start):
            return row
        if row.start > count.end + 1200:
            break
    if count.number == 2 and re.search(r"一[种个][是为]?.{1,60}另一[种个]|一方面.{1,120}另一方面", text[count.end:max(stop, count.end + 200)]):
        return Row("pair", _PAIR)
    return None


def _broken_off(text: str, count: _Count, row: Row, all_rows: list[Row]) -> bool:
    """从以下四个方面开展工作：1、… and the text ends: one item behind a colon, and no other enumeration before the end."""
    stop = next((m.start() for m in re.finditer(r"[^\n]+", text[row.start:row.start + 2000])
                 if m.start() and TITLE.fullmatch(m[0])), None)
    end = row.start + stop if stop is not None else len(text)
    others = any(row.start < r.start < end for r in all_rows)
    return text[row.start - 1] == "：" and count.number > 2 and end - row.start < 1500 and not others \
        and not re.search(r"[二三四五]是|第[二三四五]|其次", text[row.start:end])


def _closed(text: str, line: int, place: int) -> bool:
    """Whether a heading of the same kind stands between a heading and a place."""
    mark = text[line:line + 1]
    again = r"\n（[一二三四五六七八九十]" if mark == "（" else r"\n\d{1,2}[、.．]" if mark.isdigit() else r"\n[一二三四五六七八九十]{1,3}、"
    return bool(re.search(again, text[line:place]))


def _echo(text: str, count: _Count) -> tuple[int, int] | None:
    """四类问题 … 思想问题、业务问题、能力问题和作风问题: a row further on that repeats the noun, or is cut alike nearby."""
    noun = count.noun[:2]
    if not noun or count.number < 3:
        return None
    region = text[count.end:count.end + _REACH]
    sentence = len(re.match(r"[^。！？\n]*", region)[0])  # type: ignore[index]
    for piece in re.finditer(r"[^，。；：！？\n（）]*、[^，。；：！？\n（）]*", region):
        items = split(piece[0], "、")
        few, many = spread(items)
        if not few <= count.number <= many:
            continue
        every = all(noun[-1] in item for item in items)
        tied = noun in piece[0] and (every or len(noun) > 1 and piece.start() < 400)
        near = piece.start() < sentence and (every if count.coined else alike(items))
        if tied or near:
            return count.start, count.end + (piece.end() if piece.start() < 12 else 0)
    segments = split(region[:sentence], "；")
    if len(segments) == count.number and alike(segments):
        return count.start, count.end
    return None


def _meant(text: str, count: _Count, row: Row, all_rows: list[Row]) -> bool:
    """Whether the enumeration behind a count word is beyond doubt the one it announces."""
    if not _LISTING.match(count.noun) or count.coined or row.style == "word":
        return False
    if row.start > count.end + 200 or abs(len(row.items) - count.number) > 4:
        return False
    beyond = [r for r in all_rows if r.style == row.style and row.start < r.start < row.start + _REACH and not r.whole]
    if 1 < len(row.items) < count.number and beyond:
        return False
    between = text[count.end:row.start]
    last_clause = len(re.findall(r"[，；]", between.rstrip("，；：。\n"))) == 0 and "“" not in between
    heads = [text[item.end:item.end + 12] for item in row.items]
    tone = count.noun[1:2] if count.noun[:2] in ("特性", "特点", "确保", "坚持", "到位", "结合", "突出", "强化", "注重", "转变", "提升") else ""
    echoed = bool(tone) and sum(tone in re.split("[，。；：]", head)[0] for head in heads) * 4 >= 3 * len(heads)
    return last_clause or echoed
