"""样例: rule sets in our own words after what offices really asked (rules.md §6.4); a draft may begin with one of them.

No county, no office and no person is named. Where people are bound by their standing (班子成员, 党员) rather than by a
role of the system, nobody is bound until somebody is named.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.work.quotas.clauses import Clause

HOUSEHOLDS = ("household", "care")
SERVED = ("care", "staff", "retired", "young_member", "resident")
AT_HOMES = ("household", "errand", "condolence")
NEIGHBOURHOODS = ("village", "community")


@dataclass(frozen=True)
class Preset:
    """样例: a title, for whom, and its clauses."""

    code: str
    title: str
    about: str | Promise
    clauses: tuple[Clause, ...]
    roles: tuple[str, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    subject: str = "people"


def _links(
    label: str, minimum: int, kinds: tuple[str, ...], *, where: tuple[str, ...] = (), most: int | None = None
) -> Clause:
    """So many links that stand; they are not divided, a link is a link."""
    return Clause(label, "pairings", "standing", "year", minimum, most, kinds, where, part="whole")


_EACH_LINK = (
    Clause("每个联系点去 6 次", "field_days", "occasions", "year", 6, link="pairings", link_kinds=("village", "unit")),
    Clause("一个联系点至少联系一年", "pairings", "lasting", "year", 12, kinds=("village", "unit"), part="whole"),
    _links("联系 1 个县区、园区", 1, ("unit",), where=("county", "centre", "department")),
    _links("联系 1 个乡镇", 1, ("unit",), where=("township",)),
    _links("联系 1 个村、社区", 1, ("village",), where=NEIGHBOURHOODS),
    _links("联系 1 至 2 户困难户", 1, HOUSEHOLDS, most=2),
)

PRESETS: dict[str, Preset] = {
    preset.code: preset
    for preset in (
        Preset("leaders", "局领导调研下访", _("每年下访 100 天，其中蹲点 4 天；联系点、困难户和调研报告。"), (
            Clause("下访 100 天", "field_days", "days", "year", 100),
            Clause("其中蹲点 4 天", "field_days", "days", "year", 4, kinds=("squat",), sharing="within", wider="r1"),
            *_EACH_LINK,
            Clause("调研报告 1 篇", "reports", "occasions", "year", 1, kinds=("research",), part="half"),
        )),
        Preset("section_heads", "科室负责人调研下访", _("每年下访 50 天，其中蹲点 4 天；调研报告 1 篇。"), (
            Clause("下访 50 天", "field_days", "days", "year", 50),
            Clause("其中蹲点 4 天", "field_days", "days", "year", 4, kinds=("squat",), sharing="within", wider="r1"),
            Clause("调研报告 1 篇", "reports", "occasions", "year", 1, kinds=("research",), part="half"),
        )),
        Preset("committee", "班子成员联系社区", _("每人联系 2 个村（社区）、5 户，每月连续驻 3 天。"), (
            _links("联系 2 个村、社区", 2, ("village",), where=NEIGHBOURHOODS),
            _links("联系 5 户重点户", 5, HOUSEHOLDS),
            Clause("每月连续驻村、驻社区 3 天", "field_days", "run", "month", 3, where=NEIGHBOURHOODS, part="half"),
        )),
        Preset("staff", "工作人员联系群众", _("每人联系 1 个村（社区）、1 户、3 个服务对象，代办走访每月一天。"), (
            _links("联系 1 个村、社区", 1, ("village",), where=NEIGHBOURHOODS),
            _links("联系 1 户困难家庭", 1, ("household",)),
            _links("联系 3 个服务对象", 3, SERVED),
            Clause("代办走访每月 1 天", "visits", "days", "month", 1, kinds=("errand",), part="half"),
        ), roles=("liaison_officer",)),
        Preset("one_household", "包户干部每人一户", _("每人包一户困难户，保持经常联系。"), (
            _links("包 1 户困难户", 1, ("household",)),
            Clause("每月看望一次", "visits", "occasions", "month", 1, kinds=AT_HOMES, link="pairings",
                   link_kinds=("household",), part="half"),
        )),
        Preset("members", "党员结对", _("每人联系 1 至 2 名积极分子或群众，每学年谈心两次。"), (
            _links("联系 1 至 2 名", 1, ("young_member", "resident"), most=2),
            Clause("每学年谈心 2 次", "talks", "occasions", "school_year", 2, link="pairings",
                   link_kinds=("young_member", "resident"), part="half"),
        ), unit_kinds=("school",)),
        Preset("station_heads", "书记主任联系重点户", _("书记、主任选 5 户重点户，为每户每月走访一天。"), (
            _links("联系 5 户重点户", 5, HOUSEHOLDS),
            Clause("每户每月走访 1 天", "visits", "days", "month", 1, kinds=AT_HOMES, link="pairings",
                   link_kinds=HOUSEHOLDS, part="half"),
        ), roles=("station_head",), unit_kinds=NEIGHBOURHOODS),
        Preset("rounds", "每年两次大走访", _("每年参加两次走访活动。"), (
            Clause("参加大走访 2 次", "drives", "occasions", "year", 2, kinds=("round",), part="half"),
        ), roles=("liaison_officer",)),
        Preset("school_checks", "学校每学期检查", _("每学期检查一次联系群众制度的执行情况，抽看已有的记录。"), (
            Clause("检查 1 次", "checks", "occasions", "term", 1, part="half"),
        ), unit_kinds=("school",), subject="units"),
    )
}  # fmt: skip
