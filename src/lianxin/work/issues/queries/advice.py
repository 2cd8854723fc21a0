"""建议: which topic a text speaks for, which unit handled such matters. Only shown, never applied. F118."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import VIEW
from lianxin.work.issues.reading import topic_model

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class TopicAdvice:
    """建议的分类, with the words of the text that speak for it."""

    topic: Topic
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        return _("内容里有：%(words)s") % {"words": "、".join(self.words)}


@dataclass(frozen=True)
class UnitAdvice:
    """建议的承办单位: so many of the matters of this topic in a year were handled there."""

    unit: Unit
    count: int
    total: int
    area: str

    @property
    def why(self) -> str:
        return _("近一年%(area)s这类诉求 %(total)s 件，由该单位办理 %(count)s 件") % {
            "area": self.area, "total": self.total, "count": self.count,
        }  # fmt: skip


def suggest_topic(*, text: str, by: Actor, title: str = "", most: int = 3) -> list[TopicAdvice]:
    """At most three topics in use, the likeliest first. Whoever may see no concern gets none.

    The words of the reason stand in this very text; the model knows only words of five different concerns.
    """
    if not by.has(VIEW):
        return []
    found = topic_model().suggest(title, text, most=most)
    topics = {
        one.code: one
        for one in Topic.objects.filter(code__in=[one.label for one in found], valid_to=None).select_related("parent")
    }
    return [TopicAdvice(topics[one.label], one.words) for one in found if one.label in topics]


def suggest_unit(*, topic: Topic | None, by: Actor, at: datetime, unit: Unit | None = None, text: str = "",
                 most: int = 3) -> list[UnitAdvice]:  # fmt: skip
    """Who handled such matters within a year, of what this actor may see: in the same township if it had enough."""
    if topic is None:
        advice = suggest_topic(text=text, by=by, most=1)
        topic = advice[0].topic if advice else None
    if topic is None:
        return []
    found = (
        Concern.objects.reachable(by=by, to=VIEW).standing()
        .filter(topic=topic, received_on__gte=localdate(at) - A_YEAR).exclude(handler=None)
    )  # fmt: skip
    area = ""
    if unit is not None and len(unit.path) > STEP:
        town = Unit.objects.filter(path=unit.path[: 2 * STEP]).first()
        near = found.filter(within("unit_path", unit.path[: 2 * STEP]))
        if town is not None and near.count() >= most:
            found, area = near, town.name
    counts = list(found.order_by().values_list("handler").annotate(n=Count("pk")).order_by("-n", "handler"))
    total = sum(n for _handler, n in counts)
    units = Unit.objects.in_bulk([handler for handler, _n in counts[:most]])
    return [UnitAdvice(units[handler], n, total, area) for handler, n in counts[:most]]
