"""设置版次的词汇: the states of a version, their table of moves, permissions, event kinds."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("setting.view", _("查看全县的设置和历次修改"))
APPROVE = permission("setting.approve", _("批准设置的修改"))


class State(models.TextChoices):
    """一版的状态."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待批准")
    APPROVED = "approved", _("已批准")
    WITHDRAWN = "withdrawn", _("启用前撤回")
    DROPPED = "dropped", _("不用了")


OPEN = (State.DRAFT, State.SUBMITTED)
FLOW = Flow(
    "setting",
    {
        "submit": ((State.DRAFT,), State.SUBMITTED),
        "send_back": ((State.SUBMITTED,), State.DRAFT),
        "approve": ((State.SUBMITTED,), State.APPROVED),
        "withdraw": ((State.APPROVED,), State.WITHDRAWN),
        "drop": ((State.DRAFT,), State.DROPPED),
    },
)
VERBS: dict[str, str | Promise] = {
    "submit": _("送批准"), "send_back": _("退回修改"), "approve": _("批准"),
    "withdraw": _("启用前撤回"), "drop": _("不要这一稿"),
}  # fmt: skip

event("setting.drafted", _("拟修改设置“%(name)s”，第 %(number)s 版，打算自%(valid_from)s起用"), private=())
event("setting.tried", _("试算设置“%(name)s”第 %(number)s 版"), private=())
event("setting.submitted", _("设置“%(name)s”第 %(number)s 版送批准"), private=())
event("setting.sent_back", _("设置“%(name)s”第 %(number)s 版退回修改"), private=("reason",))
event("setting.approved", _("批准设置“%(name)s”第 %(number)s 版，自%(valid_from)s起用"), private=())
event("setting.withdrawn", _("启用前撤回设置“%(name)s”第 %(number)s 版"), private=("reason",))
event("setting.dropped", _("不用设置“%(name)s”第 %(number)s 版这一稿"), private=())
