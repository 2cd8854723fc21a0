"""Open311 的格式: one answer as JSON and as XML (the Spark convention), and the dates that GeoReport v2 asks for.

An answer is plain values: text, numbers, true and false, None, dicts and lists. In XML a list stands in an element of
its own name and holds one element per item, which is called by the singular; in JSON it is simply the list.

>>> to_xml("services", [{"service_code": "help", "metadata": True, "keywords": None}]).decode().splitlines()[1]
'<services><service><service_code>help</service_code><metadata>true</metadata><keywords/></service></services>'
>>> to_json([{"service_code": "help"}]).decode()
'[{"service_code": "help"}]'

This module reads no XML: what is sent to the interface is a form.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any
from xml.sax.saxutils import escape

LONGEST = timedelta(days=90)
MOST_ROWS = 1000
MOST_CHARACTERS = 4000
#: what one item of a list is called
SINGULAR = {
    "services": "service", "attributes": "attribute", "values": "value", "service_requests": "request",
    "service_request_updates": "request_update", "errors": "error", "endpoints": "endpoint", "formats": "format",
}  # fmt: skip
#: what XML 1.0 has no place for
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_W3C = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def to_json(held: Any) -> bytes:
    """The answer as JSON, in UTF-8, characters as they are."""
    return json.dumps(held, ensure_ascii=False).encode("utf-8", "replace")


def to_xml(root: str, held: Any) -> bytes:
    """The answer as XML, in UTF-8, with its declaration, without any namespace."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + _element(root, held) + "\n").encode()


def _element(name: str, held: Any) -> str:
    inner = _inner(name, held)
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"


def _inner(name: str, held: Any) -> str:
    if isinstance(held, Mapping):
        return "".join(_element(key, value) for key, value in held.items())
    if isinstance(held, Sequence) and not isinstance(held, str):
        return "".join(_element(SINGULAR[name], one) for one in held)
    if isinstance(held, bool):
        return "true" if held else "false"
    return "" if held is None else escape(_ILLEGAL.sub("", str(held)))


class Beyond(ValueError):
    """范围不对: the end lies before the beginning, or the two are more than ninety days apart."""


def moment(text: str) -> datetime | None:
    """A date and time as the W3C note writes it, with its zone; None where it is not written so.

    A plus sign that a client forgot to encode has come as a blank, which is read back.

    >>> moment("2026-11-03T12:00:00 08:00").isoformat()
    '2026-11-03T12:00:00+08:00'
    >>> moment("2026-11-03") is None, moment("2026-13-03T12:00:00Z") is None
    (True, True)
    """
    plain = text.strip().replace(" ", "+")
    if not _W3C.fullmatch(plain):
        return None
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return found if 1970 <= found.year <= 9000 else None


def span(start: datetime | None, end: datetime | None, now: datetime) -> tuple[datetime, datetime]:
    """From when to when is asked: what is missing is ninety days from the other, or until now. Raises Beyond."""
    last = end or (start + LONGEST if start else now)
    first = start or last - LONGEST
    if not timedelta(0) <= last - first <= LONGEST:
        raise Beyond
    return first, last


def months(first: datetime, last: datetime, zone: tzinfo) -> list[str]:
    """The months whose first moment lies in the time asked for; no finer is what is published of when a matter came.

    >>> from datetime import timezone
    >>> months(moment("2026-08-25T00:00:00Z"), moment("2026-11-01T00:00:00Z"), timezone.utc)
    ['2026-09', '2026-10', '2026-11']
    """
    found, at = [], first.astimezone(zone).replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=zone)
    while at <= last:
        if at >= first:
            found.append(f"{at:%Y-%m}")
        at = (at + timedelta(days=32)).replace(day=1)
    return found
