"""责任清单的设置 of the compliance page: what villages and communities may be given without a reason (JF-10)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import DutyList


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The version in force; one statement."""
    found = DutyList.objects.on(on).first()
    if found is None:
        yield Reading("none", _("责任清单"), _("还没有施行的清单：交给村（社区）主办都要写理由"), page="duties:index")
        return
    value = _("第 %(n)s 版，清单外的要写理由，并计入报表") % {"n": found.version}
    yield Reading(
        f"version-{found.version}", found.name, value, (), found.approved_by_name, found.valid_from, page="duties:index"
    )


setting(
    "concerns.duty_list", gettext_lazy("责任清单"), rules=("BAN-4", "JF-10"), read=read,
    verdict=gettext_lazy("交给村（社区）的事对照清单；清单外的不写理由交不出去。"),
)  # fmt: skip
