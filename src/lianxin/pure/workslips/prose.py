"""Running words: labels with a colon or in brackets, several in a line; a heading that names the sender; bare sentences."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from lianxin.pure.redaction import MOBILE, TELEPHONE, find

from . import values as read
from .gathering import Gathered
from .model import GUESS, LIKELY, LINES, SURE, Found, Layout, Part, Slip
from .words import MANY_LINES, field_of

_LABEL = re.compile(
    r"[【\[［](?P<boxed>[^】\]］\n]{1,16})[】\]］][ \t]*[:：]?"
    r"|(?:(?<=^)|(?<=[\s;；,，。|】\]）)]))(?:[0-9一二三四五六七八九十]{1,2}[.、．)）])?(?P<plain>[一-龥/()（） \t]{2,18}?)[ \t]*[:：]"
)
_KINDS_OF_PAPER = (
    "工单", "转办单", "交办单", "派单", "承办单", "受理单", "转送单", "处理单", "办理单", "交办函", "转办函", "登记表", "转办件",
    "交办件", "回单", "反馈表",
)  # fmt: skip
_AFTER_SENDER = "|".join(("诉求", "群众", "信访", "事项", "政务服务工单", *_KINDS_OF_PAPER, "$", "】", r"\s", "[：:]"))
_SENDER = re.compile(
    r"([一-龥0-9A-Za-z（）()]{0,24}?(?:12345[一-龥]{0,10}?|热线|信访局|信访办|信访|平台|中心))(?=" + _AFTER_SENDER + ")"
)
_BARE_NUMBER = re.compile(
    r"(?:工单|受理|信访件?|事项|诉求|转办|派单)(?:编号|单号|号)\s*(?:为|是|[:：])?\s*([0-9A-Za-z][0-9A-Za-z〔〕\[\]_/-]{3,39})"
)
_BARE_NAME = re.compile(
    r"(?:来电人|反映人|诉求人|信访人|投诉人|市民|群众|联系人)\s*[:：]?\s*"
    r"([一-龥]{1,3}(?:先生|女士|同志|某某|某)|[一-龥]{2,4}(?=[（(，,、\s]|来电|反映|电话))"
)
_BARE_DUE = re.compile(
    r"(?:请|务必|限|须|应)[^。；;\n]{0,12}?(?:于|在|限)?([^。；;，,\n]{2,30}?)(?:之?前|以?内)"
    r"[^。；;\n]{0,8}?(?:办结|回复|反馈|答复|办理|处理|上报|报送)"
)
#: how a further column is called where it stands among running words; any other word with a colon belongs to the text
_FURTHER = re.compile(r"[一-龥]{1,8}(?:等级|级别|程度|来源|渠道|方式|形式|状态|标识|次数|类别|密级|坐席|座席|编码)")
_SEPARATOR = re.compile(r"[ \t　;；,，|]+$")
_NOT_A_NAME = ("反映", "来电", "多次", "诉求", "投诉", "要求", "希望")


def colon_of(words: str) -> tuple[str, str, str, str] | None:
    """A cell that holds a label and its value: field, the label as printed, the value, how sure."""
    head, mark, rest = words.partition("：") if "：" in words else words.partition(":")
    known = field_of(head) if mark else None
    return (known[0], head + mark, rest.strip(), known[1]) if known else None


def heading_source(lines: Sequence[str], where: str) -> Found | None:
    """Who sent it, from the heading of the paper: “某市12345政务服务便民热线工单”."""
    for line in lines[:6]:
        plain = "".join(line.split()).strip("【】[]《》")
        found = _SENDER.search(plain) if len(plain) <= 60 else None
        if found:
            said = found[1].removeprefix("关于").strip("（）()")
            return Found("source", line.strip(), said, where, LIKELY)
    return None


def read_lines(text: str, base: date, *, most: int) -> list[Slip]:
    """The work orders in a text, each from its number (or the heading over it) on."""
    lines = text.split("\n")
    starts = _starts(lines)
    found = []
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        slip = _one(lines[first:end], first, base)
        if slip is not None:
            found.append(slip)
        if len(found) > most:
            break
    return found


def _starts(lines: Sequence[str]) -> list[int]:
    """Where each order begins: a second number begins the second one, with the unlabelled line right above it."""
    starts, has_number = [0], False
    for at, line in enumerate(lines):
        if not any(code == "number" for code, *_ in _labels(line)):
            continue
        if has_number:
            above = at - 1
            while above > starts[-1] and not lines[above].strip():
                above -= 1
            titled = above > starts[-1] and len(lines[above].strip()) <= 40 and heading_source([lines[above]], "")
            starts.append(above if titled else at)
        has_number = True
    return starts


def _labels(line: str) -> Iterator[tuple[str, str, int, int]]:
    """Labels of a line: field (a further column by its own word, after “+”), how sure, where label and value begin."""
    for found in _LABEL.finditer(line):
        words = (found["boxed"] or found["plain"] or "").strip()
        known = field_of(words)
        if known is not None:
            yield known[0], known[1], found.start(), found.end()
        elif _FURTHER.fullmatch(words) or found["boxed"] and len(words) <= 8 and found.end() < len(line):
            yield f"+{words}", SURE, found.start(), found.end()


def _one(lines: Sequence[str], first: int, base: date) -> Slip | None:
    gathered = Gathered(base)
    kept: list[tuple[Part, ...]] = []
    heading: list[str] = []
    loose: list[str] = []
    open_field: tuple[str, str, int, list[str]] | None = None
    for at, line in enumerate(lines):
        pieces = list(_labels(line))
        if not any(code[0] != "+" for code, *_ in pieces) and not gathered.seen:
            pieces = []
        if not pieces:
            if open_field is not None and (open_field[0] in MANY_LINES or not "".join(open_field[3]).strip()):
                open_field[3].append(line)
            elif not gathered.seen and line.strip() and len(line.strip()) <= 40:
                heading.append(line.strip())
                kept.append((Part(line.strip()),))
            elif line.strip():
                loose.append(line.strip())
            continue
        if open_field is not None:
            _close(gathered, open_field, first)
        row, open_field = _pieces(gathered, line, pieces, at, first)
        kept.append(row)
    if open_field is not None:
        _close(gathered, open_field, first)
    source = "\n".join(lines).strip()
    if not source:
        return None
    if told := heading_source(heading or [lines[0]], _where(first)):
        gathered.values.setdefault("source", told)
    _bare(gathered, source if not gathered.seen else "\n".join([*heading, *loose]), source, first)
    layout = Layout(LINES, tuple(kept) if gathered.seen else ())
    return Slip(gathered.values, gathered.others, layout, source, _where(first))


def _pieces(
    gathered: Gathered, line: str, pieces: list[tuple[str, str, int, int]], at: int, first: int
) -> tuple[tuple[Part, ...], tuple[str, str, int, list[str]]]:
    """The parts of a labelled line, all but the last one read; the last may go on in the lines that follow."""
    row: list[Part] = []
    for n, (code, sure, start, begin) in enumerate(pieces):
        end = pieces[n + 1][2] if n + 1 < len(pieces) else len(line)
        words = line[begin:end]
        gap = _SEPARATOR.search(words) if n + 1 < len(pieces) else None
        code = code if code[0] == "+" else gathered.place(code)
        lead = line[:start].strip() if n == 0 else ""
        label = code[1:] if code[0] == "+" else ""
        row.append(Part((lead if len(lead) <= 6 else "") + line[start:begin], "" if label else code, label))
        if gap:
            row.append(Part(gap[0]))
        if n + 1 < len(pieces):
            _put(gathered, code, _SEPARATOR.sub("", words).strip(), _where(first + at), sure)
    return tuple(row), (code, sure, at, [words])


def _close(gathered: Gathered, field: tuple[str, str, int, list[str]], first: int) -> None:
    code, sure, at, lines = field
    joined = "\n".join(lines) if code in MANY_LINES else " ".join(lines)
    _put(gathered, code, joined.strip().strip("；;"), _where(first + at), sure)


def _put(gathered: Gathered, code: str, words: str, where: str, sure: str) -> None:
    if code[0] == "+":
        gathered.add_other(code[1:], words)
    else:
        gathered.add(code, words, where, sure)


def _bare(gathered: Gathered, loose: str, source: str, first: int) -> None:
    """What running words tell where no label stands: each a guess, to be looked at."""
    where = _where(first)
    if found := _BARE_NUMBER.search(source):
        _guess(gathered, "number", found[1], found[1], where)
    if "name" not in gathered.seen and (named := _BARE_NAME.search(loose)) and not named[1].startswith(_NOT_A_NAME):
        _guess(gathered, "name", named[1], named[1], where)
    if "phone" not in gathered.seen:
        told = next((mark.text for mark in find(loose) if mark.kind in (MOBILE, TELEPHONE)), "")
        _guess(gathered, "phone", told, told.strip(), where)
    if "due" not in gathered.values and (asked := _BARE_DUE.search(source)):
        value, _sure = read.due_of(asked[1], gathered.base)
        _guess(gathered, "due", asked[0], value, where)
    if "confidential" not in gathered.seen and re.search(
        r"(?<!不)(?<!无需)(?:要求|请|申请|希望)(?:予以|给予|对[^。；\n]{0,8})?(?:保密|匿名)", source
    ):
        _guess(gathered, "confidential", "保密", "yes", where)
    if "text" not in gathered.values and "title" not in gathered.values and len(loose.strip()) >= 6:
        _guess(gathered, "text", loose.strip(), loose.strip(), where)


def _guess(gathered: Gathered, code: str, words: str, value: str, where: str) -> None:
    if value and code not in gathered.values:
        gathered.values[code] = Found(code, words, value, where, GUESS)


def _where(at: int) -> str:
    return f"第{at + 1}行"


__all__ = ["SURE", "colon_of", "heading_source", "read_lines"]
