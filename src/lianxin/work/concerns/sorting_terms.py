"""分类的词汇: the class with its texts, the shelf, the causes, topics as data. Kept beside `terms`, which is long already."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.work.concerns.terms import BOTH


class Line(models.TextChoices):
    """哪一条线卡住了: the rule is missing or blocked above, or it is there and is not carried out below (M068)."""

    UP = "up", _("上行线")
    DOWN = "down", _("下行线")


class Fault(models.TextChoices):
    """四类成因 (M069): of units and of the way they work, never of a person."""

    ATTITUDE = "attitude", _("思想认识")
    KNOWLEDGE = "knowledge", _("业务素质")
    ABILITY = "ability", _("能力素质")
    STYLE = "style", _("工作作风")


class OwnerLevel(models.TextChoices):
    """哪一级的事: which level owns the rule, or should have carried it out."""

    NATION = "nation", _("国家")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    COUNTY = "county", _("县")
    TOWNSHIP = "township", _("乡镇")
    VILLAGE = "village", _("村、社区")
    OWN = "own", _("单位自身")


class Found(models.TextChoices):
    """复核结果 of what lies on the shelf."""

    NOT_YET = "not_yet", _("仍不具备条件")
    POSSIBLE = "possible", _("已具备条件，重新办理")
    SOLVED = "solved", _("已解决，待答复")


class AnswerType(models.TextChoices):
    """附加问题的答法."""

    TEXT = "text", _("文字")
    NUMBER = "number", _("数字")
    DAY = "day", _("日期")
    YES_NO = "yes_no", _("是或否")
    CHOICE = "choice", _("选一项")


class AskerCategory(models.TextChoices):
    """诉求人类别; whoever is none of these is left empty."""

    STAFF = "staff", _("教职工")
    PARENT = "parent", _("学生家长")
    STUDENT = "student", _("学生")
    WORKER = "worker", _("企业职工")
    VILLAGER = "villager", _("村民、居民")
    FIRM = "firm", _("企业、商户")


REVIEW_SHELF = permission("concern.review_shelf", _("复核挂账"), weighed_at=BOTH)
CODE_CAUSE = permission("concern.code_cause", _("写明成因"), weighed_at=BOTH)
TAG = permission("concern.tag", _("加标签、填附加问题"), weighed_at=BOTH)
RECLASSIFY = permission("concern.reclassify", _("改定下级的分类"))
RECLASSIFY_OWN = permission("concern.reclassify_own", _("改定本级的分类"))
REPORT_UP = permission("concern.report_up", _("向上级汇报"), weighed_at=BOTH)
EDIT_TOPICS = permission("topic.edit", _("维护分类、标签和附加问题"))

event("concern.reclassified", _("改定为%(kind)s、%(handling)s（原为%(was)s）：%(reason)s"), private=("reason",))
event("concern.shelf_reviewed", _("挂账复核：%(found)s，%(review_on)s"), private=("note",))
event("concern.cause_coded", _("成因：%(line)s，%(fault)s，%(level)s"), private=("evidence",))
event("concern.cause_pushed", _("成因报送%(to)s"), private=())
event("concern.cause_settled", _("成因已消除：%(line)s"), private=("note",))
event("concern.cause_withdrawn", _("撤回成因：%(reason)s"), private=("reason",))
event("concern.tagged", _("标签：%(tags)s"), private=())
event("concern.extra_answered", _("补充情况 %(count)s 项"), private=())
event("concern.reported_up", _("向%(to)s汇报"), private=("text",))
event("concern.report_answered", _("%(unit)s答复汇报"), private=("text",))
event("topic.added", _("增设分类%(label)s"), private=())
event("topic.renamed", _("分类%(was)s改称%(label)s"), private=())
event("topic.retired", _("停用分类%(label)s"), private=())
event("topic.imported", _("启用分类版本%(version)s：新增 %(added)s 项，停用 %(gone)s 项"), private=())
event("topic.mapped", _("分类对应：%(old)s → %(new)s"), private=())
event("topic.unmapped", _("取消分类对应：%(old)s → %(new)s"), private=())
event("topic.tag_kept", _("标签%(label)s"), private=())
event("topic.question_kept", _("分类%(label)s的附加问题"), private=())
