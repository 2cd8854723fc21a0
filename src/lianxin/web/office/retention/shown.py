"""已限制的内容 in words: the fields of each row by their names, texts as they were; of a file its size."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from lianxin.base.retention.commands.moving import STORY


def parts(held: Iterable[tuple[str, dict[str, Any]]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each row: the word of its table, and name and value of each field that held something."""
    return [_part(table, values) for table, values in held]


def _part(table: str, values: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    if table == STORY:
        return _("流水中的个人信息"), [(name, text) for _n, name, _salt, text in values["rows"] if text]
    meta = apps.get_model(table)._meta
    lines = [(str(getattr(meta.get_field(name), "verbose_name", name)), _said(value)) for name, value in values.items()]
    return str(meta.verbose_name), [(word, text) for word, text in lines if text]


def _said(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"bytes"}:
        return _("文件，%(n)s 字节") % {"n": len(value["bytes"]) * 3 // 4} if value["bytes"] else ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)
