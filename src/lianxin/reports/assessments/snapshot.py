"""定稿 (M291): everything that was published, as canonical JSON under one SHA-256, and what of it is no longer so."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators.kinds import Words
from lianxin.base.journal import book
from lianxin.pure.keysets import plain
from lianxin.reports.assessments import queries
from lianxin.reports.assessments.models import Cell, Item, Objection, Run, Scheme, Sheet
from lianxin.reports.freezes import seal

SCHEME = ("code", "version", "title", "basis", "purpose", "kinds", "every", "objection_days", "least_rated", "bands",
          "larger", "larger_weight", "made_by", "approved_by", "approved_on", "valid_from")  # fmt: skip
ITEM = ("label", "kind", "indicator", "version", "definition", "better", "measure", "weight", "how", "floor", "full",
        "steps", "least")  # fmt: skip
RUN = ("code", "in_period", "drafted_by", "drafted_on", "shown_on", "object_until", "decided_on", "published_on",
       "signed_by", "signed_post", "opinion")  # fmt: skip
SHEET = ("unit_path", "unit_name", "unit_kind", "total", "band", "confirmed_by", "confirmed_on")
CELL = ("value", "part", "whole", "used", "result", "not_rated", "excluded")
OBJECTION = ("about", "text", "keys", "names", "by_name", "on", "state", "way", "answer", "answered_by", "answered_on")
REVISION = ("way", "was", "now", "on")


def body_of(run: Run, previous: str) -> dict[str, Any]:
    """All that is published, from the tables: scheme, signer, units in tree order with items, objections, revisions."""
    cells = queries.cells_by_sheet(run)
    return {
        "scheme": {**_said(run.scheme, SCHEME), "dimensions": _dimensions(run.scheme)},
        "run": {**_said(run, RUN), "unit": run.unit.name, "previous": previous},
        "units": {one.unit_name: _sheet(one, cells.get(one.pk, ())) for one in run.sheets.order_by("unit_path")},
    }


def _dimensions(scheme: Scheme) -> list[dict[str, Any]]:
    return [
        {"name": one.name, "weight": one.weight, "items": [_said(item, ITEM) for item in items]}
        for one, items in queries.dimensions_of(scheme)
    ]


def _sheet(sheet: Sheet, cells: Iterable[Cell]) -> dict[str, Any]:
    return {**_said(sheet, SHEET), "items": {_name(cell.item): _cell(cell) for cell in cells}}


def _name(item: Item) -> str:
    return f"{item.dimension.number}.{item.number} {item.label}"


def _cell(cell: Cell) -> dict[str, Any]:
    revised = {one.objection_id: one for one in cell.revisions.all()}
    found = [_objection(one, revised) for one in cell.objections.all()]
    frozen = {"number": cell.frozen.number, "fingerprint": cell.frozen.fingerprint} if cell.frozen else {}
    return {**_said(cell, CELL), "frozen": frozen, "objections": found}


def _objection(one: Objection, revised: Mapping[int, Any]) -> dict[str, Any]:
    kept = revised.get(one.pk)
    return {**_said(one, OBJECTION), "revision": _said(kept, REVISION) if kept else {}}


def canonical(body: Mapping[str, Any]) -> str:
    """The same content is the same text, on every machine."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """校验值."""
    return hashlib.sha256(text.encode()).hexdigest()


def faults(run: Run) -> list[str]:
    """核对: what of the published run is no longer as it was signed, each in a sentence; nothing where all is well.

    Looked at are the kept text against its hash, the hash against the journal, the tables of today against the text,
    and every frozen figure against its own fingerprint.
    """
    found: list[str] = []
    if digest(run.snapshot) != run.sha256:
        found.append(_("定稿的文字与校验值不符：文字在公布以后被改过。"))
    told = [entry.detail.get("sha256") for entry in book.story(run.ref) if entry.event == "assessment.published"]
    if told != [run.sha256]:
        found.append(_("校验值与流水里公布时记下的不符。"))
    try:
        kept = json.loads(run.snapshot)
    except ValueError:
        return [*found, _("定稿的文字已经读不出来。")]
    now = json.loads(canonical(body_of(run, str(kept.get("run", {}).get("previous", "")))))
    before, after = dict(_flat(kept)), dict(_flat(now))
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            found.append(_("%(where)s：公布时是 %(was)s，现在是 %(now)s。") % {
                "where": key, "was": _short(before.get(key)), "now": _short(after.get(key)),
            })  # fmt: skip
    return found + _broken_figures(run)


def _broken_figures(run: Run) -> list[str]:
    cells = Cell.objects.filter(sheet__run=run, frozen__isnull=False).select_related("frozen__tree", "item", "sheet")
    return [
        _("%(unit)s的“%(item)s”：封存的数与它的校验值不符。") % {"unit": cell.sheet.unit_name, "item": cell.item.label}
        for cell in cells
        if cell.frozen is not None and seal.fingerprint_of(cell.frozen) != cell.frozen.fingerprint
    ]


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from _flat(one, f"{path} · {WORDS.get(key, key)}" if path else str(WORDS.get(key, key)))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, one in enumerate(value, 1):
            yield from _flat(one, f"{path} {number}")
    else:
        yield path, value


def _short(value: Any) -> str:
    text = _("没有") if value in (None, "", [], {}) else str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _said(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: _plain(getattr(row, field)) for field in fields}


def _plain(value: Any) -> Any:
    """Numbers and days the same, whichever database they come from."""
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


WORDS: dict[str, Words] = {
    "scheme": gettext_lazy("方案"),
    "run": gettext_lazy("考核"),
    "units": gettext_lazy("单位"),
    "dimensions": gettext_lazy("维度"),
    "items": gettext_lazy("考核项"),
    "value": gettext_lazy("数值"),
    "part": gettext_lazy("分子"),
    "whole": gettext_lazy("分母"),
    "used": gettext_lazy("所用权重"),
    "result": gettext_lazy("结果"),
    "total": gettext_lazy("总结果"),
    "band": gettext_lazy("档次"),
    "weight": gettext_lazy("权重"),
    "label": gettext_lazy("名称"),
    "definition": gettext_lazy("口径"),
    "signed_by": gettext_lazy("签发人"),
    "opinion": gettext_lazy("审定意见"),
    "objections": gettext_lazy("异议"),
    "answer": gettext_lazy("答复"),
    "frozen": gettext_lazy("封存"),
    "not_rated": gettext_lazy("不评的原因"),
    "excluded": gettext_lazy("剔除的记录"),
    "bands": gettext_lazy("分档"),
    "full": gettext_lazy("得满的数"),
    "floor": gettext_lazy("得零的数"),
    "revision": gettext_lazy("改正"),
    "state": gettext_lazy("状态"),
    "title": gettext_lazy("名称"),
}
