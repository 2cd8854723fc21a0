"""挂钩结对的词汇: kinds of links with what each asks, postings and leave, skills, permissions, event kinds."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.flow import Flow


class PairingKind(models.TextChoices):
    """联系类别: who is linked to what."""

    VILLAGE = "village", _("挂钩村（社区）")
    UNIT = "unit", _("联系单位、学校")
    ENTERPRISE = "enterprise", _("联系企业")
    HOUSEHOLD = "household", _("包户")
    CARE = "care", _("包保老人、困难居民")
    STAFF = "staff", _("联系教职工、职工")
    RETIRED = "retired", _("联系离退休老干部")
    STUDENT_ELDER = "student_elder", _("学生结对老人")
    CLASS_ELDER = "class_elder", _("班级结对老人")
    STUDENT = "student", _("教师和学生一帮一")
    YOUNG_MEMBER = "young_member", _("联系入党积极分子")
    RESIDENT = "resident", _("联系普通群众")


class Target(models.TextChoices):
    """联系对象写在哪里: the unit itself, a household of the register, a few words."""

    PLACE = "place", _("单位")
    HOUSEHOLD = "household", _("户册里的一户")
    WORDS = "words", _("几个字")


@dataclass(frozen=True)
class Kind:
    """一类联系: where its counterpart stands, in which kinds of units, how many one person usually has, and the source.

    `most` is what the source texts say (0: nothing said): one more is a warning that wants a reason, never a block.
    `least_days` is how long a link is to last at least; `may_talk` whether talks are noted with it.
    """

    target: Target
    most: int = 0
    least_days: int = 0
    places: tuple[UnitKind, ...] = ()
    may_talk: bool = False
    source: str = ""


VILLAGES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
YEAR = 365
KINDS: dict[PairingKind, Kind] = {
    PairingKind.VILLAGE: Kind(Target.PLACE, 1, YEAR, VILLAGES, source="一个联系点的联系时间不少于1年"),
    PairingKind.UNIT: Kind(Target.PLACE, 2, YEAR, source="联系1-2个基层学校和单位，经常深入联系点"),
    PairingKind.ENTERPRISE: Kind(Target.WORDS, 2),
    PairingKind.HOUSEHOLD: Kind(Target.HOUSEHOLD, 1, YEAR, may_talk=True, source="每人包一户困难户，保持经常联系"),
    PairingKind.CARE: Kind(Target.HOUSEHOLD, 2, may_talk=True, source="社区“两委”成员包保1-2名老人、困难居民"),
    PairingKind.STAFF: Kind(Target.WORDS, may_talk=True),
    PairingKind.RETIRED: Kind(Target.WORDS, may_talk=True, source="挂钩联系离退休老干部、困难群众等人员"),
    PairingKind.STUDENT_ELDER: Kind(Target.HOUSEHOLD, 1),
    PairingKind.CLASS_ELDER: Kind(Target.HOUSEHOLD, 1),
    PairingKind.STUDENT: Kind(Target.WORDS, may_talk=True, source="党员教师与学生一帮一"),
    PairingKind.YOUNG_MEMBER: Kind(Target.WORDS, 2, may_talk=True, source="每位党员要联系1~2名入党积极分子或普通群众"),
    PairingKind.RESIDENT: Kind(Target.WORDS, 2, may_talk=True, source="每位党员要联系1~2名入党积极分子或普通群众"),
}


class Duty(models.TextChoices):
    """责任: 主任是第一责任人，副主任是直接责任人 (000)."""

    NONE = "", _("不另定")
    FIRST = "first", _("第一责任人")
    DIRECT = "direct", _("直接责任人")


class PostingKind(models.TextChoices):
    """下派的方式."""

    GUIDE = "guide", _("驻村指导员")
    TEAM = "team", _("驻村工作队")
    SECONDED = "seconded", _("下派挂职")
    STATION = "station", _("进站值班")
    SUPPORT = "support", _("支教支医")


class Grade(models.TextChoices):
    """级别, as the source counts them: “1名科级干部和5名一般工作人员”."""

    COUNTY = "county", _("县处级")
    SECTION = "section", _("科级")
    STAFF = "staff", _("一般工作人员")
    SPECIALIST = "specialist", _("专业技术人员")


class LeaveStatus(models.TextChoices):
    ASKED = "asked", _("已申请，待核准")
    VERIFIED = "verified", _("已核准，待审批")
    APPROVED = "approved", _("已准假")
    REFUSED = "refused", _("未准假")
    WITHDRAWN = "withdrawn", _("已撤回")
    BACK = "back", _("已销假")


#: three levels (002-1): the place verifies and notes it, the sender decides, and says so to the office above
LEAVE_FLOW = Flow(
    "leave",
    {
        "verify": ((LeaveStatus.ASKED,), LeaveStatus.VERIFIED),
        "approve": ((LeaveStatus.ASKED, LeaveStatus.VERIFIED), LeaveStatus.APPROVED),
        "refuse": ((LeaveStatus.ASKED, LeaveStatus.VERIFIED), LeaveStatus.REFUSED),
        "withdraw": ((LeaveStatus.ASKED, LeaveStatus.VERIFIED), LeaveStatus.WITHDRAWN),
        "tell_above": ((LeaveStatus.APPROVED,), None),
        "come_back": ((LeaveStatus.APPROVED,), LeaveStatus.BACK),
    },
)
LEAVE_VERBS: dict[str, str | Promise] = {
    "verify": _("核准"), "approve": _("准假"), "refuse": _("不准假"), "withdraw": _("撤回申请"), "tell_above": _("向上级说明备案"),
    "come_back": _("销假"),
}  # fmt: skip
#: whoever is on leave on a day: what counts as leave for the pro rata of a duty
ON_LEAVE = (LeaveStatus.APPROVED, LeaveStatus.BACK)


class ExpertKind(models.TextChoices):
    EXPERT = "expert", _("专家")
    VOLUNTEER = "volunteer", _("志愿者")


class Skill(models.TextChoices):
    """特长, a closed list, so that it can be matched."""

    MEDICINE = "medicine", _("医疗卫生")
    LAW = "law", _("法律政策")
    FARMING = "farming", _("种植养殖")
    TEACHING = "teaching", _("教育辅导")
    PSYCHOLOGY = "psychology", _("心理疏导")
    JOBS = "jobs", _("就业创业")
    CARE = "care", _("老人小孩照护")
    REPAIRS = "repairs", _("水电维修")
    BUILDING = "building", _("房屋建设")
    FINANCE = "finance", _("财务保险")
    PHONES = "phones", _("电脑手机")
    MEDIATION = "mediation", _("矛盾调解")
    ARTS = "arts", _("文艺体育")
    LABOUR = "labour", _("出力帮工")


VIEW = permission("pairing.view", _("查看挂钩结对和下派"), weighed_at=("unit", "home"))
ARRANGE = permission("pairing.arrange", _("安排挂钩结对和下派"), weighed_at=("unit", "home"))
VERIFY_LEAVE = permission("leave.verify", _("核准在本地下派人员的请假"))
DECIDE_LEAVE = permission("leave.decide", _("审批下派人员请假"), weighed_at=("home",))
SEE_SKILLS = permission("skill.view", _("查看志愿者和专家"))
EDIT_SKILLS = permission("skill.edit", _("登记志愿者和专家的特长"))

event("pairing.made", _("%(person)s %(kind)s：%(unit)s，自%(since)s起"), private=("person",))
event("pairing.over", _("超过一般数目仍安排，理由：%(reason)s"), private=("reason",))
event("pairing.ended", _("联系结束，最后一天%(until)s"), private=("reason",))
event("pairing.handed_over", _("联系移交给%(person)s，自%(since)s起"), private=("person",))
event("pairing.talked", _("%(on)s谈心一次，对方同意记录"), private=())
event("pairing.rule_set", _("%(unit)s %(kind)s：至少 %(least)s，至多 %(most)s"), private=())
event("pairing.imported", _("导入挂钩联系一览表 %(made)s 条"), private=())
event("field_posting.made", _("%(home)s下派%(person)s（%(grade)s）到%(unit)s，自%(since)s起"), private=("person",))
event("field_posting.ended", _("下派结束，最后一天%(until)s"), private=("reason",))
event("leave.asked", _("请假 %(since)s 至 %(until)s，由%(substitute)s替代"), private=("reason", "substitute"))
event("leave.verified", _("%(unit)s核准请假"), private=("comment",))
event("leave.approved", _("准假，%(since)s 至 %(until)s"), private=("comment",))
event("leave.refused", _("未准假"), private=("comment",))
event("leave.withdrawn", _("撤回请假申请"), private=())
event("leave.told_above", _("已向上级说明备案"), private=("comment",))
event("leave.came_back", _("%(on)s销假"), private=())
event("expert.registered", _("登记%(kind)s，特长 %(skills)s"), private=("name",))
event("expert.changed", _("修改特长：%(skills)s"), private=())
event("expert.listed", _("本人同意后公开在专家名录"), private=("how",))
event("expert.unlisted", _("不再公开"), private=("reason",))
event("expert.ended", _("不再担任"), private=())
