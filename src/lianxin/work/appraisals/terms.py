"""群众评议的词汇: campaigns and their stages, who takes part, methods, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class CampaignStatus(models.TextChoices):
    """评议活动的状态: after the opening the definition is fixed; whether voting is closed the poll itself knows."""

    PLANNED = "planned", _("筹备中")
    OPEN = "open", _("进行中")
    FINISHED = "finished", pgettext_lazy("campaign", "已结束")
    CANCELLED = "cancelled", pgettext_lazy("campaign", "已取消")


FLOW = Flow(
    "campaign",
    {
        "edit": ((CampaignStatus.PLANNED,), None),
        "open": ((CampaignStatus.PLANNED,), CampaignStatus.OPEN),
        "work": ((CampaignStatus.PLANNED, CampaignStatus.OPEN), None),
        "finish": ((CampaignStatus.OPEN,), CampaignStatus.FINISHED),
        "cancel": ((CampaignStatus.PLANNED, CampaignStatus.OPEN), CampaignStatus.CANCELLED),
    },
)
VERBS = {
    "edit": _("修改方案"), "open": _("开启评议"), "work": _("开展工作"), "finish": _("结束评议活动"), "cancel": _("取消评议活动"),
}  # fmt: skip


class StageKind(models.TextChoices):
    """评议的阶段, in the order of the sources (000-1: 依次开展基层走访调研、自查自纠 …)."""

    RESEARCH = "research", _("走访调研")
    SELF_CHECK = "self_check", _("自查自纠")
    RATING = "rating", pgettext_lazy("stage", "评议")
    COMMENT = "comment", _("领导点评")
    RECTIFY = "rectify", pgettext_lazy("stage", "整改")
    FEEDBACK = "feedback", pgettext_lazy("stage", "反馈")


class LayerKind(models.TextChoices):
    """评议主体的层别 (000-1 三个层面; 001-3 两代表一委员; 000-5 教职工、家长)."""

    SERVED = "served", _("服务对象")
    SERVICE = "service", _("服务层")
    GRASSROOTS = "grassroots", _("基层")
    PARTNER = "partner", _("协作层")
    DEPUTIES = "deputies", _("两代表一委员")
    RETIRED = "retired", _("离退休干部职工")
    PARENTS = "parents", _("家长")
    STAFF = "staff", _("教职工")
    PUPILS = "pupils", _("学生")
    WORKERS = "workers", _("干部职工")
    MEMBERS = "members", _("党员")
    UPPER = "upper", _("上级")
    LOWER = "lower", _("下级")
    PEERS = "peers", _("同级")
    VILLAGERS = "villagers", _("村民代表")
    OTHER = "other", pgettext_lazy("layer", "其他")


class Direction(models.TextChoices):
    """评议方向; the codes are those of `pure.polling` (001-3 上评下、下评上、党组织评议党员、党员评议党组织)."""

    PUBLIC = "public", _("群众评议")
    FROM_ABOVE = "from_above", _("上评下")
    FROM_BELOW = "from_below", _("下评上")
    PEER = "peer", _("互评")
    SELF = "self", _("自评")
    ORGANISATION_TO_MEMBER = "organisation_to_member", _("党组织评议党员")
    MEMBER_TO_ORGANISATION = "member_to_organisation", _("党员评议党组织")
    LEADER_COMMENT = "leader_comment", pgettext_lazy("direction", "领导点评")


class SubjectKind(models.TextChoices):
    UNIT = "unit", _("单位")
    ORGANISATION = "organisation", _("党组织")
    PERSON = "person", _("个人")


class Sector(models.TextChoices):
    """六大行业, each with its goal (001-3)."""

    VILLAGE = "village", _("农村")
    COMMUNITY = "community", _("社区")
    ENTERPRISE = "enterprise", _("企业")
    NEW_SOCIAL = "new_social", _("新社会组织")
    SCHOOL_HOSPITAL = "school_hospital", _("学校医院")
    OFFICE = "office", _("机关")


GOALS = {
    Sector.VILLAGE: _("围绕“创业致富”目标开展群众评议"),
    Sector.COMMUNITY: _("围绕“和谐安定”目标开展群众评议"),
    Sector.ENTERPRISE: _("围绕“创新增效”目标开展群众评议"),
    Sector.NEW_SOCIAL: _("围绕“塑造形象”目标开展群众评议"),
    Sector.SCHOOL_HOSPITAL: _("围绕“敬业奉献”目标开展群众评议"),
    Sector.OFFICE: _("围绕“服务发展”目标开展群众评议"),
}


class GroupRole(models.TextChoices):
    """领导小组及其办公室 (000-5)."""

    LEADER = "leader", pgettext_lazy("group", "组长")
    DEPUTY = "deputy", _("副组长")
    MEMBER = "member", pgettext_lazy("group", "成员")
    OFFICE_HEAD = "office_head", _("办公室主任")
    OFFICE_MEMBER = "office_member", _("办公室成员")


class MethodKind(models.TextChoices):
    """评议方式, each counted in its own unit (统计单第 2、3 行)."""

    APPRAISAL_MEETING = "appraisal_meeting", _("评议大会")
    DEMOCRATIC_LIFE = "democratic_life", _("民主生活会")
    STAFF_MEETING = "staff_meeting", _("教职工大会")
    STAFF_REPS = "staff_reps", _("教职工代表座谈会")
    VISIT = "visit", _("走访调研")
    TALK = "talk", _("个别谈话")
    FORUM = "forum", _("座谈交流")
    OPINION_SHEET = "opinion_sheet", _("征求意见表")
    HOTLINE = "hotline", _("热线电话")


MEETINGS = (MethodKind.APPRAISAL_MEETING, MethodKind.DEMOCRATIC_LIFE, MethodKind.STAFF_MEETING, MethodKind.STAFF_REPS)
METHOD_UNITS = {
    MethodKind.APPRAISAL_MEETING: pgettext_lazy("measure", "个"),
    MethodKind.DEMOCRATIC_LIFE: pgettext_lazy("measure", "个"),
    MethodKind.STAFF_MEETING: pgettext_lazy("measure", "个"),
    MethodKind.STAFF_REPS: pgettext_lazy("measure", "个"),
    MethodKind.VISIT: pgettext_lazy("measure", "次"),
    MethodKind.TALK: pgettext_lazy("measure", "个"),
    MethodKind.FORUM: pgettext_lazy("measure", "次"),
    MethodKind.OPINION_SHEET: pgettext_lazy("measure", "张"),
    MethodKind.HOTLINE: pgettext_lazy("measure", "个"),
}


class HelpKind(models.TextChoices):
    """为群众办实事、做好事、解难事 (统计单第 6 行)."""

    PRACTICAL = "practical", _("办实事")
    GOOD = "good", _("做好事")
    HARD = "hard", _("解难事")


REVIEW_TEMPLATES: dict[str, tuple[object, tuple[tuple[str, object], ...]]] = {
    "areas": (_("四个方面"), (
        ("purpose", _("宗旨意识")), ("discipline", _("组织纪律")), ("skill", _("业务水平")), ("service", _("为民服务")),
    )),
    "checks": (_("四查四看"), (
        ("thought", _("查思想，看是否安心本职工作")), ("work", _("查工作，看个人成绩是否突出")),
        ("style", _("查作风，看是否能起到带头作用")), ("rules", _("查纪律，看是否遵纪守规")),
    )),
}  # fmt: skip

VIEW = permission("appraisal.view", _("查看评议活动"))
RUN = permission("appraisal.run", _("组织评议活动"))
COMMENT = permission("appraisal.comment", _("领导点评"))
OBSERVE = permission("appraisal.observe", _("督导评议活动"))
REVIEW = permission("appraisal.review", _("自查、自评"), weighed_at=("owner",))

event("campaign.planned", _("拟订评议方案"), private=("title",))
event("campaign.revised", _("修改评议方案：%(matter)s"), private=())
event("campaign.notified", _("将实施方案告知评议对象 %(subjects)s 个"), private=())
event("campaign.opened", _("开启评议，评议方案校验值 %(fingerprint)s，评议主体 %(groups)s 个"), private=())
event("campaign.finished", _("评议活动结束"), private=())
event("campaign.cancelled", _("取消评议活动"), private=("reason",))
event("campaign.called", _("部署下级单位开展评议"), private=())
event("campaign.adopted", _("承接上级部署的评议"), private=())
event("campaign.round_opened", _("补课：再评评议对象 %(subjects)s 个"), private=())
event("stage.begun", _("进入“%(kind)s”阶段"), private=())
event("stage.done", _("“%(kind)s”阶段完成"), private=())
event("method.recorded", _("记录评议方式：%(kind)s，数量 %(quantity)s"), private=())
event("method.withdrawn", _("撤回一条评议方式记录：%(kind)s"), private=("reason",))
event("help.recorded", _("记录为群众办的实事：%(kind)s"), private=("text",))
event("day.planned", _("安排%(on)s的活动"), private=("title",))
event("review.handed_in", _("交自查情况：%(kind)s"), private=())
event("rating.entered", _("署名评分：%(kind)s"), private=())
event("comment.given", _("领导点评"), private=("words",))
event("comment.followed", _("按点评意见列入整改"), private=())
event("observation.drawn", _("随机抽取督导单位 %(size)s 个，种子 %(seed)s，名单校验值 %(digest)s"), private=())
event("observation.made", _("督导查看：%(unit)s"), private=("found",))
event("series.begun", _("建立评议系列：%(year)s年一季一评议"), private=("title",))
