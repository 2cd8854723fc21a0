"""检查点的词汇: permissions and event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

VIEW = permission("checkpoint.view", _("查看、打印和核验流水检查点"))
KEEP = permission("checkpoint.keep", _("生成流水检查点，登记见证签名"))
TAKE = permission("checkpoint.use", _("导出全部流水供外部核验"))

event("checkpoint.made", _("生成流水检查点：%(size)s条，校验值 %(root)s"), private=())
event("checkpoint.cosigned", _("登记“%(name)s”对%(size)s条处检查点的见证签名"), private=())
event("checkpoint.key_replaced", _("检查点签名密钥遗失或作废，启用新密钥 %(key)s"), private=())
event("checkpoint.taken", _("导出流水%(size)s条，供外部核验"), private=())
