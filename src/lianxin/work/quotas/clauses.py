"""条款 as given by a form, a preset or a version before; and the sentences for those that contradict themselves."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.work.quotas.models import QuotaRule


@dataclass(frozen=True)
class Clause:
    """一条条款 to be written into a draft; the fields are those of `QuotaRule`."""

    label: str
    measure: str
    unit: str
    period: str
    minimum: int
    most: int | None = None
    kinds: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    link: str = ""
    link_kinds: tuple[str, ...] = ()
    part: str = "days"
    sharing: str = "shared"
    wider: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def of(cls, rule: QuotaRule) -> "Clause":
        """The same as one that is written already."""
        return cls(rule.label, rule.measure, rule.unit, rule.period, rule.minimum, rule.most, tuple(rule.kinds),
                   tuple(rule.where), rule.link, tuple(rule.link_kinds), rule.part, rule.sharing, rule.wider, rule.first,
                   rule.last)  # fmt: skip


#: pure.quota.NotARule.code → the sentence, and the field that it belongs to
CONTRADICTIONS: dict[str, tuple[str | Promise, str]] = {
    "minimum": (_("至少是 1。"), "minimum"),
    "most": (_("上限不能低于“至少”。"), "most"),
    "part": (_("连续的日子和联系的月数不能按天折算，请改选不折算或满半期才算。"), "part"),
    "run": (_("连续的日子要放得进每一期，最多 28 天，也不超过自定的起止。"), "minimum"),
    "link": (_("数联系点本身时，不能再“对每个联系点”要求。"), "link"),
    "wider": (_("选“只在较宽的一条之内算”时，请指明是哪一条；别的选法不要指。"), "wider"),
    "own": (_("自定起止要写起和止；别的期间不要写。"), "first"),
}
