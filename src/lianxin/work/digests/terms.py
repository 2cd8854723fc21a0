"""每日待办邮件的词汇: its event kinds. Whether somebody wants mail is his own business: the journal holds that, no address."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event

event("digest.asked", _("要每日待办邮件，验证码发往他写的邮箱"), private=())
event("digest.begun", _("确认了邮箱，每日待办邮件开始"), private=())
event("digest.stopped", _("停下每日待办邮件"), private=())
event("digest.refused", _("每日待办邮件送不到，自动停下"), private=())
