"""Finding the numbers in a text: one pattern in one pass, each find weighed with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from .hanzi import from_hanzi
from .model import COUNTED, MEASURED, TEMPORAL, Numeral

_FOLD: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0xFF01 + i) not in ",:;()?!"}
_FOLD |= {ord("〇"): "零", ord("○"): "零", ord("﹪"): "%"}
_MEASURES = sorted({*COUNTED, *MEASURED, *TEMPORAL}, key=len, reverse=True)

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?"
_HAN = r"[零一二三四五六七八九十百千万亿两]+"
_VAGUE = r"(?:数|几|十几|[二三四五六七八九]十几|好几)(?:十|百|千|万|亿)*(?:万|亿)?|几"
_BEFORE = r"(?P<before>大约|大概|约|将近|接近|近|超过|超|逾|突破|不足|不到|至少|最多|至多|多达|高达|上)?"
_AFTER = r"(?P<after>左右|以上|以下|以内|上下|之多|不到|有余)?"
_NUMBER = re.compile(
    _BEFORE
    + r"(?P<body>"
    + rf"(?P<hundredths>百分之|千分之)(?P<hp>{_ARABIC}|{_HAN}(?:点[零一二三四五六七八九]+)?)"
    + rf"|(?P<den>{_HAN}|\d+)分之(?P<num>{_HAN}|\d+)"
    + rf"|(?P<arabic>{_ARABIC})(?P<mul>(?:十|百|千)?(?:万亿|万|亿)|千(?!克|米|瓦)|百(?!分))?"
    + r"(?P<more>余|多|来|几)?(?P<mul2>万亿|万|亿)?"
    + rf"|(?P<vague>{_VAGUE})"
    + rf"|(?P<han>[一二三四五六七八九零]+0[一二三四五六七八九零0]+|{_HAN})"
    + r"(?:点(?P<hdec>[零一二三四五六七八九]+))?(?P<hmore>余|多|来)?(?P<hmul>万|亿)?"
    + r")"
    + r"(?P<sign>%|‰|个百分点|百分点)?"
)
_TAIL = re.compile(r"(?P<more>余|多|来)?(?P<measure>" + "|".join(_MEASURES) + r")?(?P<more2>多|余)?" + _AFTER)
_BELOW = {"近", "将近", "接近", "不足", "不到"}
_ABOVE = {"超过", "超", "逾", "突破", "有余"}
_AT_LEAST = {"以上", "至少"}
_AT_MOST = {"以下", "以内", "最多", "至多"}
_ABOUT = {"约", "大约", "大概", "左右", "上下", "上"}
_BEHIND = re.compile(_AFTER)
_MULTIPLIER = {
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}


class _Amount(NamedTuple):
    """Value, worth of the last digit, decimals as written."""

    value: Fraction
    quantum: Fraction
    decimals: int

    def times(self, scale: Fraction) -> _Amount:
        """The amount in another unit: 96.7 times 1/100."""
        return _Amount(self.value * scale, self.quantum * scale, self.decimals)


class _Interval(NamedTuple):
    """From low to high; None is without end, and an open end is not reached."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


def fold(text: str) -> str:
    """The text with full-width digits, letters and signs made ASCII, one for one: offsets hold."""
    return text.translate(_FOLD)


def read(text: str) -> list[Numeral]:
    """All numbers of the text, in order, with offsets into the text as given.

    >>> [(n.text, str(n.value), n.form, n.measure) for n in read("2.5万人,百分之九十六,三分之一,２个百分点")]
    [('2.5万人', '25000', 'number', '人'), ('百分之九十六', '24/25', 'percent', ''), ('三分之一', '1/3', 'fraction', ''), \
('２个百分点', '1/50', 'points', '')]
    >>> [n.form for n in read("第三次会议于2024年1月5日召开")]
    ['ordinal', 'date', 'date', 'date']
    """
    return _ranges(list(_scan(text, fold(text))), text)


def _scan(text: str, folded: str) -> Iterator[Numeral]:
    position = 0
    while found := _NUMBER.search(folded, position):
        numeral = _weigh(text, folded, found)
        if numeral is None:
            position = max(found.end("body"), found.start() + 1)
            continue
        yield numeral
        position = max(numeral.end, found.end("body"))


def _weigh(text: str, folded: str, found: re.Match[str]) -> Numeral | None:
    """One find with its neighbours: a Numeral, or None where the characters are part of a word or a code."""
    if _in_code(folded, found):
        return None
    if found["hundredths"]:
        return _percent(text, found)
    if found["den"]:
        return _fraction(text, found)
    amount = _amount(found)
    if amount is None:
        return None
    hedge = _hedge_in_front(folded, found)
    if found["sign"]:
        return _with_sign(text, folded, found, amount, hedge)
    return _with_measure(text, folded, found, amount, hedge)


def _in_code(folded: str, found: re.Match[str]) -> bool:
    """Whether the digits belong to a code or a name (A12, 3B), not to a quantity; 3km, 5kg and 20m2 are quantities."""
    start, end = found.start("body"), found.end()
    if end - start > 40:  # a row of digits this long is a code, and too long to reckon with
        return True
    if not found["arabic"]:
        return False
    before = folded[start - 1] if start else ""
    touched = re.match(r"[A-Za-z\d./]", before) or re.match(r"[A-Za-z_]", folded[end : end + 1])
    return bool(touched) and not re.match(r"km|kg|m2", folded[end : end + 2])


def _hedge_in_front(folded: str, found: re.Match[str]) -> str:
    """近, 约, 超过 … in front of the number; empty where the character ends another word (附近, 以上)."""
    hedge = found["before"] or ""
    if hedge and folded[found.start() - 1 : found.start()] in tuple("以之加远附最邻靠"):
        return ""
    return hedge


def _with_sign(text: str, folded: str, found: re.Match[str], amount: _Amount, hedge: str) -> Numeral:
    """A number with a percent sign or 个百分点, and the hedge behind it."""
    start, end = found.start("body"), found.end()
    form = "points" if "点" in found["sign"] else "percent"
    scaled = amount.times(Fraction(1, 1000 if found["sign"] == "‰" else 100))
    after = _BEHIND.match(folded, end)
    stop = after.end() if after else end
    hedge = hedge or (after["after"] or "" if after else "")
    numeral = _numeral(text, start, stop, scaled, form, hanzi=bool(found["han"]), number_end=end)
    if found["vague"]:
        return _several(numeral, found["vague"], Fraction(1, 1000 if found["sign"] == "‰" else 100))
    return _hedged(numeral, hedge, found["more"] or "")


def _with_measure(text: str, folded: str, found: re.Match[str], amount: _Amount, hedge: str) -> Numeral | None:
    """A number without a percent sign: its measure word and hedges; dates and ordinals set apart."""
    start, end = found.start("body"), found.end("body")
    tail = _TAIL.match(folded, end)
    assert tail is not None
    measure = tail["measure"] or ""
    ordinal = folded[start - 1 : start] == "第"
    if _in_word(found, measure, ordinal, hedge):
        return None
    hanzi = bool(found["han"] or found["vague"])
    stop = tail.end() if (measure or tail["after"]) else (tail.end("more") if tail["more"] else end)
    form = "ordinal" if ordinal else "date" if measure in TEMPORAL else "times" if measure == "倍" else "number"
    if measure == "成":
        amount, form, measure = amount.times(Fraction(1, 10)), "fraction", ""
    numeral = _numeral(text, start, stop, amount, form, measure=measure, hanzi=hanzi, number_end=end)
    if found["vague"]:
        return _several(numeral, found["vague"], Fraction(1, 10) if tail["measure"] == "成" else Fraction(1))
    more = found["more"] or found["hmore"] or tail["more"] or tail["more2"] or ""
    return _hedged(numeral, hedge or tail["after"] or "", more)


def _in_word(found: re.Match[str], measure: str, ordinal: bool, hedge: str) -> bool:
    """Whether Chinese digits belong to a word and count nothing: 一 in 统一, 千万, 十分, 万人."""
    if not (found["han"] or found["vague"]):
        return False
    alone = not measure and not ordinal
    if alone and len(found["body"]) < 2 and not found["hdec"]:
        return True
    if alone and found["body"] in ("万", "千", "百", "十", "亿", "千万", "百万", "万千"):
        return True
    bare = found["han"] in ("万", "千", "百", "亿", "千百", "千万", "万千")
    return measure == "分" or (bare and not (hedge and measure))


def _numeral(
    text: str,
    start: int,
    stop: int,
    amount: _Amount,
    form: str,
    *,
    measure: str = "",
    hanzi: bool = True,
    number_end: int,
) -> Numeral:
    """The numeral of a stretch of text, its hedges not yet weighed."""
    return Numeral(
        start=start,
        end=stop,
        text=text[start:stop],
        value=amount.value,
        form=form,
        decimals=amount.decimals,
        quantum=amount.quantum,
        measure=measure,
        low=amount.value,
        high=amount.value,
        hanzi=hanzi,
        number_end=number_end,
    )


def _amount(found: re.Match[str]) -> _Amount | None:
    """The amount of Arabic digits, of 几 and its kin (their lower end), or of Chinese digits; None if unreadable."""
    if found["arabic"]:
        digits = found["arabic"].replace(",", "")
        decimals = len(digits.partition(".")[2])
        scale = _MULTIPLIER.get(found["mul"] or "", 1) * _MULTIPLIER.get(found["mul2"] or "", 1)
        return _Amount(Fraction(digits) * scale, Fraction(scale, 10**decimals), decimals)
    if found["vague"]:
        low, _ = _vague(found["vague"])
        return _Amount(low, Fraction(1), 0)
    whole = _MULTIPLIER.get(found["han"]) or from_hanzi(found["han"])
    if whole is None:
        return None
    scale = _MULTIPLIER.get(found["hmul"] or "", 1)
    places = found["hdec"] or ""
    value = Fraction(whole)
    if places:
        value += Fraction(from_hanzi(places) or 0, 10 ** len(places))
    last = found["han"][-1]
    rough = 10**8 if last == "亿" else 10**4 if last == "万" else 1
    return _Amount(value * scale, Fraction(rough * scale, 10 ** len(places)), len(places))


def _percent(text: str, found: re.Match[str]) -> Numeral | None:
    """百分之九十六点七, 千分之三."""
    scale = Fraction(1, 100 if found["hundredths"] == "百分之" else 1000)
    whole, _, places = found["hp"].partition("点") if "点" in found["hp"] else (found["hp"], "", "")
    if whole.replace(",", "").replace(".", "").isdigit():
        digits = whole.replace(",", "")
        value, decimals = Fraction(digits), len(digits.partition(".")[2])
    else:
        number = from_hanzi(whole)
        if number is None:
            return None
        value, decimals = Fraction(number), len(places)
        if places:
            value += Fraction(from_hanzi(places) or 0, 10**decimals)
    amount = _Amount(value * scale, scale / 10**decimals, decimals)
    numeral = _numeral(text, found.start("body"), found.end(), amount, "percent", number_end=found.end())
    return _hedged(numeral, found["before"] or "")


def _fraction(text: str, found: re.Match[str]) -> Numeral | None:
    """三分之一."""
    parts = [int(part) if part.isdigit() else from_hanzi(part) for part in (found["num"], found["den"])]
    if parts[0] is None or not parts[1]:
        return None
    amount = _Amount(Fraction(parts[0], parts[1]), Fraction(1, parts[1]), 0)
    numeral = _numeral(text, found.start("body"), found.end(), amount, "fraction", number_end=found.end())
    return _hedged(numeral, found["before"] or "")


def _hedged(numeral: Numeral, hedge: str, more: str = "") -> Numeral:
    """The numeral with the interval that `hedge` (近, 约, 以上 …) or `more` (余, 多) opens around it.

    A hedge that opens nothing (多达, 之多) is kept by name, and the numeral stays exact.
    """
    interval = _interval(numeral, hedge, more)
    if interval is None:
        return replace(numeral, hedge=hedge) if hedge else numeral
    return replace(numeral, **interval._asdict(), exact=False, hedge=hedge or more)


def _several(numeral: Numeral, word: str, worth: Fraction) -> Numeral:
    """The numeral of a word that names no number (几十, 十几), with the interval it stands for, each one of `worth`."""
    low, high = _vague(word)
    return replace(numeral, low=low * worth, high=high * worth, high_open=True, exact=False, hedge=word)


def _vague(word: str) -> tuple[Fraction, Fraction]:
    """几十 is 20 to 100, 十几 is 11 to 20, 几 alone 2 to 10."""
    tens = {"二": 20, "三": 30, "四": 40, "五": 50, "六": 60, "七": 70, "八": 80, "九": 90}
    scale = 1
    for char in word:
        scale *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}.get(char, 1)
    if "十几" in word:
        base = tens.get(word[0], 10)
        return Fraction((base + 1) * scale), Fraction((base + 10) * scale)
    scale *= 10 if "十" in word else 1
    return Fraction(2 * scale), Fraction(10 * scale)


def _interval(numeral: Numeral, hedge: str, more: str) -> _Interval | None:
    """The interval around a value; None where no word opens one. 余 and 多 go before the word in front."""
    value = numeral.value
    if more:
        return _Interval(value, value + _step(value, numeral.quantum), high_open=True)
    if hedge in _BELOW:
        return _Interval(value * 9 / 10, value, high_open=True)
    if hedge in _ABOVE:
        return _Interval(value, None, low_open=True)
    if hedge in _AT_LEAST:
        return _Interval(value, None)
    if hedge in _AT_MOST:
        return _Interval(None, value)
    if hedge in _ABOUT:
        return _Interval(value * 9 / 10, value * 11 / 10)
    return None


def _step(value: Fraction, quantum: Fraction) -> Fraction:
    """The room that 余 or 多 leaves: one of the last place that is not a nought (4600多: 100; 3万多: 10000)."""
    step = quantum
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _ranges(found: list[Numeral], text: str) -> list[Numeral]:
    """Two numbers joined by a dash or 至 become one range, which is exact about nothing: 2至3个, 1—5月."""
    joined: list[Numeral] = []
    for numeral in found:
        last = joined[-1] if joined else None
        if last and _joins(text, last, numeral):
            joined[-1] = _range(last, numeral, text)
        else:
            joined.append(numeral)
    return joined


def _joins(folded: str, first: Numeral, second: Numeral) -> bool:
    between = folded[first.end : second.start]
    same = not first.measure or first.measure == second.measure or first.form == second.form == "date"
    return bool(re.fullmatch(r"-|—{1,2}|–|~|～|至|到", between)) and same and first.form not in ("ordinal",)


def _range(first: Numeral, second: Numeral, text: str) -> Numeral:
    low, high = sorted((first.value, second.value))
    form = "date" if "date" in (first.form, second.form) else "range"
    return Numeral(
        first.start,
        second.end,
        text[first.start : second.end],
        second.value,
        form,
        second.decimals,
        second.quantum,
        second.measure,
        low,
        high,
        False,
        False,
        False,
        second.hanzi,
        "至",
        second.end,
    )
