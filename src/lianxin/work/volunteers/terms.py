"""志愿服务的词汇: the seven colours, where volunteers come from, shifts, sign-ups, permissions, event kinds."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class Colour(models.TextChoices):
    """颜色: the seven teams of 004-k, and one for whatever else a place has."""

    RED = "red", _("红色")
    BLUE = "blue", _("蓝色")
    GREEN = "green", _("绿色")
    WHITE = "white", _("白色")
    ORANGE = "orange", _("橙色")
    YELLOW = "yellow", _("黄色")
    PINK = "pink", _("粉色")
    OTHER = "other", _("其他")


@dataclass(frozen=True)
class Preset:
    """一支队的样子: its name, its task, what it does; a county may word it otherwise."""

    name: str | Promise
    task: str | Promise
    duties: tuple[str | Promise, ...]


#: 七色志愿服务队 as they stand before a county words them otherwise (M260–M266)
SEVEN: dict[Colour, Preset] = {
    Colour.RED: Preset(_("红色助老帮困队"), _("助老帮困"), (
        _("“两委”成员每人结对一两位老人或困难居民"), _("定时上门看望、代办、打扫"), _("老人有急事，有人应、有人到"),
    )),
    Colour.BLUE: Preset(_("蓝色便民服务队"), _("便民服务"), (
        _("理发、磨刀、缝补、家电维修"), _("帮办证件、缴费、手机操作"), _("办事点忙的时候来引导"),
    )),
    Colour.GREEN: Preset(_("绿色环境保护队"), _("环境保护"), (
        _("打扫楼道、河岸、背街小巷"), _("垃圾分类的讲解和帮手"), _("花坛、绿地的认养"),
    )),
    Colour.WHITE: Preset(_("白色健康卫生队"), _("健康卫生"), (
        _("量血压、测血糖、健康讲座"), _("健康档案和体检的通知"), _("卫生防病知识上门讲"),
    )),
    Colour.ORANGE: Preset(_("橙色教育文化队"), _("教育文化"), (
        _("假期学堂、作业辅导"), _("读书、文艺、体育活动"), _("节日活动的组织"),
    )),
    Colour.YELLOW: Preset(_("黄色综合治理队"), _("平安巡查和纠纷调解"), (
        _("按班次巡查路灯、井盖、消防通道，只看设施"), _("邻里有争执请人来调解"), _("平安知识的宣传"),
    )),
    Colour.PINK: Preset(_("粉色优生优育队"), _("优生优育"), (
        _("孕产、育儿知识的讲座"), _("新手父母的帮助"), _("儿童活动的组织"),
    )),
}  # fmt: skip


class Source(models.TextChoices):
    """来自哪里: residents, party members who serve where they live, universities and schools, units (M267)."""

    RESIDENT = "resident", _("居民")
    PARTY = "party", _("在职党员到居住地报到")
    UNIVERSITY = "university", _("大学")
    SCHOOL = "school", _("中小学校")
    STAFF = "staff", _("机关和事业单位")
    ENTERPRISE = "enterprise", _("企业和社会组织")


class ShiftStatus(models.TextChoices):
    PLANNED = "planned", _("安排好")
    HELD = "held", _("已经办过")
    CALLED_OFF = "called_off", _("不办了")


class JoiningStatus(models.TextChoices):
    WAITING = "waiting", _("等回话")
    ACCEPTED = "accepted", _("已入队")
    DECLINED = "declined", _("没有入队")
    LAPSED = "lapsed", _("过期已删")


SHIFT_FLOW = Flow("volunteer_shift", {
    "hold": ((ShiftStatus.PLANNED, ShiftStatus.HELD), ShiftStatus.HELD),
    "call_off": ((ShiftStatus.PLANNED,), ShiftStatus.CALLED_OFF),
})  # fmt: skip
SHIFT_VERBS = {"hold": _("登记签到"), "call_off": _("不办了")}
#: a web sign-up that nobody decided is erased after so many days; decided ones at once (a choice of ours)
KEPT_DAYS = 30

VIEW = permission("volunteer.view", _("查看志愿服务队"))
EDIT = permission("volunteer.edit", _("组建志愿服务队、登记队员"))

event("volunteer.founded", _("组建志愿服务队：%(name)s"), private=())
event("volunteer.changed", _("修改志愿服务队：%(name)s"), private=())
event("volunteer.worded", _("定本县的%(colour)s志愿服务队：%(name)s"), private=())
event("volunteer.ended", _("撤销志愿服务队：%(reason)s"), private=("reason",))
event("volunteer.joined", _("队员入队，来自%(source)s"), private=())
event("volunteer.left", _("队员离队，电话已删去"), private=())
event("volunteer.forgotten", _("应本人要求删去队员姓名"), private=())
event("volunteer.led", _("确定队长"), private=())
event("volunteer.arranged", _("安排%(on)s的志愿服务"), private=("title",))
event("volunteer.signed_up", _("队员报名"), private=())
event("volunteer.taken_off", _("取消报名"), private=())
event("volunteer.held", _("登记签到：%(people)s 人"), private=())
event("volunteer.called_off", _("这次志愿服务不办了：%(reason)s"), private=("reason",))
event("volunteer.asked_to_join", _("有人网上报名参加志愿服务队"), private=())
event("volunteer.answered", _("网上报名：%(outcome)s，姓名和电话已从报名单删去"), private=())
