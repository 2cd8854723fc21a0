"""Finding the numbers in a text: one pattern in one pass, each find weighed with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

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
_ABOVE = {"超过", "超", "逾", "突破"}
_MULTIPLIER = {"百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8,
               "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}


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
    start, end = found.start("body"), found.end()
    if end - start > 40:  # a row of digits this long is a code, and too long to reckon with
        return None
    before = folded[start - 1] if start else ""
    if found["arabic"] and (re.match(r"[A-Za-z\d./]", before) or re.match(r"[A-Za-z_]", folded[end:end + 1])) \
            and not re.match(r"km|kg|m2", folded[end:end + 2]):
        return None
    if found["hundredths"]:
        return _percent(text, found, start, end)
    if found["den"]:
        return _fraction(text, found, start, end)
    value, quantum, decimals = _amount(found)
    if value is None:
        return None
    hedge = found["before"] or ""
    if hedge and folded[found.start() - 1:found.start()] in tuple("以之加远附最邻靠"):
        hedge = ""
    sign = found["sign"]
    if sign:
        scale = Fraction(1, 1000 if sign == "‰" else 100)
        form = "points" if "点" in sign else "percent"
        after = re.compile(_AFTER).match(folded, end)
        hedge = hedge or (after["after"] or "" if after else "")
        stop = after.end() if after else end
        return _hedged(text, start, stop, value * scale, form, decimals, quantum * scale, "", hedge,
                       found["more"] or "", bool(found["han"]), end)
    return _with_measure(text, folded, found, value, quantum, decimals, hedge)


def _with_measure(text: str, folded: str, found: re.Match[str], value: Fraction, quantum: Fraction, decimals: int,
                  hedge: str) -> Numeral | None:
    """A number without a percent sign: its measure word and hedges; dates and ordinals set apart."""
    start, end = found.start("body"), found.end("body")
    tail = _TAIL.match(folded, end)
    assert tail is not None
    measure = tail["measure"] or ""
    ordinal = folded[start - 1:start] == "第"
    hanzi = bool(found["han"] or found["vague"])
    if hanzi and not measure and not ordinal and not found["hdec"] and len(found["body"]) < 2:
        return None
    if hanzi and not measure and not ordinal and found["body"] in ("万", "千", "百", "十", "亿", "千万", "百万", "万千"):
        return None
    if hanzi and measure == "分":
        return None
    if (found["han"] or "") in ("万", "千", "百", "亿", "千百", "千万", "万千") and not (hedge and measure):
        return None
    more = found["more"] or found["hmore"] or tail["more"] or tail["more2"] or ""
    hedge = hedge or tail["after"] or ""
    stop = tail.end() if (measure or tail["after"]) else (tail.end("more") if tail["more"] else end)
    form = "ordinal" if ordinal else "date" if measure in TEMPORAL else "times" if measure == "倍" else "number"
    if measure == "成":
        value, quantum, form, measure = value / 10, quantum / 10, "fraction", ""
    if found["vague"]:
        low, high = _vague(found["vague"])
        return Numeral(start, stop, text[start:stop], value, form, 0, quantum, measure, low, high, False, True, False,
                       True, found["vague"], end)
    return _hedged(text, start, stop, value, form, decimals, quantum, measure, hedge, more, hanzi, end)


def _amount(found: re.Match[str]) -> tuple[Fraction | None, Fraction, int]:
    """Value, worth of the last digit, decimals as written."""
    if found["arabic"]:
        digits = found["arabic"].replace(",", "")
        decimals = len(digits.partition(".")[2])
        scale = _MULTIPLIER.get(found["mul"] or "", 1) * _MULTIPLIER.get(found["mul2"] or "", 1)
        return Fraction(digits) * scale, Fraction(scale, 10**decimals), decimals
    if found["vague"]:
        low, high = _vague(found["vague"])
        return low, Fraction(1), 0
    whole = _MULTIPLIER.get(found["han"]) or from_hanzi(found["han"])
    if whole is None:
        return None, Fraction(1), 0
    scale = _MULTIPLIER.get(found["hmul"] or "", 1)
    places = found["hdec"] or ""
    value = Fraction(whole)
    if places:
        value += Fraction(from_hanzi(places) or 0, 10 ** len(places))
    last = found["han"][-1]
    rough = 10**8 if last == "亿" else 10**4 if last == "万" else 1
    return value * scale, Fraction(rough * scale, 10 ** len(places)), len(places)


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


def _percent(text: str, found: re.Match[str], start: int, end: int) -> Numeral | None:
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
    return _hedged(text, start, end, value * scale, "percent", decimals, scale / 10**decimals, "",
                   found["before"] or "", "", True, end)


def _fraction(text: str, found: re.Match[str], start: int, end: int) -> Numeral | None:
    parts = [int(part) if part.isdigit() else from_hanzi(part) for part in (found["num"], found["den"])]
    if parts[0] is None or not parts[1]:
        return None
    return _hedged(text, start, end, Fraction(parts[0], parts[1]), "fraction", 0, Fraction(1, parts[1]), "",
                   found["before"] or "", "", True, end)


def _hedged(text: str, start: int, stop: int, value: Fraction, form: str, decimals: int, quantum: Fraction,
            measure: str, hedge: str, more: str, hanzi: bool, number_end: int) -> Numeral:
    """The numeral with the interval that 余, 近, 约, 以上 … open around it."""
    low: Fraction | None = value
    high: Fraction | None = value
    low_open = high_open = False
    exact = False
    if more:
        step = _step(value, quantum)
        high, high_open = value + step, True
    elif hedge in _BELOW:
        low, high_open = value * 9 / 10, True
    elif hedge in _ABOVE or hedge == "有余":
        high, low_open = None, True
    elif hedge in ("以上", "至少"):
        high = None
    elif hedge in ("以下", "以内", "最多", "至多"):
        low = None
    elif hedge in ("约", "大约", "大概", "左右", "上下", "上"):
        low, high = value * 9 / 10, value * 11 / 10
    else:
        exact = True
    return Numeral(start, stop, text[start:stop], value, form, decimals, quantum, measure, low, high, low_open,
                   high_open, exact, hanzi, hedge or more, number_end)


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
    between = folded[first.end:second.start]
    same = not first.measure or first.measure == second.measure or first.form == second.form == "date"
    return bool(re.fullmatch(r"-|—{1,2}|–|~|～|至|到", between)) and same and first.form not in ("ordinal",)


def _range(first: Numeral, second: Numeral, text: str) -> Numeral:
    low, high = sorted((first.value, second.value))
    form = "date" if "date" in (first.form, second.form) else "range"
    return Numeral(first.start, second.end, text[first.start:second.end], second.value, form, second.decimals,
                   second.quantum, second.measure, low, high, False, False, False, second.hanzi, "至", second.end)
