"""排序键: 三组 before 十组, 9号 before 10号; groups and doors are compared by their numbers.

>>> place_key("三组", "12号") < place_key("十组", "3号") < place_key("十一组", "")
True
>>> place_key("3组", "9号") == place_key("三组", "9号")
True
"""

import re
import unicodedata

from lianxin.pure.numerals import from_hanzi

_NUMBER = re.compile(r"[0-9]+|[〇零一二两三四五六七八九十百]+")
WIDTH = 5


def place_key(group: str, door: str) -> str:
    """The key by which a village's register is ordered; at most 80 characters."""
    return "|".join(_key(part) for part in (group, door))[:80]


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    return _NUMBER.sub(lambda found: _padded(found[0]), plain)[:39]


def _padded(number: str) -> str:
    if number.isdigit() and number.isascii():
        return number.lstrip("0").zfill(WIDTH)
    value = from_hanzi(number)
    return number if value is None else str(value).zfill(WIDTH)
