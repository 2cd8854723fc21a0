"""群众工作日: which days there are, and what they are for; who was there is not told."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lianxin.pure.openapi import Field, day, flag, several, shape, text
from lianxin.pure.periods import Period
from lianxin.web.public.api.concerns import PERIOD, UNIT
from lianxin.web.public.api.operations import Asked
from lianxin.web.public.api.terms import iso
from lianxin.work.workdays import queries

DAYS = shape(Field("items", several(shape(
    Field("on", day()), Field("planned_on", day(), _("原定的日子；遇休息日顺延。")), Field("moved_why", text()),
    Field("is_provisional", flag(), _("那一年的放假通知还没有公布，暂定。")), Field("theme", text(), _("下发了的月度主题。")),
))))  # fmt: skip
ASKED = (Field("period", text(8, pattern=PERIOD), _("哪一期，写成 2026-11、2026-Q4、2026-H2、2026。")), UNIT)


def workdays(asked: Asked) -> Any:
    """The days of a period, with the theme where it was sent."""
    period = Period.parse(asked.said["period"])
    found = queries.days(asked.unit(), period.first, period.last, decided=True)
    return {"items": [
        {
            "on": iso(one.on), "planned_on": iso(one.planned_on), "moved_why": one.moved_why,
            "is_provisional": one.provisional, "theme": one.theme.title if one.theme else "",
        }
        for one in found
    ]}  # fmt: skip
