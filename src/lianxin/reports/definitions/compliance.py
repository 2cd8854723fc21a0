"""自定指标的设置 of the compliance page: what the county counts by itself, and whether that touches a ban (JF-3)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.compliance import Breach, Reading, setting
from lianxin.base.indicators.sources import SOURCES, trouble
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.definitions.models import Definition
from lianxin.reports.definitions.terms import VIEW, State

SETTING = "definitions.own"


def key_of(definition: Definition) -> str:
    """One version of one indicator."""
    return f"{definition.code}-{definition.version}"


def value_of(definition: Definition) -> str:
    """Its 口径, as an exemption would cover it."""
    return definition.basis[:200]


def breaches_of(definition: Definition) -> tuple[Breach, ...]:
    """Counted from what may not be counted: a table of traces, or of persons. Nobody may allow it."""
    source = SOURCES.get(definition.source)
    if source is None:
        return (Breach("JF-3", _("数的记录不在可以数的清单里：%(source)s") % {"source": definition.source}),)
    why = trouble(source)
    return (Breach("JF-3", _("数的是痕迹或者个人：%(source)s") % {"source": source.label}),) if why else ()


def read(by: Actor, on: date) -> Iterator[Reading]:
    """Every version in force or drafted, with whoever drafted it."""
    seen = Definition.objects.reachable(by=by, to=VIEW)
    found = seen.exclude(state__in=(State.DROPPED, State.RETIRED)).order_by("code", "version")
    for one in found:
        yield Reading(
            key_of(one), one.name, value_of(one), breaches_of(one), one.made_by, one.made_on,
            one.state == State.APPROVED, one.unit_path, "definitions:version", (one.slug, one.version),
        )  # fmt: skip


setting(
    SETTING, gettext_lazy("自定指标"), rules=("BAN-2", "BAN-3", "JF-2", "JF-3"), read=read,
    verdict=gettext_lazy("只能从各室公布的清单里选记录和条件；没有个人、文字、痕迹，走访等过程数注明不得用于考核。"),
)  # fmt: skip
