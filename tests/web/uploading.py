"""上传的表单: which addresses take a file, told from the text of their views; and the forms of a page that take one."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import html

from tests.web import world as worlds
from tests.web.giving import in_module

TAKES = re.compile(r"request\.FILES|sent_of\(")
TYPED = "打的字甲"


def addresses() -> set[str]:
    """Names of all addresses whose view, or a helper of its module, looks at files that were sent."""
    found = set()
    for address in worlds.addresses():
        view = inspect.unwrap(address.view)
        file = inspect.getsourcefile(view) or ""
        if "lianxin/web" in file and view.__name__ in takers(Path(file)):
            found.add(address.name)
    return found


@cache
def takers(file: Path) -> frozenset[str]:
    return in_module(file, TAKES)


@dataclass(frozen=True)
class Form:
    """一张表单: where it is sent, what of it is filled, the names of its files, what a person typed."""

    action: str
    filled: dict[str, list[str]]
    files: tuple[str, ...]
    typed: frozenset[str]


def forms_of(page: bytes, path: str) -> Iterator[Form]:
    """Every form of a page that takes a file, filled as somebody might, with a word in each field that takes words."""
    for form in html.document_fromstring(page).iter("form"):
        files = tuple(
            str(one.get("name")) for one in form.iter("input") if one.get("type") == "file" and one.get("name")
        )
        if files:
            filled: dict[str, list[str]] = {}
            typed = set()
            for one in form.iter("input", "textarea", "select"):
                name = one.get("name")
                if name and name not in files and name != "csrfmiddlewaretoken":
                    for value in _values(one):
                        filled.setdefault(name, []).append(value)
                        typed |= {name} if value == TYPED else set()
            yield Form(form.get("action") or path, filled, files, frozenset(typed))


def _values(field: html.HtmlElement) -> list[str]:
    kind = field.get("type") or "text"
    if field.tag == "select":
        options = [one.get("value") or "" for one in field.iter("option")]
        chosen = [one.get("value") or "" for one in field.iter("option") if one.get("selected") is not None]
        return chosen or [one for one in options if one][:1]
    if field.tag == "textarea":
        return [field.text.strip()] if (field.text or "").strip() else [TYPED]
    if kind in ("checkbox", "radio"):
        return [field.get("value") or "on"] if field.get("checked") is not None else []
    if kind in ("submit", "button", "image"):
        return []
    if kind in ("text", "search") and not field.get("value") and field.get("readonly") is None:
        return [TYPED]
    return [field.get("value") or ""]


def kept(page: bytes) -> set[str]:
    """Names of the fields in which the typed word still stands."""
    root = html.document_fromstring(page)
    fields = [
        (one.get("name"), one.get("value") if one.tag == "input" else one.text)
        for one in root.iter("input", "textarea")
    ]
    return {str(name) for name, value in fields if value and TYPED in value}


def sentences(page: bytes) -> set[str]:
    """What the page says against what was sent."""
    root = html.document_fromstring(page)
    marked = root.xpath(
        "//*[@aria-invalid='true' or @role='alert' or contains(@class, 'error') or contains(@class, 'notice')]"
    )
    found = [" ".join(one.text_content().split()) for one in marked]
    return {one for one in found if re.search("[\u4e00-\u9fff]{4}", one)}
