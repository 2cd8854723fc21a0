"""群工动态的词汇: states, sections, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class NewsletterStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("newsletter", "编辑中")
    SUBMITTED = "submitted", pgettext_lazy("newsletter", "待签发")
    ISSUED = "issued", pgettext_lazy("newsletter", "已印发")
    DROPPED = "dropped", pgettext_lazy("newsletter", "不出了")


class Section(models.TextChoices):
    """栏目, in the order of the page (002-1 “先进事迹、群众心声、工作建议”)."""

    EXAMPLES = "examples", _("典型事例")
    VOICES = "voices", _("群众心声")
    SUGGESTIONS = "suggestions", _("工作建议")
    INSPECTION = "inspection", _("督查中看到的好做法")
    NEWS = "news", _("工作动态")


FLOW = Flow(
    "newsletter",
    {
        "edit": ((NewsletterStatus.DRAFT,), None),
        "submit": ((NewsletterStatus.DRAFT,), NewsletterStatus.SUBMITTED),
        "send_back": ((NewsletterStatus.SUBMITTED,), NewsletterStatus.DRAFT),
        "issue": ((NewsletterStatus.SUBMITTED,), NewsletterStatus.ISSUED),
        "drop": ((NewsletterStatus.DRAFT,), NewsletterStatus.DROPPED),
        "set_public": ((NewsletterStatus.ISSUED,), None),
    },
)
VERBS = {
    "edit": _("编辑"), "submit": _("送签"), "send_back": _("退回编辑"), "issue": _("签发"), "drop": _("不出了"),
    "set_public": _("上网或撤下"),
}  # fmt: skip
MOST_ITEMS = 30

VIEW = permission("newsletter.view", _("查看群工动态"))
EDIT = permission("newsletter.edit", _("编辑群工动态"))
ISSUE = permission("newsletter.issue", _("签发群工动态"))

event("newsletter.begun", _("开始编一期群工动态：%(title)s"), private=("title",))
event("newsletter.picked", _("选入：%(title)s"), private=("title",))
event("newsletter.edited", _("改稿：%(title)s"), private=("title",))
event("newsletter.removed", _("去掉：%(title)s"), private=("title",))
event("newsletter.submit", _("送签"), private=())
event("newsletter.send_back", _("退回编辑：%(reason)s"), private=("reason",))
event("newsletter.issue", _("签发%(number)s"), private=())
event("newsletter.drop", _("不出了：%(reason)s"), private=("reason",))
event("newsletter.put_online", _("上网公开"), private=())
event("newsletter.taken_offline", _("从网上撤下：%(reason)s"), private=("reason",))
