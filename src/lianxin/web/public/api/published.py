"""公开的诉求: what two persons made public, the same rows as the open data, without those that accuse somebody."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Unit
from lianxin.pure.openapi import Field, maybe, several, shape, text, whole
from lianxin.web.public.api.concerns import LIMIT, USUAL
from lianxin.web.public.api.operations import Asked, Problem
from lianxin.work.publishing import georeport
from lianxin.work.publishing.queries import COLUMNS, exported

CODE = Field("after", text(12, pattern=r"^[0-9A-Z]{4,12}$"), _("接着上一次的 next。"), is_required=False)
MONTH = Field("month", text(7, pattern=r"^20[0-9][0-9]-(0[1-9]|1[0-2])$"), _("只要这个月收到的。"), is_required=False)
LIST = shape(
    Field(
        "items",
        several(
            shape(*(Field(name, whole() if name == "version" else text(), about) for name, about in COLUMNS.items()))
        ),
    ),
    Field("next", maybe(text()), _("还有的话，下一次的 after；没有了是 null。")),
)
ASKED = (MONTH, CODE, LIMIT)


def many(asked: Asked) -> Any:
    """The newest first, so many at a time."""
    county = Unit.objects.filter(path=asked.key.unit.ancestor_paths()[0]).first()
    found = georeport.readable(asked.today, county).select_related("topic", "concern__adoption", "shown")
    found = found.order_by("-publish_on", "code")
    if "month" in asked.said:
        found = found.filter(month=asked.said["month"])
    if "after" in asked.said:
        last = (
            found.model.objects.public(asked.today)
            .filter(code=asked.said["after"])
            .values_list("publish_on", "code")
            .first()
        )
        if last is None:
            raise Problem(404, _("没有 after 里的这一件，请从头读起。"))
        found = found.filter(Q(publish_on__lt=last[0]) | Q(publish_on=last[0], code__gt=last[1]))
    most = asked.said.get("limit", USUAL)
    rows = list(found[: most + 1])
    return {"items": exported(rows[:most]), "next": rows[most - 1].code if len(rows) > most else None}
