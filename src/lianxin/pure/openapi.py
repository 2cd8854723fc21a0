"""接口的字段: JSON Schema (2020-12) said once, by which what is sent is read and refused, and what OpenAPI 3.1 tells of it.

So the description cannot say anything else than what happens: one schema is printed, read by and held against answers.

>>> limit = whole(1, 200)
>>> read(limit, "20"), fault(limit, 20), fault(limit, read(limit, "2O"))
(20, '', 'integer')
>>> fault(shape(Field("code", text(8))), {"code": "7021", "name": "x"})
'unknown: name'

Of JSON Schema it knows what the interface uses and no more: type, enum, pattern, bounds, three formats, objects, lists.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

Schema = dict[str, Any]
FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,6})?\d*(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII)


def text(most: int = 0, *, least: int = 0, pattern: str = "") -> Schema:
    """Words of at most so many characters."""
    bounds = {"minLength": least, "maxLength": most, "pattern": pattern}
    return {"type": "string", **{name: bound for name, bound in bounds.items() if bound}}


def whole(least: int = 0, most: int | None = None) -> Schema:
    """A whole number between two bounds."""
    return {"type": "integer", "minimum": least, **({} if most is None else {"maximum": most})}


def choice(*values: str) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": list(values)}


def day() -> Schema:
    """日期."""
    return {"type": "string", "format": "date"}


def moment() -> Schema:
    """时间, with its zone."""
    return {"type": "string", "format": "date-time"}


def flag() -> Schema:
    """是、否."""
    return {"type": "boolean"}


def maybe(schema: Schema) -> Schema:
    """The same, or null."""
    found = {**schema, "type": [schema["type"], "null"]}
    return {**found, "enum": [*schema["enum"], None]} if "enum" in schema else found


def several(of: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": of}


@dataclass(frozen=True)
class Field:
    """一个字段: its name, what it holds, what it is for; `about` may be words that are put into a language later."""

    name: str
    schema: Schema
    about: Any = ""
    is_required: bool = True


def shape(*fields: Field) -> Schema:
    """An object of these fields and of no others."""
    return {
        "type": "object", "additionalProperties": False, "required": [one.name for one in fields if one.is_required],
        "properties": {one.name: {**one.schema, **({"description": one.about} if one.about else {})} for one in fields},
    }  # fmt: skip


def read(schema: Schema, said: str) -> Any:
    """What was said in an address, as the type of the schema; as it is where it is none of it."""
    if schema["type"] == "integer" and re.fullmatch(r"-?[0-9]{1,18}", said):
        return int(said)
    return said


def fault(schema: Schema, held: Any) -> str:
    """What is wrong with it, in a word; empty where it fits. Of an object the name of the field stands behind."""
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if held is None and "null" in types:
        return ""
    kind = next(one for one in types if one != "null")
    if not _is_a(kind, held):
        return str(kind)
    if kind == "object":
        return _fault_of_object(schema, held)
    if kind == "array":
        return next((found for one in held if (found := fault(schema["items"], one))), "")
    if kind == "string":
        return _fault_of_text(schema, held)
    if kind == "integer" and not schema.get("minimum", held) <= held <= schema.get("maximum", held):
        return "bounds"
    return ""


def _is_a(kind: str, held: Any) -> bool:
    python: Mapping[str, tuple[type, ...]] = {
        "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "object": (dict,), "array": (list,),
    }  # fmt: skip
    return isinstance(held, python[kind]) and (kind == "boolean" or not isinstance(held, bool))


def _fault_of_object(schema: Schema, held: Mapping[str, Any]) -> str:
    fields = schema["properties"]
    if strange := sorted(set(held) - set(fields)):
        return f"unknown: {strange[0]}"
    for name in schema["required"]:
        if name not in held:
            return f"missing: {name}"
    for name, one in held.items():
        if found := fault(fields[name], one):
            return f"{found}: {name}" if ": " not in found else found
    return ""


def _fault_of_text(schema: Schema, held: str) -> str:
    if "\0" in held or any("\ud800" <= char <= "\udfff" for char in held):
        return "string"
    if "enum" in schema and held not in schema["enum"]:
        return "choice"
    if len(held) < schema.get("minLength", 0):
        return "short"
    if len(held) > schema.get("maxLength", len(held)):
        return "long"
    if "pattern" in schema and not re.search(schema["pattern"].replace("$", r"\Z"), held):
        return "pattern"
    form = schema.get("format")
    return str(form) if form and as_time(form, held) is None else ""


def as_time(form: str, said: str) -> date | datetime | None:
    """The day or the moment (in UTC) that was written; None where it is none."""
    try:
        if form == "date":
            return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d\d-\d\d", said, re.ASCII) else None
        if not MOMENT.fullmatch(said):
            return None
        plain = re.sub(r"(\.\d{6})\d+", r"\1", said.upper()).replace(":60", ":59")  # a leap second is the one before it
        return _in_utc(datetime.fromisoformat(plain))
    except ValueError:
        return None


def _in_utc(moment: datetime) -> datetime:
    """The same moment; one that lies before the first or after the last of all is that."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return FIRST if moment.year == 1 else LAST


@dataclass(frozen=True)
class Answer:
    """一种回答: its status, what it means, its body where it has one, and in which headers it says more."""

    status: int
    about: Any
    body: Schema | None = None
    media: str = "application/json"
    headers: Sequence[Field] = ()


def parameters(fields: Iterable[Field], where: str) -> list[Schema]:
    """The parameters of an address or a query."""
    return [
        {
            "name": one.name, "in": where, "required": one.is_required or where == "path", "schema": one.schema,
            **({"description": one.about} if one.about else {}),
        }
        for one in fields
    ]  # fmt: skip


def responses(answers: Iterable[Answer]) -> Schema:
    """Every answer that there is, by its status."""
    return {
        str(one.status): {
            "description": one.about,
            **({"headers": {f.name: {"schema": f.schema, "description": f.about} for f in one.headers}} if one.headers else {}),
            **({"content": {one.media: {"schema": one.body}}} if one.body else {}),
        }
        for one in answers
    }  # fmt: skip
