"""What stands beside a label, as it is to be stored: moments, time limits, natures, whether it is confidential."""

import re
from datetime import date, datetime
from typing import Any

from lianxin.pure.ledgers.clean import key
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.pure.ledgers.words import KIND_OF, NO, NOTHING, YES

from .model import GUESS, LIKELY, SURE

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_COUNT = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})"
_TERM = re.compile(rf"{_COUNT}\s*(?:个)?\s*(工作日|自然日|日历日|小时|天|日)(?![0-9])")
_UNIT = {"工作日": "workday", "小时": "hour"}
_DAY = re.compile(
    r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)\s*日?|(?<!\d)20\d{6}(?!\d)|[二〇零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_HOUR = re.compile(r"(上午|下午|晚上?)?\s*(\d{1,2})\s*(?:[:：](\d{2})(?::\d{2})?|[时点](?:(\d{1,2})分|(半))?)")
_NUMBER = re.compile(r"[0-9A-Za-z一-龥〔〕\[\]()（）/._-]{2,60}")
_NOT = re.compile(r"不[需要用]?(?:保密|匿名)|非匿名|否|无需|公开")


def term_of(words: str) -> str:
    """A time limit told as a length: amount and unit.

    >>> term_of("5个工作日"), term_of("请于十五日内办结"), term_of("24小时内"), term_of("尽快")
    ('5 workday', '15 day', '24 hour', '')
    """
    found = _TERM.search(words)
    if not found:
        return ""
    after_month = re.search(r"月\s*$", words[: found.start()])
    return "" if after_month else f"{_count(found[1])} {_UNIT.get(found[2], 'day')}"


def _count(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if "十" in words:
        tens, _ten, ones = words.partition("十")
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)
    return _DIGITS.get(words[0], 0)


def moment_of(cell: Any, base: date) -> tuple[str, str]:
    """A day, with the hour where one is written: ISO and how sure; empty where it cannot be read.

    >>> moment_of("2026年11月30日17时前", date(2026, 11, 3)), moment_of("11月9日下午5:30", date(2026, 11, 3))
    (('2026-11-30T17:00', 'sure'), ('2026-11-09T17:30', 'likely'))
    """
    if isinstance(cell, datetime):
        return (cell.isoformat(timespec="minutes") if (cell.hour or cell.minute) else cell.date().isoformat()), SURE
    if isinstance(cell, date):
        return cell.isoformat(), SURE
    words = str(cell)
    found = _DAY.search(words)
    if not found:
        return "", GUESS
    try:
        read = read_date(found[0].replace(" ", ""), base_year=base.year)
    except BadDate:
        return "", GUESS
    if read is None:
        return "", GUESS
    sure = SURE if re.search(r"\d{4}|[二〇]{2}", found[0]) else LIKELY
    return read.day.isoformat() + _hour(words[found.end() :]), sure


def _hour(words: str) -> str:
    found = _HOUR.match(words.lstrip(" \tT,，（("))
    if not found:
        return ""
    hour, minute = int(found[2]), int(found[3] or found[4] or (30 if found[5] else 0))
    if found[1] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    if hour == 24 and not minute:
        return "T23:59"
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def due_of(cell: Any, base: date) -> tuple[str, str]:
    """By when an answer is wanted: a moment, or a length to be reckoned from the day it was sent."""
    value, sure = moment_of(cell, base)
    if value:
        return value, sure
    term = term_of(str(cell))
    return (term, LIKELY) if term else ("", GUESS)


def kind_of(words: str) -> tuple[str, str]:
    """The house's nature.

    >>> kind_of("投诉"), kind_of("投诉举报类（噪音）"), kind_of("其他")
    (('complaint', 'sure'), ('complaint', 'likely'), ('', 'guess'))
    """
    plain = key(words)
    if plain in KIND_OF:
        return KIND_OF[plain], SURE
    within = [(plain.find(word), -len(word), code) for word, code in KIND_OF.items() if len(word) > 1 and word in plain]
    return (min(within)[2], LIKELY) if within else ("", GUESS)


def confidential_of(words: str, label: str) -> tuple[str, str]:
    """Whether the requester asked for it: “yes”, “no”, or nothing.

    >>> confidential_of("是", "是否保密"), confidential_of("不保密", "保密要求"), confidential_of("要求保密", "保密要求")
    (('yes', 'sure'), ('no', 'sure'), ('yes', 'sure'))
    """
    plain = key(words)
    if plain in NOTHING or not plain:
        return "", GUESS
    if plain in NO and plain != "保密" or _NOT.search(plain):
        return "no", SURE
    if plain in YES or "保密" in plain or "匿名" in plain:
        return "yes", SURE
    return "", GUESS


def number_of(words: str) -> tuple[str, str]:
    """An external number: the first run of signs that can be one."""
    found = _NUMBER.search(words.strip())
    whole = bool(found) and found is not None and found[0] == words.strip()
    return (found[0], SURE if whole else LIKELY) if found else ("", GUESS)


def is_nothing(words: str) -> bool:
    """无, /, 不详: written, but nothing said."""
    return key(words) in NOTHING
