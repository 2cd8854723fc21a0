"""签发的打算: the lines of 下步打算 as they stand in a signed summary, whoever worded them last. Plain Python.

A line is a paragraph that says by when and who answers for it; the heading above it is what is to be done.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lianxin.pure.paper import Heading, Item, Para

_DUE = re.compile(r"完成时限[：:]\s*(\d{4})年(\d{1,2})月(\d{1,2})日")
_WHO = re.compile(r"责任单位[：:]\s*([^。；（(]+)(?:[（(]([^）)]*)[）)])?")
_AGAIN = "继续"
MOST_HEADING = 20


@dataclass(frozen=True)
class Promise:
    """一条打算: what, how, by when, which unit and who there."""

    heading: str
    text: str
    due_on: date
    unit: str
    owner: str = ""


def promises_in(items: Iterable[Item], head: str) -> list[Promise]:
    """The lines of the part with this heading, in their order."""
    return [one for heading, text in _under(items, head) if (one := _read(heading, text)) is not None]


def _under(items: Iterable[Item], head: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a part, each with the heading right above it."""
    is_inside, heading = False, ""
    for item in items:
        if isinstance(item, Heading):
            words = "".join(run.text for run in item.runs).strip()
            is_inside = words == head if item.level == 1 else is_inside
            heading = words if item.level > 1 else ""
        elif isinstance(item, Para) and is_inside:
            yield heading, "".join(run.text for run in item.runs)
            heading = ""


def _read(heading: str, text: str) -> Promise | None:
    due, who = _DUE.search(text), _WHO.search(text)
    if due is None or who is None:
        return None
    try:
        on = date(int(due[1]), int(due[2]), int(due[3]))
    except ValueError:
        return None
    how = text[: min(due.start(), who.start())].strip().rstrip("。；，")
    named = heading.removeprefix(_AGAIN) or re.split(r"[，。；]", how)[0][:MOST_HEADING]
    return Promise(named, how, on, who[1].strip(), (who[2] or "").strip()) if how and named else None
