"""脱敏: names, telephones and identity numbers made unrecognisable, alone and in running text.

>>> mask_name("李建国"), mask_name("李建国", style="某"), mask_phone("13900000001")
('李**', '李某某', '139****0001')
>>> mask_text("李建国来电，回电 139 0000 0001。", names=["李建国"])
'李**来电，回电 139****0001。'

Numbers are found in half and full width, with blanks or hyphens between the digits. Names cannot be found in a
text without knowing them: they are handed in. Masking is for showing; what is masked can often be guessed by
someone who knows the person, so a masked list is not an anonymous one.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

NameStyle = Literal["*", "某"]

# The compound surnames in use; a name of two characters is never split by them.
_COMPOUND = "欧阳司马上官诸葛夏侯东方皇甫尉迟公孙令狐慕容宇文长孙司徒司空端木轩辕南宫百里东郭呼延独孤申屠澹台"
COMPOUND_SURNAMES = frozenset(_COMPOUND[place : place + 2] for place in range(0, len(_COMPOUND), 2))
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"

_D = r"[0-9０-９]"
_GAP = r"[ \t\u00a0\u3000－-]?"


def _spaced(count: int) -> str:
    return rf"(?:{_GAP}{_D}){{{count}}}"


_NOT_BEFORE, _NOT_AFTER = rf"(?<!{_D})(?<!{_D}[-－])", rf"(?!{_GAP}{_D})"
_IDENTITY = re.compile(rf"{_NOT_BEFORE}[1-9１-９]{_spaced(16)}{_GAP}(?:{_D}|[XxＸｘ])(?!{_D})")
_OLD_IDENTITY = re.compile(rf"{_NOT_BEFORE}[1-9１-９]{_spaced(14)}{_NOT_AFTER}")
_MOBILE = re.compile(rf"(?<!{_D})(?:[+＋]?[8８][6６]{_GAP})?[1１][3-9３-９]{_spaced(9)}(?!{_D})")
_LANDLINE = re.compile(rf"(?<!{_D})(?P<area>[0０]{_D}{{2,3}})[-－—– )）]{_D}{{7,8}}(?!{_D})")


@dataclass(frozen=True)
class Masks:
    """遮盖到哪一档: 0 is as the functions below say; more hides more, never less.

    Name: 1 the surname and two signs, 2 nothing. Telephone: 1 the last four, 2 the last two, 3 nothing. Identity number:
    1 the last four, 2 nothing.
    """

    name: int = 0
    phone: int = 0
    identity: int = 0


LEAST = Masks()
_ALL = 3  # signs where nothing stays: not even how long it was


def mask_name(name: str, style: NameStyle = "*", masks: Masks = LEAST) -> str:
    """The surname stays, one sign for each other character; a one-character name is masked whole.

    >>> mask_name("欧阳小明"), mask_name("王 芳"), mask_name("买买提·艾力")
    ('欧阳**', '王*', '买****')
    """
    plain = re.sub(r"\s", "", name)
    if len(plain) <= 1:
        return style * (_ALL if plain and masks.name > 1 else len(plain))
    if masks.name > 1:
        return style * _ALL
    kept = 2 if plain[:2] in COMPOUND_SURNAMES and len(plain) > 2 else 1
    rest = re.sub(r"[·•.]", "", plain[kept:])
    return plain[:kept] + style * (2 if masks.name else len(rest))


def mask_phone(number: str, masks: Masks = LEAST) -> str:
    """A mobile keeps three digits in front and four behind, a landline its area code and the last three.

    Anything else keeps its last two characters, so that a mistyped number is not shown whole.

    >>> mask_phone("0000-0000000"), mask_phone("12345")
    ('0000-****000', '***45')
    """
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", number))
    if masks.phone:
        return _tail(mask_phone(number), {1: 4, 2: 2}.get(masks.phone, 0))
    if _MOBILE.fullmatch(number.strip()):
        return f"{digits[-11:-8]}****{digits[-4:]}"
    landline = _LANDLINE.fullmatch(number.strip())
    if landline:
        area = len(landline["area"])
        return f"{digits[:area]}-{'*' * (len(digits) - area - 3)}{digits[-3:]}"
    plain = number.strip()
    return "*" * max(len(plain) - 2, min(len(plain), 2)) + (plain[-2:] if len(plain) > 2 else "")


def _tail(masked: str, most: int) -> str:
    """At most so many of the characters that stand at the end of what is masked already."""
    kept = min(len(masked) - len(masked.rstrip("0123456789Xx")), most)
    if not most:
        return "*" * _ALL if masked else ""
    return "*" * (len(masked) - kept) + masked[len(masked) - kept :]


def mask_identity(number: str, masks: Masks = LEAST) -> str:
    """An identity number keeps its first three and last four characters; birthday and district are hidden.

    >>> mask_identity("110101199001011237")
    '110***********1237'
    """
    plain = _packed(number)
    if len(plain) not in (15, 18):
        return "*" * len(plain)
    masked = plain[:3] + "*" * (len(plain) - 7) + plain[-4:]
    return _tail(masked, {1: 4}.get(masks.identity, 0)) if masks.identity else masked


def mask_text(text: str, names: Iterable[str] = (), style: NameStyle = "*", masks: Masks = LEAST) -> str:
    """A text with its identity numbers, telephones and the given names masked; the rest stays as it is."""
    text = _IDENTITY.sub(lambda found: mask_identity(found[0], masks) if _born(_packed(found[0])) else found[0], text)
    text = _OLD_IDENTITY.sub(
        lambda found: mask_identity(found[0], masks) if _born(_packed(found[0])) else found[0], text
    )
    text = _MOBILE.sub(lambda found: mask_phone(found[0], masks), text)
    text = _LANDLINE.sub(lambda found: mask_phone(found[0], masks), text)
    for name in sorted({name.strip() for name in names} - {""}, key=len, reverse=True):
        text = text.replace(name, mask_name(name, style, masks))
    return text


def identity_check_digit(first_17: str) -> str:
    """GB 11643: the 18th character for the first 17 digits, “X” standing for ten. Raises ValueError.

    >>> identity_check_digit("11010119900101123")
    '7'
    """
    if not re.fullmatch("[0-9]{17}", first_17):
        raise ValueError("身份证号码的前17位应当都是数字。")
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(first_17, WEIGHTS, strict=True)) % 11]


def is_identity_number(text: str) -> bool:
    """Whether it is a well-formed 18-character identity number: a real birthday and the right check digit."""
    plain = _packed(text)
    if not re.fullmatch("[1-9][0-9]{16}[0-9X]", plain) or not _born(plain):
        return False
    return plain[17] == identity_check_digit(plain[:17])


def _packed(number: str) -> str:
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", number)).upper()


def _born(plain: str) -> bool:
    digits = plain[6:14] if len(plain) == 18 else "19" + plain[6:12]
    try:
        return 1850 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2200
    except ValueError:
        return False
