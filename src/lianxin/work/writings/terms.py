"""日记与报告的词汇: kinds of writing, states, answers to a suggestion, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class WritingKind(models.TextChoices):
    """文稿类别: what an official who stays close to people writes (004-b, 004-f)."""

    DIARY = "diary", _("民情日记")
    FIELD_REPORT = "field_report", _("民情报告")
    RESEARCH = "research", _("调研报告")
    SUGGESTION = "suggestion", _("工作建议")
    EXPERIENCE = "experience", _("经验推广")


class WritingStatus(models.TextChoices):
    """A draft is its writer's alone. A suggestion is answered by the unit that it went to."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已交")
    ADOPTED = "adopted", _("建议已采纳")
    NOT_ADOPTED = "not_adopted", _("建议未采纳")
    WITHDRAWN = "withdrawn", _("已收回")


WRITING_FLOW = Flow(
    "writing",
    {
        "submit": ((WritingStatus.DRAFT, WritingStatus.WITHDRAWN), WritingStatus.SUBMITTED),
        "take_back": ((WritingStatus.SUBMITTED,), WritingStatus.WITHDRAWN),
        "adopt": ((WritingStatus.SUBMITTED,), WritingStatus.ADOPTED),
        "not_adopt": ((WritingStatus.SUBMITTED,), WritingStatus.NOT_ADOPTED),
    },
)
WRITING_VERBS = {"submit": _("交出"), "take_back": _("收回"), "adopt": _("采纳建议"), "not_adopt": _("不采纳建议")}
STANDING = (WritingStatus.SUBMITTED, WritingStatus.ADOPTED, WritingStatus.NOT_ADOPTED)  # handed in, and not taken back


class PublicityKind(models.TextChoices):
    """宣传稿件的形式 (000-2 “把笔头和镜头对准广大干部深入基层为民服务”)."""

    ARTICLE = "article", _("文字报道")
    PICTURES = "pictures", _("图片报道")
    FILM = "film", _("视频")
    BRIEF = "brief", _("简报信息")


VIEW = permission("writing.view", _("查看民情报告和调研报告"), weighed_at=("unit", "home"))
WRITE = permission("writing.write", _("写民情日记和报告"), weighed_at=("home",))
PUBLICIZE = permission("writing.publicize", _("登记宣传稿件"), weighed_at=("home",))

ANSWER = permission("writing.answer", _("答复工作建议"))

event("writing.kept", _("写%(kind)s"), private=())
event("writing.discarded", _("丢弃%(kind)s草稿"), private=())
event("writing.submitted", _("交出%(kind)s"), private=("title",))
event("writing.taken_back", _("收回%(kind)s"), private=("title",))
event("writing.answered", _("答复工作建议：%(result)s"), private=("why",))
event("publicity.entered", _("登记宣传稿件：%(title)s，%(outlet)s"), private=("title",))
event("publicity.withdrawn", _("撤下宣传稿件：%(title)s"), private=("title", "reason"))
