"""走访抽查的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("spotcheck.view", _("查看走访抽查"))
RUN = permission("spotcheck.run", _("抽取和开展走访抽查"))
