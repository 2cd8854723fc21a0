"""座谈与征求意见的词汇: kinds of gatherings, what becomes of an opinion, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class GatheringKind(models.TextChoices):
    FORUM = "forum", _("座谈会")
    PARENTS = "parents", _("家长会")
    TALK = "talk", _("恳谈会")
    VISIT = "visit", _("走访")
    COUNCIL = "council", _("村“两委”会")
    HELP = "help", _("帮扶会")
    POLICY = "policy", _("政策宣讲会")
    BRIEFING = "briefing", _("动员会")


#: 三会: what was decided, by whom, until when belongs to each of them (000-4, M132)
THREE_MEETINGS = (GatheringKind.FORUM, GatheringKind.COUNCIL, GatheringKind.HELP)
#: meetings at which people ask and are answered (M133)
EXPLAINING = (GatheringKind.POLICY, GatheringKind.BRIEFING)
#: what the figure 座谈走访 has counted from the first day; a changed definition would be a new code
EARLIER = (GatheringKind.FORUM, GatheringKind.PARENTS, GatheringKind.TALK, GatheringKind.VISIT)


class PresentKind(models.TextChoices):
    """到会人员中的: how many of those present, in numbers alone; one person may be counted under several (M122)."""

    NEEDY = "needy", _("困难户")
    DELEGATES = "delegates", _("村民代表")
    COMMITTEE = "committee", _("村干部")
    FIRMS = "firms", _("企业和合作社")


class OpinionOutcome(models.TextChoices):
    """意见的着落: answered on the spot, to be studied until a day, registered as a concern, or kept as an opinion."""

    OPEN = "open", _("待定")
    ANSWERED = "answered", _("当场答复")
    TO_STUDY = "to_study", _("会后研究")
    STUDIED = "studied", _("研究后答复")
    CONCERN = "concern", _("转为诉求")


class SheetStatus(models.TextChoices):
    DRAWN_UP = "drawn_up", _("已拟好")
    OPEN = "open", _("正在征求")
    CLOSED = "closed", _("已截止")


class QuestionKind(models.TextChoices):
    CHOICE = "choice", _("选一项")
    TEXT = "text", _("写意见")


class ReturnSource(models.TextChoices):
    PAPER = "paper", _("纸质")
    WEB = "web", _("网上")


VIEW = permission("gathering.view", _("查看座谈、征求意见和专题研究"))
OPINION_VIEW = permission("opinion.view", _("查看征求到的意见和措施"), weighed_at=("unit", "handler"))
HOLD = permission("gathering.hold", _("记录座谈和征求意见"))
SETTLE = permission("gathering.settle", _("答复会后研究的意见、落实措施"), weighed_at=("unit", "handler"))
LEAD = permission("study.lead", _("开展专题研究"))

event("gathering.held", _("召开%(kind)s，%(people)s 人参加"), private=("title",))
event("gathering.opinion_noted", _("记下意见"), private=("text",))
event("gathering.asked", _("记下提问"), private=("text",))
event("resolution.agreed", _("议定事项，%(to)s负责，%(due_on)s前完成"), private=("text", "owner"))
event("resolution.finished", _("议定事项已落实"), private=("text",))
event("opinion.answered", _("当场答复意见"), private=("text",))
event("opinion.promised", _("会后研究，%(to)s负责，%(due_on)s前答复"), private=())
event("opinion.studied", _("研究后答复意见"), private=("text",))
event("opinion.raised", _("意见转为诉求"), private=())
event("opinion.linked", _("意见列入专题研究"), private=())
event("sheet.drawn_up", _("拟好征求意见表：%(questions)s 个问题"), private=("title",))
event("sheet.opened", _("开始征求意见，截止%(closes_on)s"), private=())
event("sheet.closed", _("征求意见截止"), private=())
event("sheet.tallied", _("录入纸质征求意见表 %(returned)s 份"), private=())
event("study.begun", _("开展专题研究"), private=("title",))
event("study.concluded", _("形成专题研究报告"), private=("text",))
event("study.decided", _("作出决定，采用意见 %(used)s 条"), private=("title",))
event("measure.agreed", _("确定措施，%(to)s负责，%(due_on)s前完成"), private=("text",))
event("measure.finished", _("措施已落实"), private=("text",))
