"""六十种脚本: what people write into fields to have it run by whoever reads the page; and how it gets into every field."""

import json
import re
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.db import connection, models
from lxml import html

MARK = "__lx"
_DO = f"window.{MARK}=1"
PAYLOADS = [
    f"<script>{_DO}</script>", f"\"><script>{_DO}</script>", f"'><script>{_DO}</script>", f"</script><script>{_DO}</script>",
    f"<img src=x onerror={_DO}>", f"\"><img src=x onerror={_DO}>", f"'><img src=x onerror={_DO}>",
    f"<svg onload={_DO}>", f"<svg/onload={_DO}>", f"<svg><script>{_DO}</script></svg>", f"<body onload={_DO}>",
    f"<iframe srcdoc=\"<script>parent.{MARK}=1</script>\">", f"<iframe src=javascript:parent.{MARK}=1>",
    f"<a href=javascript:{_DO} autofocus onfocus={_DO}>看</a>", f"<input autofocus onfocus={_DO}>",
    f"<select autofocus onfocus={_DO}>", f"<textarea autofocus onfocus={_DO}>", f"</textarea><img src=x onerror={_DO}>",
    f"</title><script>{_DO}</script>", f"</style><script>{_DO}</script>", f"--><script>{_DO}</script>",
    f"<details open ontoggle={_DO}>", f"<video><source onerror={_DO}>", f"<audio src=x onerror={_DO}>",
    f"<object data=javascript:parent.{MARK}=1>", f"<embed src=javascript:parent.{MARK}=1>", f"<marquee onstart={_DO}>",
    f"<meta http-equiv=refresh content=\"0;url=javascript:{_DO}\">", f"<base href=\"javascript:{_DO}//\">",
    f"<link rel=stylesheet href=\"data:text/css,*{{x:expression({_DO})}}\">", f"<style>*{{background:url(javascript:{_DO})}}</style>",
    f"<form><button formaction=javascript:{_DO} autofocus>点</button></form>", f"<isindex action=javascript:{_DO} type=image>",
    f"<math href=javascript:{_DO}>点</math>", f"<svg><a xlink:href=javascript:{_DO}><text>点</text></a></svg>",
    f"<svg><animate onbegin={_DO} attributeName=x dur=1s>", f"<svg><set onbegin={_DO} attributeName=x>",
    f"\" onmouseover={_DO} x=\"", f"' onmouseover={_DO} x='", f"\" autofocus onfocus={_DO} x=\"", f"` onerror={_DO} x=`",
    f" onload={_DO} ", f"\nonerror={_DO}\n", f"javascript:{_DO}", f"java\tscript:{_DO}", f"data:text/html,<script>{_DO}</script>",
    f"{{{{constructor.constructor('{_DO}')()}}}}", f"${{{_DO}}}", f"{{% debug %}}<script>{_DO}</script>",
    f"\";{_DO};//", f"';{_DO};//", f"\\\";{_DO};//", f"\u2028{_DO}\u2028", f"]]><script>{_DO}</script>",
    f"&lt;script&gt;{_DO}&lt;/script&gt;", f"&#60;img src=x onerror={_DO}&#62;", f"%3Cscript%3E{_DO}%3C/script%3E",
    f"＜script＞{_DO}＜/script＞", f"<scr\0ipt>{_DO}</scr\0ipt>", f"<noscript><p title=\"</noscript><img src=x onerror={_DO}>\">",
    f"<template><script>{_DO}</script></template><img src=x onerror={_DO}>",
]  # fmt: skip
#: those that only live at the beginning of what is shown; each of them leads one bundle
_FIRST = ("java", "data:", '" ', "' ", "` ", " on", "\non", '";', "';", "\\")


def _bundles() -> list[str]:
    """All payloads in a few texts, so that each field holds each of them in ten turns instead of sixty."""
    first = [one for one in PAYLOADS if one.startswith(_FIRST)]
    rest = [one for one in PAYLOADS if one not in first]
    return ["　".join([one, *rest[n :: len(first)]]) for n, one in enumerate(first)]


BUNDLES = _bundles()
_HAN = re.compile("[\u4e00-\u9fff]")
#: attributes that are read out or shown and lead nowhere
_WORDS = {"title", "value", "alt", "label", "placeholder", "aria-label"}
#: tables that refuse to be changed (their triggers), and what the machine writes itself
_LEFT = {"journal_entry", "journal_head", "django_session", "django_migrations", "cache_rows", "auth_permission"}


def plant(rotation: int, payloads: Sequence[str] = PAYLOADS) -> int:
    """Write a payload over every Chinese word that stands in a text field or in a JSON field; how many fields were hit.

    What an earlier turn wrote is written over as well: each turn has its own payload in every field.
    """
    hit = 0
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if table in _LEFT or not model.__module__.startswith("lianxin"):
                continue
            for field in model._meta.local_concrete_fields:
                payload = payloads[(hit + rotation) % len(payloads)].replace("\0", "")
                try:
                    hit += bool(_write(cursor, table, model._meta.pk.column, field, payload))
                except Exception as refused:  # a trigger that lets nobody change what was frozen
                    said = str(refused).lower()
                    if not any(word in said for word in ("constraint", "只", "frozen")):
                        raise
    return hit


def _write(cursor: Any, table: str, key: str, field: models.Field[Any, Any], payload: str) -> int:
    if field.choices or field.primary_key:
        return 0
    if isinstance(field, models.JSONField):
        cursor.execute(f'SELECT "{key}", "{field.column}" FROM "{table}" WHERE "{field.column}" IS NOT NULL')  # noqa: S608
        found = 0
        for pk, held in cursor.fetchall():
            changed = json.dumps(_over(json.loads(held), payload), ensure_ascii=False)
            if changed != held and MARK in changed:
                cursor.execute(f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{key}" = %s', [changed, pk])  # noqa: S608
                found += 1
        return found
    if isinstance(field, models.CharField | models.TextField):
        cursor.execute(
            f'UPDATE "{table}" SET "{field.column}" = %s || \' \' || "{key}" '  # noqa: S608
            f"WHERE \"{field.column}\" GLOB '*[一-鿿]*' OR instr(\"{field.column}\", '{MARK}')", [payload],
        )  # fmt: skip
        return int(cursor.rowcount)
    return 0


def _over(held: Any, payload: str) -> Any:
    if isinstance(held, str):
        return payload if _HAN.search(held) or MARK in held else held
    if isinstance(held, list):
        return [_over(one, payload) for one in held]
    return {name: _over(one, payload) for name, one in held.items()} if isinstance(held, dict) else held


def alive(page: bytes) -> list[str]:
    """What of a page would be run, or would lead somebody to run it: nothing of ours stands in a page itself."""
    found = []
    for node in html.document_fromstring(page).iter():
        if not isinstance(node.tag, str):
            continue
        for name, value in node.attrib.items():
            bare = re.sub(r"[\s\x00-\x20]", "", value).lower()
            if (
                str(name).startswith("on")
                or (name not in _WORDS and bare.startswith(("javascript:", "data:text/html", "vbscript:")))
                or name == "srcdoc"
            ):
                found.append(f"<{node.tag} {name}={value[:80]}>")
        is_data = node.get("type") in ("application/json", "importmap") or node.get("src")
        if node.tag in ("script", "style") and not is_data and MARK in (node.text or ""):
            found.append(f"<{node.tag}>{(node.text or '')[:80]}")
        if node.tag in ("object", "embed", "base", "iframe", "marquee"):
            found.append(f"<{node.tag}>")
    return found
