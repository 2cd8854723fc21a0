"""打开的数字: the very records that a figure counts, a page at a time, beside the figure itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import Count, Figure, Indicator, Rate
from lianxin.base.indicators.lines import changed, opens
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.web.office.figures.asked import Asked, Tab
from lianxin.web.office.figures.words import said
from lianxin.web.ui.panels import ROW_TEMPLATES

ROWS, SALT, A_DAY = 50, "lianxin.row", 86400
#: what a row may name besides itself: fetched with the rows, not row by row
NAMED = ("unit", "handler", "topic", "home", "person", "household", "visit", "concern", "shift", "activity", "account",
         "pledge", "letter", "dispute")  # fmt: skip
SIDES = {"part": gettext_lazy("分子：%(label)s"), "whole": gettext_lazy("分母：%(label)s")}


@dataclass(frozen=True)
class Page:
    """一页 and its neighbours."""

    rows: Sequence[Any]
    newer_url: str
    older_url: str


@dataclass(frozen=True)
class Opened:
    """打开的清单: the figure that was clicked, the count that is listed, how many of it the reader may see."""

    figure: Figure
    counted: Count
    count: int
    shown: int
    sides: Sequence[Tab]
    page: Page
    kind: str
    change: str

    @property
    def agrees(self) -> bool:
        """共 n 件 = 上面的 n."""
        return self.count == self.shown


def opened(asked: Asked, indicator: Indicator, data: Any) -> Opened:
    """The list behind an indicator; of a rate the side that the address names, first its numerator."""
    figure = indicator.figure(asked.period, asked.unit, by=asked.by, today=asked.today)
    sides = dict(opens(indicator))
    side = data.get("side", "") if data.get("side", "") in sides else next(iter(sides))
    counted = sides[side]
    assert isinstance(counted, Count)
    found = counted.opened(asked.period, asked.unit, by=asked.by, today=asked.today)
    tabs = [
        Tab(SIDES[name] % {"label": one.label}, asked.open_url(indicator.code, side=name), name == side)
        for name, one in sides.items()
    ] if isinstance(indicator, Rate) else []  # fmt: skip
    here = asked.open_url(indicator.code, side=side)
    return Opened(
        figure, counted, _count(figure, counted, asked), found.count(), tabs, page_of(found, here, data),
        _kind(found.model), _change(figure, asked),
    )  # fmt: skip


def _kind(model: Any) -> str:
    """By what its rows are declared: the model's name, with its room before it where two rooms use one word."""
    label = model._meta.label_lower
    return label if label in ROW_TEMPLATES else model._meta.model_name or ""


def _change(figure: Figure, asked: Asked) -> str:
    before = figure.indicator.figure(asked.period.year_before(), asked.unit, by=asked.by, today=asked.today)
    change = changed(figure, before, than="上年同期", today=asked.today)
    words = said(change, of_rates=isinstance(figure.indicator, Rate))
    return _("%(change)s（上年同期 %(before)s）") % {"change": words, "before": before.text} if before.value else words


def _count(figure: Figure, counted: Count, asked: Asked) -> int:
    """What the figure says of the side that is listed."""
    one = figure.indicator
    if isinstance(one, Rate):
        return int((figure.part if counted.code == one.part.code else figure.whole) or 0)
    return int((figure.whole if figure.whole is not None else figure.value) or 0)


def page_of(found: PlacedQuerySet, here: str, data: Any) -> Page:
    """The newest first, by key; the address names a record by its code, never by its number.

    Keys are looked for alone first: that reads the index, and only the fifty rows shown are fetched.
    """
    after, before = _key(found, data.get("after", "")), _key(found, data.get("before", ""))
    keys = found.order_by("pk" if before else "-pk").values_list("pk", flat=True)
    if before:
        keys = keys.filter(pk__gt=before)
    elif after:
        keys = keys.filter(pk__lt=after)
    taken = list(keys[: ROWS + 1])
    has_more, taken = len(taken) > ROWS, sorted(taken[:ROWS], reverse=True)
    named = [one.name for one in found.model._meta.get_fields() if one.name in NAMED and one.is_relation]
    rows_by_key = found.model._default_manager.select_related(*named).in_bulk(taken)
    rows = [rows_by_key[key] for key in taken]
    newer, older = (has_more, True) if before else (bool(after), has_more)
    return Page(
        rows,
        f"{here}&before={_name(rows[0])}" if rows and newer else "",
        f"{here}&after={_name(rows[-1])}" if rows and older else "",
    )


def _key(found: PlacedQuerySet, code: str) -> int | None:
    if not code:
        return None
    if hasattr(found.model, "code"):
        return found.filter(code=code).values_list("pk", flat=True).first()
    try:
        return int(signing.loads(code, salt=SALT, max_age=A_DAY))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def _name(row: Any) -> str:
    """What the address calls a record: its code; one without is named by a signed key, which tells no running number."""
    return str(row.code) if hasattr(row, "code") else signing.dumps(row.pk, salt=SALT)


def side_words(indicator: Indicator) -> str | Promise:
    """分子 ÷ 分母 in words."""
    return f"{indicator.numerator} ÷ {indicator.denominator}" if isinstance(indicator, Rate) else ""
