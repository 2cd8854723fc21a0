"""建县向导的词汇: the steps of the first hour, the permission, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

#: in the order in which they are usually gone; any other order will do
STEPS = {
    "county": _("本县"),
    "units": _("单位"),
    "people": _("人员和任职"),
    "officers": _("三员和替手"),
    "channels": _("渠道和告知"),
    "clocks": _("日历和期限"),
    "topics": _("诉求分类"),
    "duties": _("责任清单"),
    "pairings": _("挂钩结对"),
    "stations": _("工作站和值班"),
}
ALL = "all"  # the guide itself: done, no more word of it on 今日
NAMES = {**STEPS, ALL: _("全部，不再提醒")}

KEEP = permission("guide.keep", _("办理建县向导"))

event("guide.put_aside", _("建县向导放下：%(matter)s"), private=())
event("guide.taken_up", _("建县向导重新办：%(matter)s"), private=())
