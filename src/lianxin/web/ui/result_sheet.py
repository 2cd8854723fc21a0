"""结果怎样摆在页面上, for officials and for everybody: one subject read closely, its questions by section and layer."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Row:
    """One question: its wording, a cell for each column (None: that group was not asked), all groups together."""

    wording: str
    cells: tuple[dict[str, Any] | None, ...]
    whole: dict[str, Any] | None
    scale: str


@dataclass
class Detail:
    """One subject read closely: columns by group, sections with their rows."""

    subject: dict[str, Any]
    columns: list[str] = field(default_factory=list)
    sections: list[tuple[str, list[Row]]] = field(default_factory=list)
    is_pooled: bool = False


def detail(data: dict[str, Any], code: str) -> Detail | None:
    """The chosen subject, or the first; None where the result has none."""
    subjects = data["subjects"]
    chosen = next((one for one in subjects if one["code"] == code), subjects[0] if subjects else None)
    if chosen is None:
        return None
    found = Detail(chosen)
    asked = list(dict.fromkeys(_key(cell) for item in chosen["items"] for cell in item["cells"]))
    labels = {one["code"]: one["label"] for one in data["groups"]}
    found.columns = [labels[key] if key in labels else _("合并公布") for key in asked]
    found.is_pooled = any(item["all"] for item in chosen["items"])
    missing = {one["code"]: one["missing"] for one in data["groups"]}
    for item in chosen["items"]:
        by_key = {
            _key(cell): {**cell, "missing": sum(missing[code] for code in cell["groups"])} for cell in item["cells"]
        }
        row = Row(item["wording"], tuple(by_key.get(key) for key in asked), item["all"], item["scale"])
        if not found.sections or found.sections[-1][0] != item["section"]:
            found.sections.append((item["section"], []))
        found.sections[-1][1].append(row)
    return found


def _key(cell: dict[str, Any]) -> str:
    return "+" if cell["is_together"] else cell["groups"][0]
