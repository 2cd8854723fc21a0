"""接口描述: the OpenAPI 3.1 document, made of the table of operations; every description in Chinese and in English."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.programs.terms import Scope
from lianxin.pure.openapi import Answer, Field, Schema, parameters, responses, several, shape, text, whole
from lianxin.web.public.api.answers import TITLES
from lianxin.web.public.api.operations import REFUSALS, Operation
from lianxin.web.public.api.reading import AGAIN
from lianxin.web.public.api.table import OPERATIONS
from lianxin.web.public.open311.answers import both

VERSION = "1.0.0"
ABOUT = _(
    "别的程序读取本单位诉求的进度和数字、登记诉求用的接口。密钥写在请求头 Authorization: Bearer 里，由县系统管理员发出。"
    "回答用 Accept-Language 里写的语言：zh-hans 或 en。"
)
PROBLEM = shape(
    Field("type", text()), Field("title", text()), Field("status", whole()), Field("detail", text()),
    Field("errors", several(shape(Field("name", text()), Field("detail", text()))), _("每处一句话。"), is_required=False),
)  # fmt: skip
ETAG = Field("ETag", text(), _("内容的标记；下一次写在 If-None-Match 里，没有变化的回答 304。"))
WAIT = Field("Retry-After", whole(), _("等几秒。"))


def document(server: str) -> Schema:
    """The whole description, for programs."""
    paths: Schema = {}
    for one in OPERATIONS:
        paths.setdefault(f"/{one.path}", {})[one.method.lower()] = _operation(one)
    told = {
        "openapi": "3.1.0", "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {"title": _("连心程序接口"), "version": VERSION, "description": ABOUT},
        "servers": [{"url": server}], "security": [{"key": []}], "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": _("密钥，lxk_ 开头。")}},
            "schemas": {"Problem": PROBLEM},
        },
    }  # fmt: skip
    return dict(_worded(told))


def answers(one: Operation) -> Iterator[Answer]:
    """Every answer of an operation, its own first."""
    yield Answer(one.status, one.label, one.answer, headers=[] if one.method == "POST" else [ETAG])
    problem: Schema = {"$ref": "#/components/schemas/Problem"}
    for status in one.refusals():
        headers = [WAIT] if status in (429, 503) else [ETAG] if status == 304 else []
        body = problem if status in TITLES else None
        yield Answer(status, REFUSALS[status], body, "application/problem+json", headers)


def _operation(one: Operation) -> Schema:
    scope = {"x-scope": one.scope.value} if one.scope else {}
    asked = [*parameters(one.within, "path"), *parameters(one.params, "query")]
    if one.method == "POST":
        asked += parameters([AGAIN], "header")
    body: Schema = {}
    if one.body:
        body = {"requestBody": {"required": True, "content": {"application/json": {"schema": shape(*one.body)}}}}
    return {
        "operationId": one.code, "summary": one.label, "description": one.about, **scope,
        **({"parameters": asked} if asked else {}), **body, "responses": responses(answers(one)),
    }  # fmt: skip


def _worded(held: Any) -> Any:
    """The same with every sentence in both languages."""
    if isinstance(held, Promise):
        return both(held)
    if isinstance(held, dict):
        return {key: _worded(one) for key, one in held.items()}
    return [_worded(one) for one in held] if isinstance(held, list) else held


def sections() -> list[dict[str, Any]]:
    """The same for people, in the language of their page."""
    return [
        {
            "one": one, "scope": Scope(one.scope).label if one.scope else "", "asked": [_line(f) for f in (*one.within, *one.params)],
            "body": [_line(f) for f in one.body], "answers": list(_lines("", one.answer)), "refusals": one.refusals(),
        }
        for one in OPERATIONS
    ]  # fmt: skip


def _line(one: Field) -> dict[str, Any]:
    return {"name": one.name, "type": _type(one.schema), "about": one.about, "is_required": one.is_required}


def _lines(before: str, schema: Schema) -> Iterator[dict[str, Any]]:
    for name, one in schema["properties"].items():
        inner = one.get("items", {})
        yield {"name": f"{before}{name}", "type": _type(one), "about": one.get("description", ""), "is_required": True}
        if inner.get("type") == "object":
            yield from _lines(f"{before}{name}[].", inner)


def _type(schema: Schema) -> str:
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(str(schema.get("format", kind)) if kind == "string" else kind for kind in types)
