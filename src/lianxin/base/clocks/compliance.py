"""期限的设置 of the compliance page: how long what may take. A time limit binds the office towards the resident."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.clocks.queries import presets
from lianxin.base.compliance import Reading, setting
from lianxin.base.orgs.permissions import Actor


def read(by: Actor, on: date) -> Iterator[Reading]:
    """The rules that are in use, in their newest versions."""
    for one in presets():
        value = f"{one.rule.limit}　{one.rule.legal_basis or ''}".strip()
        yield Reading(one.code, one.rule.label, value, on=one.valid_from, page="clocks:index")


setting(
    "clocks.presets", _("办理期限"), rules=("BAN-4", "JF-6"), read=read,
    verdict=_("期限是对群众的承诺，由系统自己算，不要求基层另外报时间。"),
)  # fmt: skip
