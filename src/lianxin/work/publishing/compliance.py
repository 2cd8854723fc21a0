"""公开的设置 of the compliance page: what may be published; how often it is read is counted nowhere."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.terms import Channel, Kind
from lianxin.work.publishing.models import PublishRule
from lianxin.work.publishing.terms import RuleOf


def read(by: Actor, on: date) -> Iterator[Reading]:
    """Each kind and channel that was set; one statement."""
    for one in PublishRule.objects.order_by("of", "code"):
        name = Kind(one.code).label if one.of == RuleOf.KIND else Channel(one.code).label
        value = _("可以公开，延后 %(n)s 天") % {"n": one.delay_days} if one.is_open else _("不公开")
        yield Reading(f"{one.of}-{one.code}", name, value, page="publishing:index")


setting(
    "publishing.rules", gettext_lazy("公开设置"), rules=("BAN-3", "BAN-5"), read=read,
    verdict=gettext_lazy("公开的内容不数点赞、转发和阅读，没有广告，不收费。"),
)  # fmt: skip
