"""校验值: SHA-256 over everything that a frozen figure or a late change says, and over the fingerprint before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.pure.keysets import plain
from lianxin.reports.freezes.models import FrozenFigure, FrozenTree, LateChange

FIGURE = (
    "number", "of", "label", "turn", "code", "name", "version", "kind", "basis", "numerator", "denominator", "measure",
    "places", "unit_id", "unit_path", "unit_name", "period", "value", "part", "whole", "source", "opens", "keys",
    "whole_keys", "measured", "as_of", "viewpoint", "signed_by", "signed_post", "signed_on", "at", "previous",
)  # fmt: skip
LATE = (
    "turn", "old", "value", "part", "whole", "keys", "whole_keys", "measured", "added", "removed", "changed", "reason",
    "by_name", "by_post", "on", "at", "previous",
)  # fmt: skip


def fingerprint_of(frozen: FrozenFigure) -> str:
    """The fingerprint that the figure must bear, with the tree of its time."""
    return _digest({**_said(frozen, FIGURE), "tree": frozen.tree.digest})


def late_fingerprint_of(late: LateChange) -> str:
    """The fingerprint that the late change must bear."""
    return _digest({**_said(late, LATE), "frozen": late.frozen.fingerprint})


def tree_body(unit: Unit, on: date) -> str:
    """当时的单位: path, kind and name of the unit and of all below it that exist on the day."""
    found = Unit.objects.filter(within("path", unit.path)).valid(on).order_by("path")
    return _json([list(row) for row in found.values_list("path", "kind", "name")])


def tree_digest(tree: FrozenTree) -> str:
    """The digest that the tree must bear."""
    return digest_of(tree.body)


def digest_of(text: str) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _said(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: _plain(getattr(row, field)) for field in fields}


def _plain(value: Any) -> Any:
    """Numbers, days and moments the same, whichever database they come from."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _digest(said: Mapping[str, Any]) -> str:
    return digest_of(_json(said))


def _json(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
