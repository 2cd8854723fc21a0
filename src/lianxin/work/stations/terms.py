"""群众工作站的词汇: kinds of stations, duties, boards, states of the readiness list, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.base.orgs.terms import UnitKind


class StationKind(models.TextChoices):
    MAIN = "main", _("总站")
    STATION = "station", _("工作站")


class MemberDuty(models.TextChoices):
    """分工 at a station: who leads it, who works there, which leader comes down to it, who sees to its work."""

    HEAD = "head", _("站长")
    DEPUTY = "deputy", _("副站长")
    WORKER = "worker", _("工作人员")
    LEADER = "leader", _("挂站领导")
    SUPERVISOR = "supervisor", _("督导员")


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("星期一")
    TUESDAY = 2, _("星期二")
    WEDNESDAY = 3, _("星期三")
    THURSDAY = 4, _("星期四")
    FRIDAY = 5, _("星期五")
    SATURDAY = 6, _("星期六")
    SUNDAY = 7, _("星期日")


class Board(models.TextChoices):
    """上墙的牌子, each printed from the records of the day."""

    NOTICE = "notice", _("公示牌")
    DUTY = "duty", _("值班表")
    RULES = "rules", _("制度牌")


class ReadyGroup(models.TextChoices):
    """一本、一公示、四上墙 (M236); what each county puts there is data."""

    BOOK = "book", _("一本")
    NOTICE = "notice", _("一公示")
    WALL = "wall", _("四上墙")
    OTHER = "other", _("其他")


class ReadyState(models.TextChoices):
    READY = "ready", pgettext_lazy("readiness", "齐备")
    STALE = "stale", pgettext_lazy("readiness", "内容过时")
    BROKEN = "broken", pgettext_lazy("readiness", "破损")
    MISSING = "missing", pgettext_lazy("readiness", "没有")


class ContactLevel(models.TextChoices):
    """三级信息员: of the township, of the village or community, of the group (M246)."""

    TOWN = "town", _("镇级")
    VILLAGE = "village", _("村级")
    GROUP = "group", _("组级")


MAIN_IN = (UnitKind.TOWNSHIP,)
STATION_IN = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
#: the list that a county finds there at first; which four hang on the wall is a choice of ours, and may be changed
FIRST_LIST = (
    (ReadyGroup.BOOK, _("《工作日志》放在站里，当天有记录")), (ReadyGroup.NOTICE, _("驻站人员公示：姓名、职务、电话、时间")),
    (ReadyGroup.WALL, _("工作制度上墙")), (ReadyGroup.WALL, _("工作职责上墙")), (ReadyGroup.WALL, _("工作流程上墙")),
    (ReadyGroup.WALL, _("值班安排上墙")),
)  # fmt: skip

VIEW = permission("station.view", _("查看工作站、值班和工作日志"))
OPEN = permission("station.open", _("设立、撤销工作站"))
EDIT = permission("station.edit", _("维护工作站的人员、值班和公示"))
READY = permission("station.ready", _("核对工作站建设清单"))
DIRECTORY = permission("directory.edit", _("维护三级信息员通讯录"))
WORKROOM = permission("workroom.edit", _("登记群众工作室、办公室"))

event("station.opened", _("设立%(unit)s%(kind)s"), private=())
event("station.closed", _("撤销%(unit)s%(kind)s，自%(on)s起"), private=("reason",))
event("station.corrected", _("修改%(unit)s%(kind)s的电话、时间、地点，第 %(version)s 版"), private=())
event("station.joined", _("%(name)s 到站：%(duty)s，自%(since)s起"), private=("name",))
event("station.left", _("%(name)s 离站，至%(until)s"), private=("name",))
event("station.duty_set", _("排定值班表，第 %(version)s 版"), private=())
event("station.printed", _("%(board)s第 %(version)s 版已印出张贴"), private=())
event("station.remarked", _("工作日志补记：%(text)s"), private=("text",))
event("station.remark_withdrawn", _("撤回工作日志补记"), private=())
event("station.taken_down", _("撤销导入，删去%(unit)s的工作站"), private=())
event("station.unjoined", _("撤销导入，删去一名驻站人员"), private=())
event("station.imported", _("导入 %(made)s 行"), private=())
event("readiness.listed", _("建设清单第 %(version)s 版，自%(valid_from)s起"), private=())
event("readiness.looked", _("核对建设清单：%(item)s，%(state)s"), private=("note",))
event("contact.named", _("确定%(level)s信息员：%(name)s"), private=("name",))
event("contact.ended", _("%(level)s信息员至%(until)s止"), private=())
event("village_group.set", _("村民小组：%(names)s"), private=())
event("office.set_up", _("组建%(label)s"), private=())
event("office.joined", _("%(name)s 到办公室，自%(since)s起"), private=("name",))
event("office.left", _("%(name)s 离开办公室，至%(until)s"), private=("name",))
event("office.dissolved", _("撤销%(label)s，自%(on)s起"), private=())
