"""雷同的词汇: states, what an author may answer, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class State(models.TextChoices):
    """What became of it. What is said of a personal text goes to its author first."""

    FOUND = "found", pgettext_lazy("overlap", "待说明")
    EXPLAINED = "explained", pgettext_lazy("overlap", "已说明")
    CLOSED = "closed", pgettext_lazy("overlap", "已了解")
    DISMISSED = "dismissed", pgettext_lazy("overlap", "不成问题")


FLOW = Flow(
    "overlap",
    {
        "explain": ((State.FOUND, State.EXPLAINED), State.EXPLAINED),
        "close": ((State.FOUND, State.EXPLAINED), State.CLOSED),
        "dismiss": ((State.FOUND, State.EXPLAINED, State.CLOSED), State.DISMISSED),
    },
)
VERBS = {"explain": _("说明"), "close": _("已了解"), "dismiss": _("不成问题")}
OPEN = (State.FOUND, State.EXPLAINED)


class Reason(models.TextChoices):
    """为什么相同: most that is the same has a plain reason."""

    SAME_MATTER = "same_matter", _("同一事项的连续记录")
    TOGETHER = "together", _("共同走访、共同起草")
    QUOTED = "quoted", _("引用文件或上级讲话")
    TAKEN = "taken", _("参考了对方的文稿")
    OTHER = "other", _("其他说明")


class Origin(models.TextChoices):
    """套话从哪里来: shipped with the program, learned from texts of many units, added by an office."""

    SHIPPED = "shipped", _("系统自带")
    LEARNED = "learned", _("多单位共用")
    ADDED = "added", _("本单位增加")


VIEW = permission("overlap.view", _("查看雷同段落"))
ANSWER = permission("overlap.answer", _("说明自己文稿的雷同"))
LEAD = permission("overlap.lead", _("查看本单位人员对雷同的说明"))
EDIT = permission("overlap.edit", _("增减套话、存入比对文库"))

event("overlap.explained", _("说明文稿雷同：%(reason)s"), private=("words", "reason"))
event("overlap.closed", _("文稿雷同已了解"), private=())
event("overlap.dismissed", _("文稿雷同不成问题"), private=())
event("overlap.indexed", _("更新雷同比对索引：新增或改动 %(changed)s 篇，撤下 %(gone)s 篇"), private=())
event("overlap.kept", _("存入比对文库"), private=("title",))
event("overlap.withdrawn", _("撤出比对文库"), private=("title",))
event("overlap.idiom_added", _("增加套话：%(text)s"), private=("text",))
event("overlap.idiom_removed", _("不再算作套话：%(text)s"), private=("text", "why"))
