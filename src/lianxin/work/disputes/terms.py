"""矛盾纠纷的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("dispute.view", _("查看矛盾纠纷排查调解（不含当事人）"))
RECORD = permission("dispute.record", _("登记排查出的矛盾纠纷"))
MEDIATE = permission("dispute.mediate", _("主持调解、登记协议"))
OPEN = permission("dispute.open", _("查看当事人和调解协议"))
