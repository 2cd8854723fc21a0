"""佐证材料的词汇: photographs and audio notes beside a concern. Always optional; no figure counts them (rules.md JF-1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", _("照片")
    AUDIO = "audio", _("录音")


MOST_PER_CONCERN = 9
MOST_BY_RESIDENT = 3
MOST_AUDIO_BYTES = 10 * 1024 * 1024
MOST_BOXES = 20

BOTH = ("unit", "handler")
VIEW = permission("evidence.view", _("查看佐证材料"), weighed_at=BOTH)
ADD = permission("evidence.add", _("附佐证材料"), weighed_at=BOTH)
CHECK = permission("evidence.check", _("核看保密件的照片和录音"))

event("evidence.photo_added", _("附上照片一张"), private=())
event("evidence.audio_added", _("附上录音一段，文字由工作人员听写"), private=())
event("evidence.blackened", _("在照片上涂黑 %(count)s 处，不能恢复"), private=())
event("evidence.checked", _("看过照片、录音，承办单位可以看"), private=())
event("evidence.withdrawn", _("撤回佐证材料，内容已清空：%(reason)s"), private=("reason",))
