"""帮扶的词汇: kinds of help, how a project goes, the four ones, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class HelpKind(models.TextChoices):
    """帮扶类别, as codes (004-h “政策咨询、市场信息、项目资金、技术服务等方面的支持”)."""

    POLICY = "policy", _("政策咨询")
    MARKET = "market", _("市场信息")
    FUNDING = "funding", _("项目资金")
    TECHNIQUE = "technique", _("技术服务")
    GOODS = "goods", _("生产物资")
    WORK = "work", _("就业用工")
    SCHOOLING = "schooling", _("助学")
    MEDICAL = "medical", _("就医")
    HOUSING = "housing", _("住房修缮")
    LABOUR = "labour", _("出工出力")
    PUBLIC_WORKS = "public_works", _("公益设施")
    OTHER = "other", _("其他")


#: 计量单位, proposed while one types; 000-4 “计划帮扶发展蔬菜…亩，化肥…袋，生猪…头”
MEASURES = ("亩", "袋", "头", "只", "株", "吨", "公斤", "次", "场", "户", "人", "元", "米", "套", "件", "盏", "口")


class Term(models.TextChoices):
    """目标的远近 (000-4 “制订近期目标，中期目标”)."""

    NEAR = "near", _("近期目标")
    MID = "mid", _("中期目标")


class ProjectKind(models.TextChoices):
    """项目类别, as the “四个一” tells them apart."""

    INCOME = "income", _("致富项目")
    WORKS = "works", _("公益事业")
    OTHER = "other", _("其他项目")


class Stage(models.TextChoices):
    """项目进度: applied for, accepted, approved, under way, finished; or not approved."""

    APPLIED = "applied", _("已申报")
    ACCEPTED = "accepted", _("已受理")
    APPROVED = "approved", _("已批复")
    UNDER_WAY = "under_way", _("实施中")
    FINISHED = "finished", _("已完工")
    REFUSED = "refused", _("未批")


PROJECT_FLOW = Flow(
    "project",
    {
        "accept": ((Stage.APPLIED,), Stage.ACCEPTED),
        "approve": ((Stage.APPLIED, Stage.ACCEPTED), Stage.APPROVED),
        "refuse": ((Stage.APPLIED, Stage.ACCEPTED), Stage.REFUSED),
        "apply_again": ((Stage.REFUSED,), Stage.APPLIED),
        "begin": ((Stage.APPROVED,), Stage.UNDER_WAY),
        "finish": ((Stage.UNDER_WAY,), Stage.FINISHED),
    },
)
PROJECT_VERBS = {
    "accept": _("受理"), "approve": _("批复"), "refuse": pgettext_lazy("project", "未批"), "apply_again": _("重新申报"),
    "begin": _("开工实施"), "finish": _("完工"),
}  # fmt: skip


class One(models.TextChoices):
    """四个一 (004-h “送一门实用技术、上一个致富项目、干一件公益事业、帮一户困难群众”)."""

    SKILL = "skill", _("送一门实用技术")
    PROJECT = "project", _("上一个致富项目")
    DEED = "deed", _("干一件公益事业")
    HOUSEHOLD = "household", _("帮一户困难群众")


VIEW = permission("help.view", _("查看帮扶计划、资金和项目"), weighed_at=("unit", "home"))
PLAN = permission("help.plan", _("制订和落实帮扶计划"), weighed_at=("unit", "home"))

event("help.planned", _("制订帮扶计划，%(person)s负责，到%(until)s"), private=("aim",))
event("help.changed", _("修改帮扶计划"), private=("aim",))
event("help.ended", _("帮扶计划结束"), private=("result",))
event("help.item_added", _("列入帮扶事项：%(kind)s %(planned)s %(measure)s"), private=("item",))
event("help.item_dropped", _("撤下帮扶事项"), private=("reason",))
event("help.given", _("落实帮扶：%(kind)s %(quantity)s %(measure)s"), private=("note",))
event("help.given_voided", _("撤销一笔落实：%(quantity)s %(measure)s"), private=("reason",))
event("help.goal_set", _("定%(kind)s，%(until)s前"), private=("goal",))
event("help.task_set", _("安排任务，%(person)s负责，%(due_on)s前"), private=("task",))
event("help.task_done", _("任务已完成"), private=("note",))
event("help.funded", _("帮扶资金 %(amount)s 元，来源：%(source)s"), private=("use",))
event("help.fund_voided", _("撤销一笔帮扶资金 %(amount)s 元"), private=("reason",))
event("help.erased", _("本户资料到期，清除帮扶计划里的说明"), private=())
event("project.applied", _("申报项目，报送%(to)s"), private=("title",))
event("project.moved", _("项目进度：%(outcome)s"), private=("note",))
event("project.corrected", _("修改项目登记"), private=())
