"""邮件来信的词汇: how a letter came, what became of it, what was noticed while it was read; event kinds.

Who may look into the tray is whoever takes in letters and orders from outside at its unit (`levels.terms.ENTER`).
"""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.files.mails import Note
from lianxin.base.journal.events import event

WAITS, STAYS = timedelta(days=30), timedelta(days=7)  # until it is looked at; after it was put away


class MailState(models.TextChoices):
    """到哪一步: nothing is a concern by itself."""

    WAITING = "waiting", _("等着看")
    ENTERED = "entered", _("已登记")
    ORDERS = "orders", _("已作为工单")
    DISMISSED = "dismissed", _("不登记")


class Via(models.TextChoices):
    """怎样来的."""

    BOX = "box", _("邮箱")
    FILE = "file", _("上传")


NOTES = {
    Note.CUT: _("正文太长，只收了前 20000 字，全文请看邮箱里的原件。"),
    Note.TANGLED: _("这封信层层套叠，只读了信头，请看邮箱里的原件。"),
    Note.MANY_PARTS: _("这封信的附件多得不寻常，没有读完，请看邮箱里的原件。"),
    Note.CHARSET: _("有些字认不出来，请看邮箱里的原件。"),
    Note.CALENDAR: _("里面有日历邀请，没有读。"),
    Note.EMPTY: _("正文是空的。"),
    Note.MARKUP: _("这封信是网页样式的，只取了文字；图片和链接没有打开。"),
    Note.TOO_LARGE: _("这封信超过 8 MB，只读了信头，请看邮箱里的原件。"),
    Note.BROKEN: _("这封信没有读出来，可能已损坏，请看邮箱里的原件。"),
    Note.INFECTED: _("这封信里查出病毒，只留了信头，请不要打开邮箱里的附件。"),
    Note.BY_MACHINE: _("是自动回复或系统发的信。"),
}

event("mail.taken_in", _("收下邮件来信，等着看"), private=())
event("mail.entered", _("由邮件来信登记"), private=())
event("mail.sent_on", _("邮件来信作为外来工单，认出 %(count)s 件"), private=())
event("mail.dismissed", _("邮件来信不登记"), private=("reason",))
event("mail.taken_up", _("不登记的邮件来信重新拿起"), private=())
event("mail.dropped", _("没有人看的邮件来信到期删除"), private=())
