"""栏名: what may stand in a table, with the words by which offices name it, from the ledgers and the indicators.

The words here are what real tables call a figure; an indicator that is not there is not offered.
"""

from collections.abc import Iterable

from lianxin.base import ledgers
from lianxin.base.indicators import FIGURES, known
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.templates import Offer
from lianxin.reports.filling.terms import FIGURE, Below, Fact, Shown, UnitFact

FIGURE_WORDS: dict[str, tuple[str, ...]] = {
    "concern.received": (
        "收到诉求",
        "诉求件数",
        "受理件数",
        "信访件数",
        "来信来访件数",
        "信访总量",
        "受理诉求数",
        "登记件数",
    ),
    "concern.closed": ("办结件数", "办结数", "已办结", "解决件数", "办结诉求数"),
    "concern.on_time_rate": ("按期办结率", "按时办结率"),
    "concern.open": ("未办结", "在办件数", "正在办理"),
    "household.registered": ("户数", "总户数", "在册户数"),
    "household.in_need": ("贫困户数", "困难户数", "贫困户户数", "困难户", "贫困户"),
    "help.funds_yuan": ("已投入帮扶资金", "帮扶资金", "投入资金", "帮扶资金合计"),
    "help.plans": ("帮扶计划数", "制定帮扶计划"),
    "help.projects_open": ("在建项目", "帮扶项目"),
    "visit.visits": ("走访次数", "走访人次"),
    "visit.households": ("走访户数", "入户走访户数"),
    "dispute.found": ("排查矛盾纠纷", "排查件数", "矛盾纠纷数"),
    "mediation.success_rate": ("调解成功率", "化解率"),
    "rectification.issued": ("整改事项", "整改问题数", "问题数"),
    "rectification.signed_off": ("已销号", "销号数", "整改完成数"),
    "hazard.registered": ("隐患点数", "排查隐患"),
}
VILLAGE = ("村名称", "村名", "村社区", "村居", "所在村", "行政村")
TOWN = ("镇名称", "乡镇", "乡镇名称", "所属乡镇", "镇街", "镇")
COUNTY = ("区", "区县", "县区", "县名称", "县", "县市区")
PLAIN = ("单位", "单位名称", "填报单位", "责任单位", "学校名称", "部门", "部门名称", "名称")
FACT_WORDS: dict[str, tuple[str, ...]] = {
    Fact.UNIT: ("填报单位", "填表单位", "报送单位", "单位", "单位名称", "单位盖章", "填报单位盖章", "制表单位"),
    Fact.PERIOD: ("统计期", "统计时间", "统计时段", "报送期", "月份", "年度", "所属期"),
    Fact.TODAY: (
        "填报日期",
        "填表日期",
        "填报时间",
        "填表时间",
        "日期",
        "时间",
        "报送日期",
        "报送时间",
        "制表日期",
        "制表时间",
    ),
    Fact.PERSON: ("填表人", "填报人", "制表人", "经办人", "填表人签字", "制表"),
}


def ledger_offers(code: str) -> list[Offer]:
    """The columns of a ledger. Raises UnknownLedger."""
    return [Offer(one.code, str(one.label), one.aliases) for one in ledgers.get(code).columns]


def figure_offers(by: Actor) -> list[Offer]:
    """Every indicator, for whoever reads figures."""
    if not by.has(FIGURES):
        return []
    return [Offer(FIGURE + one.code, str(one.label), FIGURE_WORDS.get(one.code, ())) for one in known()]


def unit_offers(below: str, by: Actor) -> list[Offer]:
    """A table with a row for each unit: number, names, figures."""
    name: tuple[str, ...] = {Below.VILLAGES: VILLAGE, Below.TOWNSHIPS: TOWN}.get(Below(below or Below.VILLAGES), ())
    parent: tuple[str, ...] = {Below.VILLAGES: TOWN, Below.TOWNSHIPS: COUNTY}.get(Below(below or Below.VILLAGES), ())
    return [
        Offer(UnitFact.NUMBER, str(UnitFact.NUMBER.label), ("编号", "序")),
        Offer(UnitFact.NAME, str(UnitFact.NAME.label), (*name, *PLAIN)),
        Offer(UnitFact.PARENT, str(UnitFact.PARENT.label), parent),
        Offer(UnitFact.COUNTY, str(UnitFact.COUNTY.label), COUNTY if below == Below.VILLAGES else ()),
        *figure_offers(by),
    ]


def item_offers() -> list[Offer]:
    """The columns of a table of items."""
    return [
        Offer(Shown.NOW, str(Shown.NOW.label), ("数量", "数", "本月", "本年", "数据", "件数", "数值", "合计", "完成数", "本期数")),
        Offer(Shown.YEAR_BEFORE, str(Shown.YEAR_BEFORE.label), ("去年同期", "同期", "上年同期数")),
    ]  # fmt: skip


def place_offers() -> list[Offer]:
    """What stands above and below a table."""
    return [Offer(one, str(one.label), FACT_WORDS.get(one, ())) for one in Fact]


def names_of(offers: Iterable[Offer]) -> dict[str, str]:
    """Codes and words, for a list to choose from."""
    return {one.code: one.label for one in offers}
