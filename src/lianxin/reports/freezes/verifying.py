"""核验: every fingerprint of a set reckoned anew, link by link; which figure is not what was signed, and in what.

What a hand in the database could do in spite of the triggers is found here: a value, a key, a reason changed, a figure
taken out of its row. The last fingerprint stands in the journal, whose own chain holds it (security.md T9).
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.pure.keysets import NotAKeySet
from lianxin.reports.freezes import seal
from lianxin.reports.freezes.kept import kept_of
from lianxin.reports.freezes.models import FrozenFigure, LateChange


@dataclass(frozen=True)
class Checked:
    """核验的结果 of one figure: what is wrong with it, empty where it is as it was signed."""

    frozen: FrozenFigure
    faults: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return not self.faults


def verify(of: str) -> list[Checked]:
    """核验 all figures frozen in one record, with their late changes, in order; four statements."""
    held = list(FrozenFigure.objects.of_record(of).select_related("tree", "unit"))
    late: dict[int, list[LateChange]] = defaultdict(list)
    for change in LateChange.objects.filter(frozen__of=of).order_by("turn"):
        late[change.frozen_id].append(change)
    told = _told(held)
    found, previous = [], ""
    for turn, frozen in enumerate(held, 1):
        faults = [*_chained(frozen, turn, previous), *_faults(frozen)]
        if frozen.fingerprint not in told[frozen.ref]:
            faults.append(_("流水里没有这个校验值"))
        for number, change in enumerate(late[frozen.pk], 1):
            change.frozen = frozen
            before = late[frozen.pk][number - 2].fingerprint if number > 1 else frozen.fingerprint
            faults += _late_faults(change, number, before, told[frozen.ref])
        missing = told[frozen.ref] - {frozen.fingerprint, *(one.fingerprint for one in late[frozen.pk])}
        if missing:
            faults.append(_("流水里有的事后变化，这里少了 %(n)s 条") % {"n": len(missing)})
        found.append(Checked(frozen, tuple(faults)))
        previous = frozen.fingerprint
    return found


def _told(held: list[FrozenFigure]) -> dict[str, set[str]]:
    """The fingerprints that the journal holds of each figure."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in book.stories([one.ref for one in held]):
        found[entry.of].add(str(entry.detail.get("fingerprint", "")))
    return found


def _chained(frozen: FrozenFigure, turn: int, previous: str) -> list[str]:
    if frozen.turn == turn and frozen.previous == previous:
        return []
    return [_("和前一个接不上：中间少了，或者前一个被改过")]


def _faults(frozen: FrozenFigure) -> list[str]:
    found = []
    if seal.fingerprint_of(frozen) != frozen.fingerprint:
        found.append(_("内容和校验值不符：封存后被改过"))
    if seal.tree_digest(frozen.tree) != frozen.tree.digest:
        found.append(_("当时的单位名单被改过"))
    if not _recounts(frozen):
        found.append(_("从留下的记录算出来的不是封存的数"))
    return found


def _late_faults(change: LateChange, number: int, before: str, told: set[str]) -> list[str]:
    is_good = (
        change.turn == number
        and change.previous == before
        and seal.late_fingerprint_of(change) == change.fingerprint
        and change.fingerprint in told
        and _recounts(change)
    )
    return [] if is_good else [_("第 %(n)s 次事后变化被改过") % {"n": number}]


def _recounts(row: FrozenFigure | LateChange) -> bool:
    try:
        return kept_of(row).value == row.value
    except NotAKeySet:
        return False
