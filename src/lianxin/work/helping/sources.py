"""帮扶事项、资金、村级项目作指标来源: what households and villages received; households and helpers are none of it."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sources import DateField, Source, Standing, choice, day, flag, number, register
from lianxin.work.helping.indicators import funds, items, projects, projects_open
from lianxin.work.helping.terms import VIEW, HelpKind, ProjectKind, Stage

BOTH = ("unit", "home")

register(
    Source(
        code="help_item", label=_("帮扶事项"), of=items, to_open=VIEW, measure=_("项"), places=BOTH, note=_("撤下的不计"),
        dates=(DateField("added", _("列入日期"), "added_on"), DateField("finished", _("完成日期"), "finished_on")),
        fields=(
            choice("kind", _("类别"), "kind", HelpKind.choices),
            flag("finished_yet", _("已经完成"), _("还没有完成"), Q(finished_on__isnull=False)),
            flag("in_time", _("按期完成"), _("没有按期完成"), Q(finished_on__lte=F("due_on"))),
            day("due_on", _("办理期限"), "due_on"),
        ),
    ),
    Source(
        code="help_fund", label=_("帮扶资金"), of=funds, to_open=VIEW, measure=_("笔"), places=BOTH, note=_("撤销的不计"),
        dates=(DateField("on", _("日期"), "on"),),
        fields=(
            flag("for_household", _("用于帮扶计划"), _("不用于帮扶计划"), Q(plan__isnull=False)),
            flag("for_project", _("用于村级项目"), _("不用于村级项目"), Q(project__isnull=False)),
            number("amount_yuan", _("金额"), "amount_yuan", _("元")),
        ),
    ),
    Source(
        code="village_project", label=_("村级项目"), of=projects, to_open=VIEW, measure=_("个"), places=BOTH,
        dates=(
            DateField("applied", _("申报日期"), "applied_on"), DateField("approved", _("批复日期"), "approved_on"),
            DateField("finished", _("完工日期"), "finished_on"),
        ),
        standings=(Standing("open", _("已申报、没有完工也没有退回"), projects_open.standing),),
        fields=(
            choice("kind", _("类别"), "kind", ProjectKind.choices),
            choice("stage", _("进度"), "stage", Stage.choices),
            number("asked_yuan", _("申请资金"), "asked_yuan", _("元")),
            number("households", _("受益户数"), "households", _("户")),
        ),
    ),
)  # fmt: skip
