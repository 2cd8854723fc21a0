"""帮扶的指标: declarations only. Every sum is of dated entries that open; no figure is of diaries or of how often one wrote."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from lianxin.base.indicators.kinds import Count, Rate, Stock, Sum
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.helping.models import HelpFund, HelpItem, HelpPlan, VillageProject
from lianxin.work.helping.terms import VIEW, Stage
from lianxin.work.households.indicators import in_need, needs
from lianxin.work.households.terms import VIEW as SEE_HOUSEHOLD

# the names of the dates, as the page of definitions shows them
DATES = (
    gettext_noop("日期"), gettext_noop("完成日期"), gettext_noop("申报日期"), gettext_noop("批复日期"), gettext_noop("完工日期"),
)  # fmt: skip
HELP, PROJECTS, HOUSEHOLDS = _("帮扶"), _("村级项目"), _("户")


def plans() -> PlacedQuerySet:
    """All plans."""
    return HelpPlan.objects.all()


def items() -> PlacedQuerySet:
    """Items that were not dropped."""
    return HelpItem.objects.kept()


def funds() -> PlacedQuerySet:
    """Funds that were not voided."""
    return HelpFund.objects.standing()


def projects() -> PlacedQuerySet:
    """All projects."""
    return VillageProject.objects.all()


def _running(day: date) -> Q:
    return Q(since__lte=day) & (Q(ended_on=None) | Q(ended_on__gt=day))


def _in_need_with_plan(day: date) -> Q:
    standing = HelpPlan.objects.standing(day).filter(household=OuterRef("household"))
    return in_need.standing(day) & Q(Exists(standing))


def _under_way(day: date) -> Q:
    return Q(applied_on__lte=day) & (Q(closed_on=None) | Q(closed_on__gt=day))


plans_running = Stock(
    code="help.plans", label=_("帮扶计划"), basis=_("期末正在执行的帮扶计划，一户一个，为村制订的也计。"), of=plans, to_open=VIEW,
    standing=_running, measure=_("个"), group=HELP,
)  # fmt: skip
with_plan = Stock(
    code="help.in_need_with_plan", label=_("有帮扶计划的困难户"), basis=_("期末的困难户中，有正在执行的帮扶计划的户。"), of=needs,
    to_open=SEE_HOUSEHOLD, standing=_in_need_with_plan, measure=HOUSEHOLDS, group=HELP, better="high",
)  # fmt: skip
plan_rate = Rate(
    code="help.plan_rate", label=_("帮扶计划覆盖率"), basis=_("期末有帮扶计划的困难户 ÷ 期末困难户。"), part=with_plan, whole=in_need,
    group=HELP, better="high",
)  # fmt: skip
items_finished = Count(
    code="help.items_finished", label=_("完成帮扶事项"), basis=_("落实记录累计达到计划数量的日期在本期内的帮扶事项。"), of=items,
    dated="finished_on", to_open=VIEW, measure=_("项"), group=HELP, better="high",
)  # fmt: skip
fund_entries = Count(
    code="help.funds", label=_("帮扶资金笔数"), basis=_("日期在本期内的帮扶资金，已撤销的不计。"), of=funds, dated="on", to_open=VIEW,
    measure=_("笔"), group=HELP,
)  # fmt: skip
help_funds_yuan = Sum(
    code="help.funds_yuan", label=_("帮扶资金"), basis=_("日期在本期内的帮扶资金各笔金额之和，已撤销的不计。"), over=fund_entries,
    measured="amount_yuan", places=0, measure=_("元"), group=HELP,
)  # fmt: skip
projects_applied = Count(
    code="help.projects_applied", label=_("申报项目"), basis=_("申报日期在本期内的村级项目。"), of=projects,
    dated="applied_on", to_open=VIEW, measure=_("个"), group=PROJECTS,
)  # fmt: skip
projects_approved = Count(
    code="help.projects_approved", label=_("获批项目"), basis=_("批复日期在本期内的村级项目。"), of=projects,
    dated="approved_on", to_open=VIEW, measure=_("个"), group=PROJECTS,
)  # fmt: skip
projects_finished = Count(
    code="help.projects_finished", label=_("完工项目"), basis=_("完工日期在本期内的村级项目。"), of=projects,
    dated="finished_on", to_open=VIEW, where=Q(stage=Stage.FINISHED), measure=_("个"), group=PROJECTS,
)  # fmt: skip
projects_open = Stock(
    code="help.projects_open", label=_("在办项目"), basis=_("期末已申报、还没有完工也没有被退回的村级项目。"), of=projects, to_open=VIEW,
    standing=_under_way, measure=_("个"), group=PROJECTS,
)  # fmt: skip
register(
    plans_running, with_plan, plan_rate, items_finished, fund_entries, help_funds_yuan, projects_applied, projects_approved,
    projects_finished, projects_open,
)  # fmt: skip
