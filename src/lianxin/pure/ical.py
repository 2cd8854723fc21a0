"""日历文件: whole days as an iCalendar file (RFC 5545), to be taken into the calendar of a telephone or a desk.

>>> from datetime import UTC, date, datetime
>>> day = Event("p1@lianxin", date(2026, 11, 12), date(2026, 11, 13), "县住建局到石桥村，3 人")
>>> text = write("走访安排", [day], datetime(2026, 11, 3, 4, 0, tzinfo=UTC))
>>> [line for line in text.split("\\r\\n") if line.startswith(("DTSTART", "DTEND", "SUMMARY"))]
['DTSTART;VALUE=DATE:20261112', 'DTEND;VALUE=DATE:20261114', 'SUMMARY:县住建局到石桥村，3 人']

The last day of an event belongs to it; the file names the day after, as the standard wants. What it does not do: times
of day, alarms, repetition, people.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

WIDTH = 75  # octets of a line, RFC 5545 §3.1


@dataclass(frozen=True)
class Event:
    """日历上的一件: a key that stays the same, the first and the last day, a line of text."""

    key: str
    first: date
    last: date
    summary: str


def write(name: str, events: Iterable[Event], at: datetime) -> str:
    """The file's text; `at` is the moment of writing (aware)."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lianxin//Planner//ZH", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{_escaped(name)}"]  # fmt: skip
    for one in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{_escaped(one.key)}", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{one.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.last + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(one.summary)}", "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _escaped(text: str) -> str:
    """Text as the standard wants it: backslash, semicolon, comma and line break are written with a backslash."""
    for plain in "\\;,":
        text = text.replace(plain, f"\\{plain}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never through a character; those that follow begin with a blank.

    >>> [len(piece.encode()) for piece in _folded("SUMMARY:" + "村" * 60)]
    [74, 73, 43]
    """
    piece = ""
    for char in line:
        if len((piece + char).encode()) > WIDTH:
            yield piece
            piece = " "
        piece += char
    yield piece
