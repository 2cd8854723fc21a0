"""读请求: what stands in the address and in the body, by the schemas of the operation alone; what is unknown is refused."""

import hmac
import json
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.programs.models import ProgramKey
from lianxin.pure.openapi import Field, as_time, fault, read, shape, text
from lianxin.web.public.api.operations import Operation, Problem
from lianxin.web.ui.request import Request

AGAIN = Field(
    "Idempotency-Key", text(80, least=1, pattern=r"^[!-~]+$"), _("自己编的一个号：断线重发同一件，不会登记两次。")
)
MOST_MARKS = 20
#: what a fault is called, as a sentence
SENTENCES: dict[str, str | Promise] = {
    "string": _("要写文字，不能有看不见的字符。"), "integer": _("要写整数。"), "boolean": _("只有 true 和 false。"),
    "object": _("要写一个 JSON 对象。"), "array": _("要写一个列表。"), "bounds": _("超出了范围。"),
    "choice": _("不在可以选的里面。"), "short": _("不能空着。"), "long": _("太长了。"), "pattern": _("写法不对。"),
    "date": _("日期要写成 2026-11-03 这样。"), "date-time": _("时间要写成 2026-11-03T08:00:00+08:00 这样，带时区。"),
    "unknown": _("没有这个字段。"), "missing": _("必须写。"), "twice": _("只能写一次。"),
}  # fmt: skip


def said(operation: Operation, request: Request, given: dict[str, Any]) -> dict[str, Any]:
    """Everything that was said, as its types. Raises Problem."""
    if any(fault(one.schema, given[one.name]) for one in operation.within):
        raise Problem(404)
    return {**given, **_query(operation, request), **(_body(operation, request) if operation.body else {})}


def _query(operation: Operation, request: Request) -> dict[str, Any]:
    known = {one.name: one for one in operation.params}
    faults: dict[str, str | Promise] = {}
    found: dict[str, Any] = {}
    for name, values in request.GET.lists():
        if name not in known:
            faults[name[:60].replace("\0", "")] = SENTENCES["unknown"]
        elif len(values) > 1:
            faults[name] = SENTENCES["twice"]
        else:
            found[name] = read(known[name].schema, values[0])
            if wrong := fault(known[name].schema, found[name]):
                faults[name] = SENTENCES[wrong]
    faults |= {
        one.name: SENTENCES["missing"] for one in operation.params if one.is_required and one.name not in request.GET
    }
    if faults:
        raise Problem(400, faults=faults)
    return {name: _timed(known[name].schema, held) for name, held in found.items()}


def _body(operation: Operation, request: Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise Problem(415)
    try:
        held = json.loads(request.body.decode("utf-8"), parse_float=_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Problem(400, _("读不懂：要用 UTF-8 的 JSON。")) from None
    schema = shape(*operation.body)
    if wrong := fault(schema, held):
        what, _colon, name = wrong.partition(": ")
        raise Problem(400, faults={name[:60] or "body": SENTENCES[what]})
    return {name: _timed(schema["properties"][name], one) for name, one in held.items()}


def _number(said: str) -> int | float:
    """1.0 is a whole number, as JSON Schema has it."""
    found = float(said)
    return int(found) if found.is_integer() else found


def _no_number(said: str) -> None:
    raise ValueError(said)


def _timed(schema: dict[str, Any], held: Any) -> Any:
    form = schema.get("format")
    return as_time(form, held) if form and held is not None else held


def again(operation: Operation, request: Request, key: ProgramKey) -> str:
    """By what the same request is known when the line broke; nobody without the key can have the same. Raises Problem."""
    if operation.method != "POST":
        return ""
    words = request.headers.get(AGAIN.name, "").strip()
    if wrong := fault(AGAIN.schema, words):
        raise Problem(400, faults={AGAIN.name: SENTENCES[wrong]})
    return hmac.digest(key.digest.encode(), f"api|{words}".encode(), "sha256").hex()[:40]


def marks(request: Request) -> list[str]:
    """If-None-Match: the marks that are held already; a weak one counts, as it does for reading."""
    told = request.headers.get("If-None-Match", "")[:2000].encode("ascii", "ignore").decode()
    return [one.strip().removeprefix("W/") for one in told.split(",")[:MOST_MARKS]]
