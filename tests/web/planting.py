"""每格一个记号: a word of its own in every personal field, so that whoever is shown it can be told from everybody else."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, models, transaction

from lianxin.base.protection.register import fields, kind_of
from lianxin.base.protection.terms import Kind

PERSONAL = (Kind.IDENTITY, Kind.CONTACT, Kind.SENSITIVE)
_WORD, _NUMBER = re.compile(r"Lx(\d{4})z"), re.compile(r"199(\d{4})0000")
_TELEPHONES = ("phone", "for_phone", "keeper_phone", "public_phone", "contact_phone")
_HAN = re.compile("[\u4e00-\u9fff]")


def personal() -> list[tuple[str, type[models.Model], str]]:
    """Table.field, table, field of all that is identity, contact or sensitive and holds words; their order is their number."""
    found = [
        (f"{model._meta.label}.{field.name}", model, field.name)
        for model, field in fields()
        if kind_of(model, field.name) in PERSONAL and _holds_words(field)
    ]
    return sorted(found, key=lambda one: one[0])


def _holds_words(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices


def plant() -> set[str]:
    """Write its own word into every personal field that holds something; which fields now hold theirs."""
    planted = set()
    for number, (name, model, field) in enumerate(personal()):
        word = f"199{number:04d}0000" if field in _TELEPHONES else f"Lx{number:04d}z"
        for row in model._base_manager.all():
            held = getattr(row, field)
            if not (said := _instead(held, word)):
                continue
            setattr(row, field, said)
            try:
                with transaction.atomic():
                    models.Model.save(row, update_fields=[field])
            except (DatabaseError, ValueError, TypeError):  # a trigger that lets nobody change what is fixed
                continue
            planted.add(name)
    return planted


def _instead(held: Any, word: str) -> Any:
    """The same shape with the word in place of what was said; nothing where nothing was."""
    if isinstance(held, str):
        return word if held.strip() else ""
    if isinstance(held, list | dict):
        changed = _over(held, word)
        return changed if changed != held else None
    return None


def _over(held: Any, word: str) -> Any:
    if isinstance(held, str):
        return word if _HAN.search(held) else held
    if isinstance(held, list):
        return [_over(one, word) for one in held]
    return {name: _over(one, word) for name, one in held.items()} if isinstance(held, dict) else held


def shown(body: bytes, names: Callable[[int], str]) -> set[str]:
    """Whose words stand in an answer: a page, a table, an office file by its parts."""
    text = _unpacked(body) if body[:2] == b"PK" else body.decode("utf-8", "replace")
    if text.startswith(("{", "[")):
        text = json.dumps(json.loads(text), ensure_ascii=False) if _is_json(text) else text
    return {names(int(number)) for number in (*_WORD.findall(text), *_NUMBER.findall(text))}


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _unpacked(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
