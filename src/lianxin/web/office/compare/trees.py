"""按隶属的图: a county's townships and villages as nested tiles, shaded by band. No geography, nobody's whereabouts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.indicators import Rate, grid
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.charts import Block, Drawing, Tile, tiles
from lianxin.web.office.compare.asked import Comparison
from lianxin.web.office.compare.rows import BANDS, placed, title_of, words_of
from lianxin.web.ui.figure_sheet import FigureSheet

MAPPED = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY)
LOWEST, HIGHEST, EACH = 240, 700, 3.2


@dataclass(frozen=True)
class Leaf:
    """一个单位 on the map: its tile, how deep it stands, its share of a bar for the telephone's list."""

    unit: Unit
    tile: Tile
    depth: int
    fraction: str
    wide: float | None


@dataclass(frozen=True)
class Tree:
    """一张图: the drawing, the same as a list, how many units are in each band."""

    drawing: Drawing | None
    leaves: Sequence[Leaf]
    whole: str
    counts: Sequence[tuple[str, str, int]]
    refused: str = ""

    @property
    def listed(self) -> list[Leaf]:
        """On a telephone: the first level, and below it those of which anything can be computed."""
        return [leaf for leaf in self.leaves if leaf.depth == 1 or leaf.tile.band != "none"]

    @property
    def unlisted(self) -> int:
        """How many are left out there."""
        return len(self.leaves) - len(self.listed)


def tree(found: Comparison) -> Tree:
    """The map under the unit asked for: one statement for the units, and one grid of them all."""
    asked, one = found.asked, found.indicator
    if not isinstance(one, Rate):
        return Tree(None, (), "", (), _("这张图画的是率；件数受单位大小影响，不在图上比。请选一个率。"))
    if any(count.placed == "handler" for count in one.counts):
        return Tree(None, (), "", (), _("这张图按属地画，请选按属地统计的率。"))
    units = _units(asked.unit, found)
    if not units:
        return Tree(None, (), "", (), _("这个单位下面没有乡镇或村、社区，请选上一级。"))
    cells = grid([one], [asked.unit, *units], [asked.period], by=asked.by, today=asked.today)
    whole = cells[one.code, asked.unit.pk, asked.period.code]
    mean = 100 * (whole.part or 0) / whole.whole if whole.whole else None
    leaves = []
    for unit in units:
        now = cells[one.code, unit.pk, asked.period.code]
        _at, band = placed(now, None, mean)
        value = now.text if band != "none" else "—"
        tile = Tile(unit.name, value, band, words_of(band, found.whole_words), asked.open_url(one.code, unit=unit))
        leaves.append(
            Leaf(
                unit,
                tile,
                unit.depth - asked.unit.depth,
                now.fraction,
                float(now.value) if now.value is not None else None,
            )
        )
    return Tree(_drawn(found, leaves), leaves, whole.text, _counts(found, leaves))


def _units(unit: Unit, found: Comparison) -> list[Unit]:
    """The townships and villages below, as they stood in the period, in the order of the tree."""
    period = found.asked.period
    begun = Q(valid_from=None) | Q(valid_from__lte=period.last)
    standing = Q(valid_to=None) | Q(valid_to__gte=period.first)
    below = Unit.objects.under(unit).filter(begun, standing, kind__in=MAPPED).exclude(pk=unit.pk)
    return [one for one in below.order_by("path") if one.depth - unit.depth <= 2]


def _drawn(found: Comparison, leaves: Sequence[Leaf]) -> Drawing:
    """Blocks of the first level with their tiles; where there is one level alone, its tiles."""
    blocks: list[Block] = []
    inner: dict[str, list[Tile]] = {}
    for leaf in leaves:
        if leaf.depth == 2:
            inner.setdefault(leaf.unit.path[:-STEP], []).append(leaf.tile)
    blocks = [Block(leaf.tile, tuple(inner.get(leaf.unit.path, ()))) for leaf in leaves if leaf.depth == 1]
    height = max(LOWEST, min(HIGHEST, EACH * 12 + EACH * len(leaves) + 90 * (len(blocks) ** 0.5)))
    return tiles(blocks, height=round(height), label=title_of(found))


def _counts(found: Comparison, leaves: Sequence[Leaf]) -> list[tuple[str, str, int]]:
    """The legend: each band, its words, how many units are in it."""
    many = {band: sum(leaf.tile.band == band for leaf in leaves) for band in BANDS}
    return [(band, words_of(band, found.whole_words), many[band]) for band in BANDS]


def sheet(found: Comparison, made: Tree, foot: str) -> FigureSheet:
    """The same as a table, to take away; the picture is the map."""
    lines = [
        ["　" * (leaf.depth - 1) + leaf.unit.name, f"{leaf.tile.value} {leaf.fraction}".strip(), leaf.tile.said]
        for leaf in made.leaves
    ]
    head = (_("单位"), str(found.indicator.label), _("与全部比"))
    asked = found.asked
    return FigureSheet(
        title_of(found), asked.period.code, head, tuple(lines), asked.unit.name, asked.today, (), (), foot, made.drawing
    )
