"""纸质答卷的词汇: states, permissions, event kinds.

What is kept how long: see `models`. The journal gets how many sheets were printed, read and put in, never a reading.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow
from lianxin.pure.marks import reading


class BatchKind(models.TextChoices):
    SCANNED = "scanned", _("扫描识读")
    KEYED = "keyed", _("手工录入")


class BatchStatus(models.TextChoices):
    READING = "reading", _("正在识读")
    OPEN = "open", _("待核看")
    REFUSED = "refused", _("没有读成")
    ACCEPTED = "accepted", _("已投入")
    DROPPED = "dropped", _("已放弃")


BATCH_FLOW = Flow(
    "sheet_batch",
    {
        "read": ((BatchStatus.READING,), BatchStatus.OPEN),
        "refuse": ((BatchStatus.READING,), BatchStatus.REFUSED),
        "accept": ((BatchStatus.OPEN,), BatchStatus.ACCEPTED),
        "drop": ((BatchStatus.READING, BatchStatus.OPEN, BatchStatus.REFUSED), BatchStatus.DROPPED),
    },
)
BATCH_VERBS = {"read": _("读完"), "refuse": _("没有读成"), "accept": _("投入票箱"), "drop": _("放弃这一批")}

#: why a person must look at an item
DOUBT_WORDS = {
    reading.FAINT: _("印记太淡，或像擦过、盖过章"),
    reading.DOUBLE: _("一题有两处印记"),
    reading.HIDDEN: _("方框被遮住了"),
    reading.BLANK: _("这一页一处都没有填"),
}

#: why a page was not taken
NO_PAGE, NO_PICTURE, OTHER_CAMPAIGN, TWICE, INCOMPLETE = "no_page", "no_picture", "other", "twice", "incomplete"
REFUSAL_WORDS = {
    NO_PAGE: _("四角的黑块没有找全：请摆平重拍、重扫，或手工录入"),
    NO_PICTURE: _("图片打不开"),
    OTHER_CAMPAIGN: _("不是这次评议的答卷"),
    TWICE: _("和前面的一页是同一张图片，不重复计"),
    INCOMPLETE: _("这一份的几页没有连在一起：请按页码顺序叠好重扫，或手工录入"),
}

VIEW = permission("sheet.view", _("查看纸质答卷的印发和识读"))
READ = permission("sheet.read", _("印制、识读和录入纸质答卷"))

event("sheet.printed", _("印制纸质答卷：%(group)s %(copies)s 份"), private=())
event("sheet.received", _("收到扫描件 %(files)s 个，开始识读"), private=())
event("sheet.read", _("识读完成：%(sheets)s 份，要人看的 %(doubts)s 处，退回 %(refused)s 页"), private=())
event("sheet.unread", _("扫描件没有读成"), private=())
event("sheet.keying_begun", _("开始手工录入纸质答卷（%(how)s）"), private=())
event("sheet.accepted", _("纸质答卷投入票箱 %(sheets)s 份，其中空白 %(blank)s 份，图像已销毁"), private=())
event("sheet.dropped", _("放弃一批纸质答卷，图像已销毁"), private=())
