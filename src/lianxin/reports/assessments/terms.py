"""考核的词汇: states of a scheme, a run and an objection, how a figure becomes a result, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("assessment.view", _("查看考核方案和结果"))
OWN = permission("assessment.own", _("查看本单位公布的考核结果"))
EDIT = permission("assessment.edit", _("制订考核方案"))
APPROVE = permission("assessment.approve", _("批准考核方案"))
RUN = permission("assessment.run", _("组织考核"))
OBJECT = permission("assessment.object", _("对考核结果提出异议"))
PUBLISH = permission("assessment.publish", _("审定、公布考核结果"))


class SchemeState(models.TextChoices):
    """考核方案: a draft, approved by another person, or dropped before that. Approved it is never edited again."""

    DRAFT = "draft", pgettext_lazy("assessment", "草稿")
    APPROVED = "approved", pgettext_lazy("assessment", "已批准")
    DROPPED = "dropped", pgettext_lazy("assessment", "已作废")


SCHEME_FLOW = Flow(
    "assessment_scheme",
    {
        "approve": ((SchemeState.DRAFT,), SchemeState.APPROVED),
        "drop": ((SchemeState.DRAFT,), SchemeState.DROPPED),
    },
)
SCHEME_VERBS: dict[str, str | Promise] = {
    "approve": pgettext_lazy("assessment", "批准方案"), "drop": pgettext_lazy("assessment", "作废草稿"),
}  # fmt: skip


class Every(models.TextChoices):
    """多久考核一次 (000-2: 每半年)."""

    HALF_YEAR = "half_year", _("每半年")
    QUARTER = "quarter", _("每季度")
    YEAR = "year", _("每年")


class ItemKind(models.TextChoices):
    """考核项: measured by a result, or a fact that is there or not; both open to records."""

    MEASURED = "measured", _("看结果")
    FACT = "fact", _("看有没有做到")


class How(models.TextChoices):
    """怎样折算: how the figure of an item becomes its result."""

    PROPORTIONAL = "proportional", _("按比例折算")
    STEPS = "steps", _("分段折算")
    FULFILLED = "fulfilled", _("达到与否")


class RunState(models.TextChoices):
    """一次考核: drafted with frozen figures, shown to the units, objections decided, published, put away."""

    DRAFTED = "drafted", pgettext_lazy("assessment", "已拟，未给单位看")
    OPEN = "open", pgettext_lazy("assessment", "单位核对中")
    DECIDED = "decided", pgettext_lazy("assessment", "异议已办完，待审定")
    PUBLISHED = "published", pgettext_lazy("assessment", "已公布")
    CLOSED = "closed", pgettext_lazy("assessment", "已归档")
    DROPPED = "dropped", pgettext_lazy("assessment", "已作废")


RUN_FLOW = Flow(
    "assessment_run",
    {
        "show": ((RunState.DRAFTED,), RunState.OPEN),
        "decide": ((RunState.OPEN,), RunState.DECIDED),
        "publish": ((RunState.DECIDED,), RunState.PUBLISHED),
        "close": ((RunState.PUBLISHED,), RunState.CLOSED),
        "drop": ((RunState.DRAFTED, RunState.OPEN, RunState.DECIDED), RunState.DROPPED),
    },
)
RUN_VERBS: dict[str, str | Promise] = {
    "show": _("给单位核对"), "decide": _("异议办完"), "publish": pgettext_lazy("assessment", "审定公布"),
    "close": pgettext_lazy("assessment", "归档"), "drop": pgettext_lazy("assessment", "作废这次考核"),
}  # fmt: skip
SHOWN = (RunState.OPEN, RunState.DECIDED, RunState.PUBLISHED, RunState.CLOSED)
PUBLISHED = (RunState.PUBLISHED, RunState.CLOSED)


class NotRated(models.TextChoices):
    """不评的原因: never a result of 0."""

    NO_DATA = "no_data", _("本期没有数据")
    FEW = "few", _("件数太少")
    WAIVED = "waived", _("异议成立，这一项不评")


class About(models.TextChoices):
    """异议针对什么."""

    RECORDS = "records", _("记录不对")
    BASIS = "basis", _("口径不适合本单位")
    OTHER = "other", pgettext_lazy("assessment", "其他")


class ObjectionState(models.TextChoices):
    RAISED = "raised", pgettext_lazy("assessment", "待答复")
    UPHELD = "upheld", pgettext_lazy("assessment", "成立")
    REJECTED = "rejected", pgettext_lazy("assessment", "不成立")
    WITHDRAWN = "withdrawn", pgettext_lazy("assessment", "已撤回")


OBJECTION_FLOW = Flow(
    "assessment_objection",
    {
        "uphold": ((ObjectionState.RAISED,), ObjectionState.UPHELD),
        "reject": ((ObjectionState.RAISED,), ObjectionState.REJECTED),
        "withdraw": ((ObjectionState.RAISED,), ObjectionState.WITHDRAWN),
    },
)
OBJECTION_VERBS: dict[str, str | Promise] = {
    "uphold": _("异议成立"), "reject": _("异议不成立"), "withdraw": _("撤回异议"),
}  # fmt: skip


class Way(models.TextChoices):
    """成立后怎么办: count again from corrected records, take named records out, or do without the item for this unit."""

    RECOUNT = "recount", _("记录已经改正，重新统计")
    EXCLUDE = "exclude", _("把点名的记录剔除后重算")
    WAIVE = "waive", _("这一项对该单位不评")


event("assessment.scheme_drafted", _("拟考核方案“%(name)s”第 %(version)s 版，%(items)s 项"), private=())
event("assessment.scheme_approved", _("批准考核方案“%(name)s”第 %(version)s 版，自%(valid_from)s起执行"), private=())
event("assessment.scheme_dropped", _("作废考核方案草稿“%(name)s”第 %(version)s 版"), private=("reason",))
event("assessment.drafted", _("拟%(period)s“%(name)s”，%(units)s 个单位，不评 %(left)s 个"), private=())
event("assessment.shown", _("%(period)s考核结果给单位核对，%(until)s前可以提出异议"), private=())
event("assessment.confirmed", _("%(unit)s核对无异议"), private=())
event("assessment.objected", _("%(unit)s对“%(item)s”提出异议"), private=("text",))
event("assessment.objection_withdrawn", _("%(unit)s撤回对“%(item)s”的异议"), private=())
event("assessment.objection_upheld", _("%(unit)s对“%(item)s”的异议成立：%(was)s，改为 %(now)s"), private=("reason",))
event("assessment.objection_rejected", _("%(unit)s对“%(item)s”的异议不成立"), private=("reason",))
event("assessment.decided", _("%(period)s考核的异议办完，成立 %(upheld)s 件，不成立 %(rejected)s 件"), private=())
event("assessment.published", _("公布%(period)s考核结果，校验值 %(sha256)s"), private=("comment",))
event("assessment.closed", _("%(period)s考核归档，核对与公布时一致"), private=())
event("assessment.dropped", _("作废%(period)s考核"), private=("reason",))
event("assessment.exported", _("导出%(unit)s%(period)s考核结果，%(form)s"), private=())
