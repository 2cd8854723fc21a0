"""汉字数字: Chinese numerals to whole numbers and back.

>>> from_hanzi("两百零三"), from_hanzi("一万二"), from_hanzi("二〇一二"), from_hanzi("三千万")
(203, 12000, 2012, 30000000)
>>> to_hanzi(203), to_hanzi(10), to_hanzi(120000)
('二百零三', '十', '十二万')
>>> from_hanzi("人") is None
True
"""

from __future__ import annotations

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "0": 0,
    "O": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8}
_NAMES = "零一二三四五六七八九"


def from_hanzi(text: str) -> int | None:
    """The whole number that Chinese numerals write, or None when they write none.

    A row of digits without 十百千 is read digit by digit (二〇一二); a last digit after 百, 千, 万 or 亿 counts
    the next lower place (一百二 = 120), as people write it.
    """
    if not text or any(c not in DIGITS and c not in SMALL and c not in BIG for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, section, digit, last = 0, 0, None, 0
    for place, char in enumerate(text):
        if char in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[char]
            if digit == 0:
                last = 0
        elif char in SMALL:
            if digit == 0 and place > 1:
                digit = 1 if SMALL[char] == 10 else None
            if digit is None and SMALL[char] != 10 and place > 0 and text[place - 1] not in "零〇":
                return None
            section += (1 if digit is None else digit) * SMALL[char]
            digit, last = None, SMALL[char]
        else:
            lower = section + (digit or 0)
            if lower == 0 and total == 0:
                return None
            total = (total + lower) * BIG[char] if BIG[char] > total else total + lower * BIG[char]
            section, digit, last = 0, None, BIG[char]
    if digit is not None:
        section += digit * (last // 10) if last >= 100 and text[-2] not in "零〇" else digit
    return total + section


def to_hanzi(number: int) -> str:
    """A whole number from 0 up to (but not including) 10^12 in Chinese numerals. ValueError beyond."""
    if not 0 <= number < 10**12:
        raise ValueError("to_hanzi writes whole numbers from 0 up to 10^12")
    if number == 0:
        return "零"
    parts: list[str] = []
    rest, gap = number, False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, rest = divmod(rest, unit)
        if not group:
            gap = bool(parts)
            continue
        if parts and (gap or group < 1000):
            parts.append("零")
        parts.append(_group(group, leading=not parts) + name)
        gap = False
    return "".join(parts)


def _group(number: int, *, leading: bool) -> str:
    """Four places (1 to 9999) in Chinese numerals; a leading 一十 is written 十."""
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap and written else "") + _NAMES[digit] + name
            gap = False
        else:
            gap = True
    return written[1:] if leading and written.startswith("一十") else written
