"""告知的措辞: a text with places in braces that are filled when it goes out: “{单位}：您反映的事……”.

Which places there are, which must stand and which may never stand is said by who sends the text; this module finds them,
says what is wrong, and fills them. It does not know what a text is about.

>>> WORDS = Places(known=("单位", "编号"), needed=("编号",), barred={"密码": "密码只给本人。"})
>>> [one.place for one in wrong("{单位}：已受理，密码 {密码}。", WORDS)]
['密码', '编号']
>>> filled("{单位}：您的事（{编号}）已受理。", {"单位": "清水镇", "编号": "8KQ2"})
'清水镇：您的事（8KQ2）已受理。'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PLACE = re.compile(r"\{([^{}]*)\}")
LINK = re.compile(r"(?i)https?[:：]|www\.|[a-z0-9-]+\.(?:com|cn|net|org|top|xyz|vip)\b")
#: a message of a telephone holds so many characters; a longer one is cut into parts of the second number
ONE_PART, EACH_PART = 70, 67

Why = Literal["barred", "unknown", "missing", "braces", "link"]


@dataclass(frozen=True)
class Places:
    """可用的位置: those that are known, those that must stand, those that may not with the reason."""

    known: tuple[str, ...]
    needed: tuple[str, ...] = ()
    barred: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Wrong:
    """一处不对: why, which place, and of a barred one the reason."""

    why: Why
    place: str
    reason: str = ""


def places(text: str) -> list[str]:
    """The places of a text in their order, each once."""
    return list(dict.fromkeys(name.strip() for name in PLACE.findall(text)))


def wrong(text: str, allowed: Places) -> list[Wrong]:
    """Everything that is wrong with a text, in the order of the text; what is missing last."""
    found: list[Wrong] = []
    for name in places(text):
        if name in allowed.barred:
            found.append(Wrong("barred", name, allowed.barred[name]))
        elif name not in allowed.known:
            found.append(Wrong("unknown", name))
    if set("{}") & set(PLACE.sub("", text)):
        found.append(Wrong("braces", ""))
    if link := LINK.search(text):
        found.append(Wrong("link", link.group()))
    return found + [Wrong("missing", name) for name in allowed.needed if name not in places(text)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. Raises KeyError for one that has no value."""
    return PLACE.sub(lambda one: values[one[1].strip()], text)


def parts(text: str) -> int:
    """How many messages of a telephone it takes."""
    return 1 if len(text) <= ONE_PART else -(-len(text) // EACH_PART)
