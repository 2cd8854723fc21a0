"""数词与列举: 四项措施, “五看”, 三个特性 against the list that is meant.

A count word holds when any list that can be meant has that many items: the row in front of it, in brackets behind it,
behind a colon, or the enumeration that follows. It is called wrong only where one list is meant beyond doubt and
no other fits: most count words are names (“三个代表”, 一带一路) that list nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxin.pure.numerals import from_hanzi

from .announced import (
    LISTING,
    CountWord,
    before,
    bracket,
    colon,
    echo,
    following,
    meant,
    wrong_before,
    wrong_bracket,
    wrong_colon,
)
from .asked import asked
from .claims import HOLDS, Claim
from .headed import against_headings
from .layout import Page, claim
from .lists import Row, rows

_N = r"(?:十[一二三四五六七八九]|[二两三四五六七八九十]|(?<![\d.])(?:1\d|[2-9])(?![\d.%]))"
_STOP = r"，。；：！？、（）“”\n的来去\d"
_MEASURED = re.compile(
    rf"(?<![第每前几数十百千万分点一二三四五六七八九])(?P<n>{_N})(?:个(?!多|半|月|小时|星期|钟头|季度|年头|工作日|交易日|学期)|项|种|类|大|条|支|句|点|道|对|件|方(?=面)|"
    rf"(?=环节|层面|步骤))(?P<noun>[^{_STOP}]{{0,4}})"
)
_COINED = re.compile(rf"“(?P<words>(?:(?:一|{_N})[^{_STOP}一二三四五六七八九十·〃]{{1,4}}[、·〃]?)+)”")
_WORD = re.compile(rf"(?P<n>一|{_N})(?P<noun>[^{_STOP}一二三四五六七八九十·〃]{{1,4}})")
_GLOSSED = re.compile(r"[^，。；：“”（\n]{0,8}：")  # “三通一码”：甲、乙、丙、丁
_EXPLAINS = re.compile("”?(?:即|是指|就是|指的是|：)")
_FAR = 3000  # characters behind a quoted row of phrases in which they are explained
_IDIOM = re.compile(
    r"三农|两会|三个代表|两个维护|四个意识|四个自信|两个确立|四个全面|五位一体|三严三实|八项规定|两学一做|三会一课|"
    r"两个一百年|六稳|六保|一带一路|三大攻坚|两不愁|三保障"
)


def find(page: Page) -> Iterator[Claim]:
    """Count words against the lists that can be meant; then enumerations without a count word."""
    text = page.text
    all_rows = rows(text)
    counts = _counts(text)
    made = [_weigh(page, count, all_rows) for count in counts]
    for place, instead in against_headings(page, counts, made):
        made[place] = instead
    explained = {
        text[count.start : count.end]: one
        for count, one in zip(counts, made, strict=True)
        if one is not None and one.verdict == HOLDS and count.coined
    }
    for count, one in zip(counts, made, strict=True):
        if one is not None:
            yield one
        elif count.coined and text[count.start : count.end] in explained:
            yield _claim(page, count, count.number, HOLDS, None)
    for row in all_rows:
        if row.style == "first" and row.whole and len(row.items) >= 2:
            last = row.items[-1]
            clause = re.match(r"[^，。；：！？\n]*", text[last.end : last.end + 60])
            end = last.end + len(clause[0] if clause else "")
            size = len(row.items)
            yield claim(
                page,
                "count-word",
                last.start,
                end,
                str(last.number),
                str(size),
                HOLDS,
                f"从“一”到“{text[last.start]}”共{size}项，序号相连，与文中一致。",
            )


def _counts(text: str) -> list[CountWord]:
    """All count words, quoted coinages as one word when all their numbers agree (四查四看)."""
    found: dict[int, CountWord] = {}
    for quoted in _COINED.finditer(text):
        if not _IDIOM.search(quoted["words"]):
            for count in (*_coined(text, quoted), *_explained(text, quoted)):
                found[count.start] = count
    for plain in _MEASURED.finditer(text):
        listed = bool(LISTING.match(plain["noun"])) or text[plain.end("n") : plain.end("n") + 1] == "方"
        if plain["n"].isdigit() and not listed or _IDIOM.match(text, plain.start()):
            continue
        found[plain.start()] = _measured(text, plain, listed)
    return [found[place] for place in sorted(found)]


def _coined(text: str, quoted: re.Match[str]) -> list[CountWord]:
    """四查四看 is four; 两书一表 is three if a list of three is there; 四到位、五结合 is four and five."""
    start, end = quoted.span("words")
    words = [(_value(w["n"]), w) for w in _WORD.finditer(text, start, end)]
    whole = [
        CountWord(number, words[0][1]["noun"], start, end, quoted.start(), quoted.end(), True)
        for number in dict.fromkeys((words[0][0], sum(number for number, _ in words)))
    ]
    if len(words) > 1:
        fit = [c for c in whole if before(text, c) or bracket(text, c) or colon(text, c)]
        if fit or len({number for number, _ in words}) == 1:
            return fit[:1] or whole[:1]
        if _GLOSSED.match(text, quoted.end()):
            return whole[-1:]
    return [
        CountWord(number, w["noun"], w.start(), w.end(), quoted.start(), quoted.end(), len(words) == 1)
        for number, w in words
        if number > 1
    ]


def _explained(text: str, quoted: re.Match[str]) -> Iterator[CountWord]:
    """四结合即…；五带头即…: where each phrase of a quoted row is explained further on."""
    words = list(_WORD.finditer(text, quoted.start("words"), quoted.end("words")))
    for word in words if len(words) > 1 else ():
        start = text.find(word[0], quoted.end(), quoted.end() + _FAR)
        end = start + len(word[0])
        if start >= 0 and _value(word["n"]) > 1 and _EXPLAINS.match(text, end):
            right = end + (text[end : end + 1] == "”")
            yield CountWord(_value(word["n"]), word["noun"], start, end, start, right, True)


def _measured(text: str, plain: re.Match[str], listed: bool) -> CountWord:
    """四项措施: the noun is the listing noun, what the quotes enclose, or two characters."""
    start, number = plain.start(), _value(plain["n"])
    closing = re.match(r"[^“”，。；：\n]{1,8}”", text[plain.start("noun") : plain.start("noun") + 9])
    if text[start - 1 : start] == "“" and closing:
        end = plain.start("noun") + closing.end() - 1
        return CountWord(number, text[plain.start("noun") : end], start, end, start - 1, end + 1, True)
    if text[plain.end("n") : plain.end("n") + 1] == "方":
        end = plain.end("n") + 2
        return CountWord(number, "方面", start, end, start, end, False)
    named = LISTING.match(plain["noun"])
    end = plain.start("noun") + (named.end() if named else min(2, len(plain["noun"])))
    return CountWord(number, text[plain.start("noun") : end], start, end, start, end, False)


def _value(written: str) -> int:
    return int(written) if written.isdigit() else from_hanzi(written) or 0


def _weigh(page: Page, count: CountWord, all_rows: list[Row]) -> Claim | None:
    """The first list that fits; else the one list that must be meant and does not; else nothing is said."""
    for fits in (before, bracket, colon):
        span = fits(page.text, count)
        if span is not None:
            return _claim(page, count, count.number, HOLDS, span)
    row = following(page.text, count, all_rows)
    if row is not None and len(row.items) == count.number:
        return _claim(page, count, count.number, HOLDS, None)
    if count.coined and count.start == count.left and (said := wrong_colon(page.text, count)):
        return _claim(page, count, said, "fails:count", None, "后面列出的")  # 四结合即…: its own list, and no echo
    span = echo(page.text, count)
    if span is not None:
        return _claim(page, count, count.number, HOLDS, span)
    if row is not None and meant(page.text, count, row, all_rows):
        broken = len(row.items) == 1
        one = _claim(page, count, len(row.items), "fails:truncated" if broken else "fails:count", None, "后面列举的")
        return replace(one, kind="enumeration") if broken else one
    wrong = wrong_colon(page.text, count)
    if wrong:
        return _claim(page, count, wrong, "fails:count", None, "后面列出的")
    wrong = wrong_bracket(page.text, count)
    if wrong:
        return _claim(page, count, wrong, "fails:count", None, "后面列出的")
    wrong = wrong_before(page.text, count)
    if wrong:
        return _claim(page, count, wrong, "fails:count", None, "前面列出的")
    size, where = asked(page.text, count, row, all_rows)
    if size:
        return _claim(page, count, size, "doubtful:count", None, where)
    return None


def _claim(
    page: Page, count: CountWord, size: int, verdict: str, span: tuple[int, int] | None, where: str = ""
) -> Claim:
    start, end = count.start, count.end
    if (
        span is not None
        and max(end, span[1]) - min(start, span[0]) <= 240
        and "\n" not in page.text[min(start, span[0]) : max(end, span[1])]
    ):
        start, end = min(start, span[0]), max(end, span[1])
    word = page.text[count.start : count.end]
    only = "只" if size == 1 else ""
    words = f"文中写“{word}”，{where}{only}有{size}项。" if where else f"“{word}”对应的列举有{size}项，与文中一致。"
    return claim(page, "count-word", start, end, str(count.number), str(size), verdict, words)
