"""通报里的数字: each slot of the wording, what it counts, and the records behind it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.paths import within
from lianxin.work.circulars.models import CORRECTED, Circular, Finding, FindingQuerySet, Inspection, InspectionQuerySet
from lianxin.work.circulars.terms import FindingState, InspectionKind


@dataclass(frozen=True)
class Slot:
    """一个数: its word in the text, how it is counted, the list that is counted, the indicator that counts the same."""

    code: str
    word: str
    basis: str | Promise
    rows: Callable[[Circular], Any]
    by_unit: bool = False
    indicator: str = ""

    def value(self, circular: Circular) -> int:
        """How many: records, or with `by_unit` the units they are of."""
        rows = self.rows(circular).order_by()
        return int(rows.values("unit").distinct().count() if self.by_unit else rows.count())


def checks(circular: Circular) -> InspectionQuerySet:
    """督查记录 that a circular is drafted from: those of its own office in its days, or of its plan."""
    found = Inspection.objects.standing().filter(within("unit_path", circular.unit_path), home_path=circular.unit_path)
    found = found.filter(on__range=(circular.first, circular.last))
    return found.filter(plan_id=circular.plan_id) if circular.plan_id else found


def are_all(circular: Circular) -> bool:
    """Whether nobody else made checks there in these days: then the numbers equal those of the indicators."""
    others = Inspection.objects.standing().filter(within("unit_path", circular.unit_path))
    others = others.filter(on__range=(circular.first, circular.last)).exclude(home_path=circular.unit_path)
    return circular.plan_id is None and not others.exists()


def findings(circular: Circular) -> FindingQuerySet:
    found: FindingQuerySet = Finding.objects.filter(inspection__in=checks(circular).order_by().values("pk"))
    return found


SLOTS: dict[str, Slot] = {one.word: one for one in (
    Slot("units", "被查单位数", _("督查日期在通报起止日期内的督查记录所查的单位，一个单位算一个。"), checks, by_unit=True),
    Slot("checks", "督查次数", _("督查日期在通报起止日期内的督查记录，作废的不计。"), checks, indicator="inspection.carried_out"),
    Slot("leaders", "领导督导次数", _("其中类别为领导督导的。"),
         lambda one: checks(one).filter(kind=InspectionKind.LEADER), indicator="inspection.by_leaders"),
    Slot("findings", "问题数", _("这些督查提出的问题，撤销的不计。"),
         lambda one: findings(one).counted(), indicator="finding.noted"),
    Slot("named", "通报问题数", _("写进这份通报的问题，撤销的不计。"),
         lambda one: Finding.objects.filter(named_in__circular=one).counted()),
    Slot("replied", "说明数", _("其中单位作了说明的，撤销的也计。"), lambda one: findings(one).filter(replied_on__isnull=False)),
    Slot("changed", "修改数", _("其中按单位说明修改后成立的。"),
         lambda one: findings(one).filter(state=FindingState.CHANGED), indicator="finding.changed"),
    Slot("withdrawn", "撤销数", _("核实后撤销的问题。"),
         lambda one: findings(one).filter(state=FindingState.WITHDRAWN), indicator="finding.withdrawn"),
    Slot("corrected", "已改正数", _("成立的问题中当场改正的，和整改事项已销号的。"),
         lambda one: findings(one).standing().filter(CORRECTED), indicator="finding.corrected"),
)}  # fmt: skip
BY_CODE = {one.code: one for one in SLOTS.values()}


def value(circular: Circular, slot: Slot) -> int:
    """The number as issued, else as the records say now."""
    frozen = circular.figures.get(slot.code)
    return int(frozen) if frozen is not None else slot.value(circular)


def values(circular: Circular, words: Iterable[str]) -> dict[str, int]:
    """The numbers of those slots that a text uses, by word: one statement each."""
    return {word: value(circular, SLOTS[word]) for word in dict.fromkeys(words) if word in SLOTS}
