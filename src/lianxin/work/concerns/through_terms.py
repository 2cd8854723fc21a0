"""办理中的事的词汇: what happens to a concern between intake and answer. Kept beside `terms`, which is long already."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.work.concerns.terms import BOTH


class Asked(models.TextChoices):
    """申请事项: what the handling unit asks of the level above."""

    EXTENSION = "extension", _("延期")
    PAUSE = "pause", _("中止")


class Decision(models.TextChoices):
    GRANTED = "granted", _("同意")
    REFUSED = "refused", _("不同意")


class Ground(models.TextChoices):
    """中止事由: the clock rests only while the unit cannot go on through no doing of its own."""

    HEARING = "hearing", _("听证")
    EXPERTISE = "expertise", _("鉴定检测")
    COURT = "court", _("司法或仲裁程序")
    RESIDENT = "resident", _("群众要求暂缓")
    FORCE = "force", _("不可抗力")


class ReviewLevel(models.TextChoices):
    """复查、复核 (条例 §35、§36)."""

    REVIEW = "review", _("复查")
    RECHECK = "recheck", _("复核")


class ReviewResult(models.TextChoices):
    UPHELD = "upheld", _("维持原答复")
    CHANGED = "changed", _("变更原答复")
    REVOKED = "revoked", _("撤销原答复，责令重办")


MERGE = permission("concern.merge", _("并案和撤销并案"))
SPLIT = permission("concern.split", _("拆分诉求"))
PAUSE = permission("concern.pause", _("批准中止"))
REASSIGN = permission("concern.reassign", _("改派诉求"))
NOTE = permission("concern.note", _("记内部备注、材料和外单位函询"), weighed_at=BOTH)
REVIEW = permission("concern.review", _("办理复查复核"))
EDIT_TEMPLATES = permission("concern.edit_templates", _("维护答复参考"))

#: the verbs of the table of moves that have their own pages, and who may
PERMISSION_OF_WAYS = {
    "merge": MERGE, "unmerge": MERGE, "split": SPLIT, "reassign": REASSIGN, "pause": PAUSE, "resume": PAUSE,
}  # fmt: skip

event("concern.merged", _("并入%(into)s一起办理：%(reason)s"), private=("reason",))
event("concern.took_in", _("并入%(code)s，一起办理"), private=())
event("concern.unmerged", _("撤销并案，单独办理：%(reason)s"), private=("reason",))
event("concern.let_go", _("%(code)s撤销并案，单独办理"), private=())
event("concern.split", _("拆出%(code)s：%(title)s"), private=("title",))
event("concern.split_off", _("由%(code)s拆出，期限照旧"), private=())
event("concern.reassigned", _("由%(was)s改派%(to)s，限%(due_on)s办结：%(reason)s"), private=("reason",))
event(
    "concern.paused",
    _("中止计时%(first)s至%(last)s（%(ground)s），期限顺延至%(due_on)s：%(reason)s"),
    private=("reason",),
)
event("concern.resumed", _("恢复计时，期限为%(due_on)s：%(reason)s"), private=("reason",))
event("concern.asked", _("%(unit)s申请%(what)s%(days)s日：%(reason)s"), private=("reason",))
event("concern.answered_ask", _("%(decision)s%(unit)s的%(what)s申请：%(reason)s"), private=("reason",))
event("concern.noted", _("内部备注"), private=("text",))
event("concern.handed_over", _("交给群众材料：%(what)s"), private=("what",))
event("concern.asked_outside", _("向%(whom)s函询，文号%(number)s，%(on)s发出"), private=("text",))
event("concern.heard_outside", _("%(whom)s%(on)s答复函询"), private=("text",))
event("concern.review_asked", _("群众请求%(level)s，由%(unit)s办理，限%(due_on)s"), private=())
event("concern.reviewed", _("作出%(level)s意见：%(result)s"), private=("text",))
event("template.written", _("答复参考“%(name)s”第%(version)s版"), private=())
event("template.retired", _("停用答复参考“%(name)s”"), private=())
event("regime.chosen", _("%(channel)s自%(valid_from)s起适用“%(regime)s”"), private=())
