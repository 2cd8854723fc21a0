"""数据质量的词汇: kinds of validation rules, what became of a doubt, permissions, event kinds (M287, F091)."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

VIEW = permission("quality.view", _("查看数据质量"))
EDIT = permission("quality.edit", _("设置校验规则"))
EXPLAIN = permission("quality.explain", _("对数据疑点作说明"))
SECRECY = permission("secrecy.view", _("查看保密数据被查阅、导出的次数"))


class RuleKind(models.TextChoices):
    """校验规则的种类: a closed list, so that a clerk needs no formula and a rule can do no harm."""

    AT_MOST = "at_most", _("甲不大于乙（部分不大于整体）")
    SUM = "sum", _("甲等于其余各项之和")
    NEAR_BEFORE = "near_before", _("甲与上期相差不超过百分之几")
    PRESENT_WITH = "present_with", _("乙大于 0 时甲要有数")
    BETWEEN = "between", _("甲在两个数之间")
    REPEATED = "repeated", _("甲不连续三期完全相同")


#: the rules that hold everywhere without being set: code → what they say and what is to be done
BUILT_IN: dict[str, tuple[str | Promise, str | Promise]] = {
    "part_in_whole": (_("率的分子不大于分母"), _("请核对这个率的口径和记录。")),
    "rate_range": (_("率在 0 和 100 之间"), _("请核对分子和分母。")),
    "repeated": (_("外部数字连续三期完全相同"), _("请核对是不是照抄了上期的数；确实相同的，写一句说明。")),
}


class DoubtState(models.TextChoices):
    """疑点办到哪一步."""

    OPEN = "open", pgettext_lazy("doubt", "待说明或更正")
    EXPLAINED = "explained", pgettext_lazy("doubt", "已说明")
    MENDED = "mended", pgettext_lazy("doubt", "已更正")


event("quality.rule_set", _("校验规则“%(name)s”第 %(version)s 版自%(month)s起用"), private=())
event("quality.rule_ended", _("校验规则“%(name)s”用到%(month)s为止"), private=())
event("quality.doubt_found", _("%(month)s摸底统计有疑点：%(label)s"), private=())
event("quality.doubt_mended", _("疑点已更正：%(label)s"), private=())
event("quality.doubt_explained", _("对疑点作了说明：%(label)s"), private=("explanation",))
event("quality.reason_given", _("说明%(month)s摸底统计没有按期上报的原因"), private=("reason",))
