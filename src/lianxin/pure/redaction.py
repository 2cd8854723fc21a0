"""公开前的核对: personal data that stands in a text to be published, each marked by its kind and position.

>>> [(mark.kind, mark.text) for mark in find("王 伟来电139 0000 0001，住人民路12号。", names=["王伟"])]
[('name', '王 伟'), ('mobile', '139 0000 0001'), ('address', '住人民路12号')]
>>> blanked("王　伟来电139 0000 0001。", find("王　伟来电139 0000 0001。", names=["王伟"]))
'王某来电［电话］。'

Numbers are found in half and full width, in circles and in the figures of other scripts, with blanks, signs or what
cannot be seen between their groups, and written in Chinese (一三九…, 壹叁玖…), also mixed. A name is found only if it
is handed in (the roll of staff, the requester), also with blanks or stars between its characters, and with its middle
character starred out.

What this does not do: it recognises nobody by a description (“村口开小卖部的”), nor a name that is on no list; a
person has to read the text, and the second person as well (security.md T15).
"""

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lianxin.pure.masking import COMPOUND_SURNAMES, is_identity_number, mask_name

IDENTITY, MOBILE, TELEPHONE, CARD, PLATE = "identity", "mobile", "telephone", "card", "plate"
NAME, ADDRESS, CONTACT, NUMBER = "name", "address", "contact", "number"
LABELS = {
    IDENTITY: "身份证号", MOBILE: "手机号", TELEPHONE: "电话", CARD: "银行卡号", PLATE: "车牌号", NAME: "姓名", ADDRESS: "住址",
    CONTACT: "联系方式", NUMBER: "号码",
}  # fmt: skip
INSTEAD = {**{kind: f"［{label}］" for kind, label in LABELS.items()}, MOBILE: "［电话］"}
LONGEST_NUMBER = 19
#: what nobody may publish, whoever has read it: no text for everybody needs the number of a person's papers or money
BARRED = (IDENTITY, CARD, MOBILE)
HANZI = str.maketrans("零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两貳參陸", "00012345678911234567892236")

_GROUP = r"[0-9]+(?:(?<=[0-9]{17})[Xx]|[Xx](?![A-Za-z0-9]))?"
#: between the groups of one number: blanks, strokes, dots, and what cannot be seen at all
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufe0f\u20e3"
_GAP = rf"[ \t\u00a0\u3000\-‐-―.()·•・*/_{_UNSEEN}]{{1,3}}"
_RUN = re.compile(rf"{_GROUP}(?:{_GAP}{_GROUP})*(?:{_GAP}[Xx](?![A-Za-z0-9]))?")
_SPOKEN = re.compile("[零〇一二三四五六七八九幺]{11,18}")
_LONG_GLUED = 20
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使"
_PLATE = re.compile(
    rf"(?<![A-Z0-9])[{_PROVINCES}][ ]?[A-HJ-NP-Z][ ·•\-]?(?:[A-HJ-NP-Z0-9][ ]?){{4,5}}[A-HJ-NP-Z0-9挂学警港澳](?![A-Z0-9])"
)
_PHONE_WORDS = re.compile(r"(?:电话|座机|固话|拨打|致电|来电|号码|联系|回电)[^0-9，。；\n]{0,4}$")
_NUMERAL = r"(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,4})"
_PART = rf"{_NUMERAL}(?:号楼|号院|号|栋|幢|座|单元|室|弄)"
_AREA = "[\u4e00-\u9fff]{0,3}(?:路|街|巷|弄|组|村|区|胡同|道|庄|园|苑|院|寨|屯|里)"
_ADDRESS = re.compile(
    rf"{_AREA}[ ]?{_NUMERAL}(?:号院|号(?!楼|线|文|公|通|令)|弄)(?:[ \-]?{_PART})*(?:[ \-]?[0-9]{{2,4}})?"
    rf"|(?:{_AREA}[ ]?)?{_PART}(?:[ \-]?{_PART})+"
)
_CONTACT = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,64}(?:\.[A-Za-z0-9\-]{1,64})+"
    r"|(?:微信|QQ|qq)[号群]{0,2}[:为是 ]{0,2}[A-Za-z0-9][\w\-]{4,19}"
)
_BETWEEN = " \t\u00a0\u3000·•・.．_-－—"
_STARS = "*＊某×xX○〇●"


@dataclass(frozen=True, order=True)
class Mark:
    """一处: where it begins and ends in the text, what it seems to be, and the very words."""

    start: int
    end: int
    kind: str
    text: str


def find(text: str, names: Iterable[str] = ()) -> list[Mark]:
    """Everything that looks like personal data, in the order of the text; where two overlap, the longer one."""
    plain = _level(text)
    found = [*_numbers(plain), *_spoken(plain), *_patterns(plain), *_names(plain, names)]
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found, key=lambda one: (one[0] - one[1], one[0])):
        if is_free(kept, start, end):
            insort(kept, (start, end, kind))
    return [Mark(start, end, kind, text[start:end]) for start, end, kind in kept]


def is_free(kept: Sequence[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether a span overlaps none of those kept, which overlap one another nowhere and stand in order."""
    place = bisect_left(kept, (end,))  # the first that begins at the end or behind it
    return not place or kept[place - 1][1] <= start


def blanked(text: str, marks: Iterable[Mark]) -> str:
    """The text without what is marked: names keep the surname (王某某), the rest says what stood there."""
    pieces, here = [], 0
    for mark in sorted(marks):
        pieces += [text[here : mark.start], _instead(mark)]
        here = mark.end
    return "".join([*pieces, text[here:]])


def pieces(text: str, marks: Iterable[Mark]) -> list[tuple[str, str]]:
    """The text cut at its marks: (words, kind), the kind empty for what is not marked."""
    found, here = [], 0
    for mark in sorted(marks):
        found += [(text[here : mark.start], ""), (mark.text, mark.kind)]
        here = mark.end
    return [piece for piece in [*found, (text[here:], "")] if piece[0]]


def passes_luhn(digits: str) -> bool:
    """Whether the figures are a card number by their check digit (ISO/IEC 7812-1).

    >>> passes_luhn("6222020200000000006"), passes_luhn("6222020200000000007")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return total % 10 == 0


def _instead(mark: Mark) -> str:
    if mark.kind != NAME:
        return INSTEAD[mark.kind]
    bare = "".join(char for char in mark.text if char not in _BETWEEN and char not in "*＊")
    return mask_name(bare, "某")


def _level(text: str) -> str:
    """The text in half width, character by character, so that positions stay: ２ → 2, （ → (."""
    return "".join(_narrow(char) for char in text)


def _narrow(char: str) -> str:
    if char < "\u007f" or "\u4e00" <= char <= "\u9fff":
        return char
    narrow = unicodedata.normalize("NFKC", char)
    if len(narrow) != 1:
        return char
    return str(unicodedata.digit(narrow)) if narrow.isdigit() else narrow


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers of persons: each begins and ends where a group of figures does."""
    for run in _RUN.finditer(text):
        groups = [(run.start() + g.start(), run.start() + g.end()) for g in re.finditer(rf"{_GROUP}|[Xx]", run[0])]
        place = 0
        while place < len(groups):
            taken, kind = _longest(text, groups[place : place + LONGEST_NUMBER])
            if kind:
                yield groups[place][0], groups[place + taken - 1][1], kind
            place += taken


def _longest(text: str, groups: list[tuple[int, int]]) -> tuple[int, str]:
    """How many groups from the first make one number, and of which kind ("" = none)."""
    start = groups[0][0]
    before = text[max(0, start - 12) : start]
    alone = _kind_of(text[start : groups[0][1]], before, 1)
    lone = next((n for n, (a, b) in enumerate(groups) if b - a > 1), len(groups))  # figures that stand each alone
    for count in range(min(len(groups), max(8, lone)), 1, -1):
        packed = "".join(text[a:b] for a, b in groups[:count])
        in_fours = count > 3 and all(b - a == 4 for a, b in groups[: count - 1])  # as cards are printed
        kind = _kind_of(packed, before if count == 2 else "", count) if len(packed) <= LONGEST_NUMBER else ""
        # the first part of a longer number may pass for a whole one by chance
        if alone not in ("", NUMBER) and not (alone in (CARD, IDENTITY) and kind == CARD or is_identity_number(packed)):
            continue
        if kind or (in_fours and len(packed) <= LONGEST_NUMBER):
            return count, kind or NUMBER
    return 1, alone


def _kind_of(number: str, before: str, groups: int) -> str:
    """What a number of so many groups is; a run of eleven or more figures that is nothing known is still a number."""
    digits, length = number.upper(), len(number)
    if length in (15, 18) and _is_identity(digits):
        return IDENTITY
    if not digits.isdigit():
        return ""
    if 13 <= length <= LONGEST_NUMBER and digits[0] in "3456789" and passes_luhn(digits):
        return CARD
    if re.fullmatch(r"(?:00)?(?:86)?(?:1[3-9][0-9]{9}){1,4}", digits):
        return MOBILE
    if length >= _LONG_GLUED and any(is_identity_number(digits[at : at + 18]) for at in range(length - 17)):
        return IDENTITY
    is_apart = groups == length  # each figure for itself
    if re.fullmatch(r"0[0-9]{9,11}|(?:00)?860?[1-9][0-9]{8,10}|[48]00[0-9]{7}", digits) and (groups <= 4 or is_apart):
        return TELEPHONE
    if groups == 1 and length >= 11:
        return NUMBER
    return TELEPHONE if groups <= 2 and length in (7, 8) and _PHONE_WORDS.search(before) else ""


def _is_identity(digits: str) -> bool:
    """18 with the right check digit or at least a birthday; 15 with a birthday."""
    birthday = digits[6:14] if len(digits) == 18 else "19" + digits[6:12]
    if is_identity_number(digits):
        return True
    fits = re.fullmatch(r"(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])", birthday)
    return bool(fits) and digits[:17].isdigit() and digits[0] != "0"


def _spoken(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers in which at least one figure is written in Chinese."""
    figures = text.translate(HANZI)
    if figures == text:
        return
    for run in _SPOKEN.finditer(text):
        yield run.start(), run.end(), _kind_of(run[0].translate(HANZI), "", 1) or NUMBER
    for start, end, kind in _numbers(figures):
        if kind != NUMBER and text[start:end] != figures[start:end]:
            yield start, end, kind


def _patterns(text: str) -> Iterator[tuple[int, int, str]]:
    upper = text.upper() if len(text.upper()) == len(text) else text
    for pattern, kind, where in ((_PLATE, PLATE, upper), (_ADDRESS, ADDRESS, text), (_CONTACT, CONTACT, text)):
        for found in pattern.finditer(where):
            yield found.start(), found.end(), kind


def _names(text: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Names of the roll: as they are, with blanks or stars between, and 王*明 for 王小明."""
    known = {"".join(char for char in _level(name) if char not in _BETWEEN) for name in names}
    known = {name for name in known if len(name) > 1}
    if not known:
        return
    starred = {name[: _surname(name)] + "*" + name[-1] for name in known}
    whole = [place for place, char in enumerate(text) if char not in _BETWEEN and char not in "*＊"]
    yield from _in_packed("".join(text[place] for place in whole), whole, known)
    kept: list[int] = []
    packed: list[str] = []
    for place, char in enumerate(text):
        if char in _BETWEEN or (char in _STARS and packed and packed[-1] == "*"):
            continue
        packed.append("*" if char in _STARS else char)
        kept.append(place)
    yield from _in_packed("".join(packed), kept, starred)


def _surname(name: str) -> int:
    return 2 if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else 1


def _in_packed(packed: str, places: list[int], names: set[str]) -> Iterator[tuple[int, int, str]]:
    lengths = sorted({len(name) for name in names}, reverse=True)
    for here in range(len(packed)):
        for length in lengths:
            if here + length <= len(packed) and packed[here : here + length] in names:
                yield places[here], places[here + length - 1] + 1, NAME
                break
