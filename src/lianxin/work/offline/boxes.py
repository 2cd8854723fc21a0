"""空白表: what a form asks, said once; the phone's page, the paper twin and the page of mending are drawn from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.work.concerns.problems import Unfit

Words = str | Promise


@dataclass(frozen=True)
class Box:
    """一格: `kind` is line, long, day, choice, number, tick; place and target (of the phone's lists) or household (its code)."""

    name: str
    label: Words
    kind: str = "line"
    most: int = 80
    choices: tuple[tuple[str, Words], ...] = ()
    required: bool = False
    hint: Words = ""
    rows: int = 3

    @property
    def ruled(self) -> range:
        """The lines that paper leaves for it."""
        return range(self.rows if self.kind == "long" else 1)


def read(boxes: tuple[Box, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    """What was written in each box, as text, date, number or yes and no. Raises Unfit with the box's name."""
    return {box.name: _value(box, values.get(box.name)) for box in boxes}


def first_day(boxes: tuple[Box, ...], values: Mapping[str, Any]) -> date | None:
    """The day that is claimed: the first box of days, if it can be read."""
    box = next((one for one in boxes if one.kind == "day"), None)
    try:
        return _value(box, values.get(box.name)) if box else None
    except Unfit:
        return None


def _value(box: Box, written: Any) -> Any:
    text = written if isinstance(written, str) else "" if written is None or written is False else str(written)
    text = "".join(char for char in text if char.isprintable() or char in "\r\n").strip()
    if len(text) > box.most:
        raise Unfit(_("“%(label)s”超过 %(most)s 字。") % {"label": box.label, "most": box.most}, box.name)
    if box.required and not text:
        raise Unfit(_("“%(label)s”没有填。") % {"label": box.label}, box.name)
    if box.kind == "tick":
        return bool(text)
    if not text:
        return None if box.kind in ("day", "number") else ""
    if box.kind == "choice" and text not in dict(box.choices):
        raise Unfit(_("“%(label)s”里没有这一项。") % {"label": box.label}, box.name)
    return _converted(box, text)


def _converted(box: Box, text: str) -> Any:
    try:
        if box.kind == "day":
            return date.fromisoformat(text)
        if box.kind == "number":
            return _number(text)
    except ValueError as problem:
        # what was written is not repeated: the sentence is read by more people than the content
        raise Unfit(_("“%(label)s”看不懂，请改写。") % {"label": box.label}, box.name) from problem
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6):
        raise ValueError(text)
    return int(text)
