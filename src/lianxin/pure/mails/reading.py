"""读信: whatever bytes come, a letter comes out; what could not be read is said in `notes`, never raised.

A message that is nested or parted beyond any letter of a person is read by its head alone. The standard library's parser
is asked for plain strings (`compat32`): its newer one raises for heads that are written badly, as those of strangers are.
"""

import re
from collections.abc import Callable, Iterator
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from typing import Any

from lianxin.pure.ledgers import clean
from lianxin.pure.mails.model import Letter, Note, Part

MOST_BYTES, MOST_TEXT, MOST_HEAD = 8 * 1024 * 1024, 20_000, 998
MOST_BOUNDARIES, MOST_MULTIPARTS, MOST_PARTS = 400, 20, 30
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, HeaderParseError, RecursionError, AssertionError)
_MULTIPART = re.compile(rb"^content-type:\s{0,20}(?:multipart|message)/", re.I | re.M)
_ID = re.compile(r"<([^<>\s]{1,250})>")
_GB = {"gb2312", "gbk", "gb18030", "x-gbk", "hz-gb-2312", "cp936", "ms936"}


def read(data: bytes) -> Letter:
    """The letter in these bytes."""
    if len(data) > MOST_BYTES:
        return read_head(data, Note.TOO_LARGE)
    if len(_MULTIPART.findall(data)) > MOST_MULTIPARTS:
        return read_head(data, Note.TANGLED)
    if data.count(b"\n--") > MOST_BOUNDARIES:
        return read_head(data, Note.MANY_PARTS)
    try:
        return _letter(BytesParser(policy=policy.compat32).parsebytes(data), data)
    except _BROKEN:
        return read_head(data, Note.BROKEN)


def read_head(data: bytes, note: Note) -> Letter:
    """A letter of which the head alone is read, and why."""
    try:
        found = BytesHeaderParser(policy=policy.compat32).parsebytes(data[:200_000])
        return _headed(found, data, (), "", (note,))
    except _BROKEN:
        return Letter(_key("", data), notes=(Note.BROKEN,))


def _letter(message: Message, data: bytes) -> Letter:
    plain: list[str] = []
    marked: list[str] = []
    files: list[Part] = []
    notes: list[Note] = []
    for part in _leaves(message):
        kind = part.get_content_type()
        if len(files) >= MOST_PARTS:
            notes.append(Note.MANY_PARTS)
            break
        if kind == "text/calendar":
            notes.append(Note.CALENDAR)
        if kind in ("text/plain", "text/html") and not _name(part) and part.get_content_disposition() != "attachment":
            (plain if kind == "text/plain" else marked).append(_decoded(part, notes))
        elif content := _bytes(part):
            files.append(Part(_name(part) or _unnamed(kind, len(files) + 1), kind, content))
    text = _tidy("\n\n".join(plain))
    if not text and marked:
        text = _tidy(_shown("\n".join(marked), notes))
    if len(text) > MOST_TEXT:
        text = text[:MOST_TEXT]
        notes.append(Note.CUT)
    if not text and not files:
        notes.append(Note.EMPTY)
    return _headed(message, data, tuple(files), text, tuple(dict.fromkeys(notes)))


def _headed(message: Message, data: bytes, files: tuple[Part, ...], text: str, notes: tuple[Note, ...]) -> Letter:
    name, address = _sender(message)
    known = _ID.findall(_raw(message, "Message-ID"))
    told = _ID.findall(_raw(message, "In-Reply-To") + " " + _raw(message, "References"))
    by_machine = _raw(message, "Auto-Submitted").strip().lower() not in ("", "no") or name.lower() == "mailer-daemon"
    return Letter(
        key=_key(known[0] if known else "", data), name=name, address=address,
        subject=clean.line(_words(_raw(message, "Subject")))[:200], sent=_sent(message), text=text,
        answers=tuple(dict.fromkeys(_key(one, b"") for one in told[-20:])), parts=files,
        notes=notes + ((Note.BY_MACHINE,) if by_machine else ()),
    )  # fmt: skip


def _key(known: str, data: bytes) -> str:
    """The same for the same message: of its Message-ID, else of all its bytes."""
    return sha256(b"id:" + known.encode("utf-8", "replace") if known else b"bytes:" + data).hexdigest()


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that are none of parts, a message inside a message as one file; without recursion."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [one for one in _inside(part) if isinstance(one, Message)]
        else:
            yield part


def _inside(part: Message) -> list[Any]:
    found: Any = part.get_payload()
    return found if isinstance(found, list) else []


def _bytes(part: Message) -> bytes:
    """What the part holds; a forwarded message as its own bytes."""
    if part.is_multipart():
        inside = _inside(part)
        return _quiet(lambda: inside[0].as_bytes(), b"") if inside else b""
    found = _quiet(lambda: part.get_payload(decode=True), b"")
    return found if isinstance(found, bytes) else b""


def _quiet(ask: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return ask()
    except _BROKEN:
        return otherwise


def _decoded(part: Message, notes: list[Note]) -> str:
    data, told = _bytes(part), str(_quiet(part.get_content_charset, "") or "")
    text, is_sure = _text(data, told)
    if not is_sure:
        notes.append(Note.CHARSET)
    return text


def _text(data: bytes, told: str) -> tuple[str, bool]:
    """What is declared, UTF-8, GB18030, each strictly; at last what can be read of it, and that it was not all."""
    declared = "gb18030" if told.lower() in _GB else told.lower()
    for name in filter(None, ("" if declared in ("us-ascii", "ascii") else declared, "utf-8", "gb18030", "big5")):
        try:
            return data.decode(name), True
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("utf-8", "replace"), False


def _shown(markup: str, notes: list[Note]) -> str:
    from lianxin.pure.texts import Unreadable  # few letters need it, and it is slow to begin
    from lianxin.pure.texts import html as pages

    notes.append(Note.MARKUP)
    try:
        return pages.read(markup[:400_000]).text
    except (Unreadable, *_BROKEN):
        return ""


def _tidy(text: str) -> str:
    return clean.text(text.replace("\x00", ""))


def _raw(message: Message, name: str) -> str:
    """A head as it stands; bytes beyond ASCII as UTF-8 or GB18030."""
    value = _quiet(lambda: message[name], None)
    if value is None:
        return ""
    data = _quiet(lambda: str(value).encode("ascii", "surrogateescape"), None)
    if isinstance(data, bytes):
        return _text(data[:MOST_HEAD], "")[0]
    found = _quiet(lambda: decode_header(value), [])  # an object of type Header: not all of it was ASCII
    return "".join(_piece(one, told) for one, told in found)[:MOST_HEAD]


def _words(raw: str) -> str:
    """A head with its encoded words read."""
    found = _quiet(lambda: decode_header(raw), [(raw, None)])
    return "".join(_piece(one, told) for one, told in found)


def _piece(one: Any, told: Any) -> str:
    if not isinstance(one, bytes):
        return str(one)
    if told == "unknown-8bit":
        told = ""
    return _text(one, str(told or ""))[0]


def _sender(message: Message) -> tuple[str, str]:
    raw = _raw(message, "From") or _raw(message, "Sender")
    name, address = _quiet(lambda: parseaddr(" ".join(raw.split())), ("", ""))
    return clean.line(_words(name))[:60], clean.line(address)[:200] if "@" in address else ""


def _sent(message: Message) -> str:
    raw = _raw(message, "Date")
    try:
        return parsedate_to_datetime(raw).isoformat(timespec="seconds") if raw else ""
    except (*_BROKEN, OverflowError):
        return ""


def _name(part: Message) -> str:
    """The name of a file, without a way to it."""
    raw = _quiet(part.get_filename, "") or ""
    name = clean.line(_words(str(raw)[:MOST_HEAD])).replace("\\", "/").rpartition("/")[2]
    return name.strip(". ")[-120:]


def _unnamed(kind: str, n: int) -> str:
    ending = {"text/calendar": "ics", "message/rfc822": "eml", "image/jpeg": "jpg", "image/png": "png"}.get(kind, "bin")
    return f"{n}.{ending}"
