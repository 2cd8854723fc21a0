"""致困原因与认定依据: what a need may be due to and what it rests on, as dated lists with a version.

A list is never edited: a changed one is a new version, and a need keeps the version by which it was noted, so that an old
ledger still reads as it was written. Causes after 000-4 (“对致贫原因作了深刻了解”) and the office's usual table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Cause:
    """一种致困原因."""

    code: str
    label: str | Promise


@dataclass(frozen=True)
class Basis:
    """一种认定依据: its source, what the particulars are for, whether it asks for an income, how long they are kept.

    `keep_years` counts from the end of the need, or from the review that did not take place (个人信息保护法 §19, §47).
    """

    code: str
    label: str | Promise
    source: str | Promise
    purpose: str | Promise
    keep_years: int
    asks_income: bool = False


@dataclass(frozen=True)
class Lists:
    """一版目录: version, the first day on which it holds, causes and bases."""

    version: str
    since: date
    causes: tuple[Cause, ...]
    bases: tuple[Basis, ...]

    def cause_labels(self, codes: Iterable[str]) -> list[str | Promise]:
        """The words of these causes, in the order of the list."""
        wanted = set(codes)
        return [cause.label for cause in self.causes if cause.code in wanted]

    def basis(self, code: str) -> Basis | None:
        """The basis of that code, or None."""
        return next((basis for basis in self.bases if basis.code == code), None)


_SURVEY = Basis("survey", _("走访摸底"), _("本单位走访摸底安排"), _("摸清困难，安排帮扶"), keep_years=1)
_FIRST = Lists(
    version="2026-1",
    since=date(2020, 1, 1),
    causes=(
        Cause("illness", _("因病")), Cause("disability", _("因残")), Cause("schooling", _("因学")),
        Cause("disaster", _("因灾")), Cause("no_skill", _("缺技术")), Cause("no_labour", _("缺劳力")),
        Cause("no_funds", _("缺资金")), Cause("no_land", _("缺土地")), Cause("no_water", _("缺水")),
        Cause("no_road", _("交通不便")), Cause("no_job", _("失业无业")), Cause("old_age", _("年老无人照料")),
        Cause("accident", _("突发变故")), Cause("other", _("其他")),
    ),
    bases=(
        _SURVEY,
        Basis("minimum_living", _("最低生活保障"), _("《社会救助暂行办法》第二章"), _("办理和落实最低生活保障"), 3, asks_income=True),
        Basis("destitute", _("特困人员供养"), _("《社会救助暂行办法》第三章"), _("落实供养和照料"), 3),
        Basis("disaster_relief", _("受灾人员救助"), _("《社会救助暂行办法》第四章"), _("发放救灾款物"), 3),
        Basis("temporary_aid", _("临时救助"), _("《社会救助暂行办法》第九章"), _("办理临时救助"), 3),
        Basis("disabled", _("残疾人帮扶"), _("《残疾人保障法》第六章"), _("落实残疾人补贴和照料"), 3),
        Basis("pupil_aid", _("学生资助"), _("学生资助管理规定"), _("办理助学金和减免"), 3),
        Basis("worker", _("困难职工"), _("工会帮扶工作规定"), _("发放帮扶款物"), 3),
    ),
)  # fmt: skip
LISTS = (_FIRST,)


def lists_on(on: date) -> Lists:
    """The lists that hold on that day; before the first one, the first."""
    return next((one for one in reversed(LISTS) if one.since <= on), LISTS[0])


def lists_of(version: str) -> Lists:
    """The lists of that version; the present ones if it is unknown."""
    return next((one for one in LISTS if one.version == version), LISTS[-1])
