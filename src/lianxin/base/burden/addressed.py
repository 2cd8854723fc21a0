"""收到的单位: which units a document or a meeting turns to, read from the names that stand on it."""

import re
from collections.abc import Sequence

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, is_within
from lianxin.base.orgs.terms import UnitKind

_APART = re.compile(r"[、，,；;。：:\s（）()]+")
#: 各乡镇、各村: all of a kind
COLLECTIVE: dict[str, tuple[str, ...]] = {
    "各乡镇": (UnitKind.TOWNSHIP,), "各镇": (UnitKind.TOWNSHIP,), "各乡": (UnitKind.TOWNSHIP,), "各街道": (UnitKind.TOWNSHIP,),
    "各村": (UnitKind.VILLAGE,), "各社区": (UnitKind.COMMUNITY,), "各村社区": (UnitKind.VILLAGE, UnitKind.COMMUNITY),
    "各部门": (UnitKind.DEPARTMENT,), "各成员单位": (UnitKind.DEPARTMENT,), "各学校": (UnitKind.SCHOOL,),
}  # fmt: skip


def addressed(words: str, sender: Unit, among: Sequence[Unit]) -> list[Unit]:
    """Of those units the ones that the words name, each once, never the sender itself.

    各乡镇 of a county office or a department is every township, 各村 of a township those that lie in it. What names no unit
    that exists counts for nobody: it was not sent to anybody here.
    """
    root = sender.path if sender.kind in (UnitKind.COUNTY, UnitKind.TOWNSHIP) else sender.path[:STEP]
    parts = {part for part in _APART.split(words) if part}
    kinds = {kind for part in parts for kind in COLLECTIVE.get(part, ())}
    return [
        unit for unit in among
        if unit.pk != sender.pk and is_within(unit.path, root) and (unit.name in parts or unit.kind in kinds)
    ]  # fmt: skip
