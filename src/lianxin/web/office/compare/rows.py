"""同类比: each unit's figure with its interval and its band, in the order of the tree. Nobody is first, nobody last (JF-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.indicators import Count, Figure, Indicator, Rate, UnknownIndicator, get, grid
from lianxin.base.indicators import changes as definitions
from lianxin.base.indicators.kinds import Stock
from lianxin.base.indicators.lines import changed
from lianxin.base.orgs.models import Unit
from lianxin.pure.bands import LEAST
from lianxin.pure.charts import Drawing, Row, dots
from lianxin.pure.intervals import judged, per, wilson
from lianxin.pure.periods import Period
from lianxin.web.office.compare.asked import Comparison
from lianxin.web.office.figures.asked import Asked
from lianxin.web.office.figures.words import said
from lianxin.web.ui.figure_sheet import Cell, FigureSheet
from lianxin.web.ui.periods import period_words

HOUSEHOLDS = "household.registered"
FEWEST_HOUSEHOLDS = 100
BANDS = ("above", "near", "below", "few", "none")


@dataclass(frozen=True)
class Compared:
    """一个单位 among its like: now and a year before, what may be said of it."""

    unit: Unit
    now: Figure
    before: Figure
    change: str
    url: str
    before_url: str
    part_url: str = ""
    whole_url: str = ""
    at: tuple[float, float, float] | None = None
    band: str = "none"
    said: str = ""
    base: int | None = None
    base_url: str = ""

    @property
    def shown(self) -> str:
        """The value that is compared, in words: a rate, or so many per thousand households."""
        return f"{self.at[0]:.1f}‰" if self.base and self.at else self.now.text

    @property
    def parts(self) -> str:
        """What it was divided from."""
        return f"{self.now.text}/{self.base}" if self.base else self.now.fraction

    @property
    def interval(self) -> str:
        """置信区间."""
        if self.at is None:
            return ""
        low, high = (f"{end:.1f}" for end in self.at[1:])
        return f"{low}—{high}{'‰' if self.base else '%'}"


@dataclass(frozen=True)
class Board:
    """比较的结果: the rows, the whole that they are compared with, what is to be said below."""

    rows: Sequence[Compared]
    whole: Compared | None
    mean: float | None
    unit: str
    notes: Sequence[str]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many units stand in each band: a distribution, no order."""
        found = {row.band: row.said for row in self.rows if row.said}
        return [(found[band], sum(row.band == band for row in self.rows)) for band in BANDS if band in found]


def board(found: Comparison) -> Board:
    """The comparison, in a number of statements that does not depend on how many units there are."""
    asked, one = found.asked, found.indicator
    if found.refused:
        return Board((), None, None, "", ())
    base, periods = _base(one), [asked.period, asked.period.year_before()]
    units = [asked.unit, *found.units]
    wanted = [one, base] if base else [one]
    cells = grid(wanted, units, periods, by=asked.by, today=asked.today)
    mean = _mean(cells, one, base, asked.unit, asked.period)
    rows = [_compared(found, unit, cells, base, mean) for unit in units]
    measured = "‰" if base else "%" if isinstance(one, Rate) else ""
    return Board(rows[1:], rows[0], mean, measured, _notes(found, base, rows))


def _base(indicator: Indicator) -> Stock | None:
    """在册户数, where a number of cases can be divided by them: by ground, not by who handled it, and not of households."""
    if not isinstance(indicator, Count) or isinstance(indicator, Stock) or indicator.placed != "unit":
        return None
    try:
        base = get(HOUSEHOLDS)
    except UnknownIndicator:
        return None
    return base if isinstance(base, Stock) else None


def _mean(
    cells: Mapping[tuple[str, int, str], Figure], one: Indicator, base: Stock | None, unit: Unit, period: Period
) -> float | None:
    """The whole's value that units are held against; None where nothing is judged: only results are, never volumes (JF-2)."""
    whole = cells[one.code, unit.pk, period.code]
    if not one.better:
        return None
    if isinstance(one, Rate):
        return None if not whole.whole else 100 * (whole.part or 0) / whole.whole
    if base is None:
        return None
    households = int(cells[base.code, unit.pk, period.code].value or 0)
    return 1000 * float(whole.value or 0) / households if households >= FEWEST_HOUSEHOLDS else None


def _compared(
    found: Comparison, unit: Unit, cells: Mapping[tuple[str, int, str], Figure], base: Stock | None, mean: float | None
) -> Compared:
    asked, one, period = found.asked, found.indicator, found.asked.period
    now, before = (cells[one.code, unit.pk, each.code] for each in (period, period.year_before()))
    change = said(
        changed(now, before, than="上年同期", today=asked.today), than="上年同期", of_rates=isinstance(one, Rate)
    )
    households = int(cells[base.code, unit.pk, period.code].value or 0) if base else None
    at, band = placed(now, households, mean)
    is_rate = isinstance(one, Rate)
    return Compared(
        unit, now, before, change, asked.open_url(one.code, unit=unit),
        asked.open_url(one.code, period.year_before(), unit),
        asked.open_url(one.code, unit=unit, side="part") if is_rate else "",
        asked.open_url(one.code, unit=unit, side="whole") if is_rate else "",
        at, band, "" if unit.pk == asked.unit.pk else words_of(band, found.whole_words), households,
        asked.open_url(HOUSEHOLDS, unit=unit) if base else "",
    )  # fmt: skip


def placed(now: Figure, households: int | None, mean: float | None) -> tuple[tuple[float, float, float] | None, str]:
    """The value with its interval, and its band against the whole: few cases are shown but not judged."""
    if isinstance(now.indicator, Rate):
        if not now.whole:
            return None, "none"
        low, high = (100 * end for end in wilson(now.part or 0, now.whole))
        if now.whole < LEAST:
            return None, "few"
        at = (100 * (now.part or 0) / now.whole, low, high)
    elif households is not None:
        if households < FEWEST_HOUSEHOLDS:
            return None, "few"
        rate, (low, high) = per(int(now.value or 0), households)
        at = (rate, low, high)
    else:
        return None, "plain"
    return at, judged(at[1:], mean) if mean is not None else "plain"


def words_of(band: str, whole: str) -> str:
    """高于全县, 低于全县, 与全县无明显差别, 数量少，不作判断."""
    given = {"whole": whole}
    return {
        "above": _("高于%(whole)s") % given, "below": _("低于%(whole)s") % given,
        "near": _("与%(whole)s无明显差别") % given, "few": _("数量少，不作判断"), "none": _("没有可算的"),
    }.get(band, "")  # fmt: skip


def _notes(found: Comparison, base: Stock | None, rows: Sequence[Compared]) -> list[str]:
    one, period = found.indicator, found.asked.period
    given = {"least": LEAST, "whole": found.whole_words}
    notes = [_("单位按管理顺序排列，不排名次。")]
    if isinstance(one, Rate) and one.better:
        notes.append(
            _(
                "线段是置信区间（按百分之九十五算）；整段高于或低于%(whole)s的才算有差别，分母不足 %(least)s 的不作判断。"
            )
            % given
        )
    elif base:
        notes.append(
            _("按每千在册户算，线段是置信区间（按百分之九十五算）；在册户不足 %(n)s 的不作判断。")
            % {"n": FEWEST_HOUSEHOLDS}
        )
    elif not isinstance(one, Rate):
        notes.append(_("这个数受单位大小影响，只列出，不作判断。"))
    if not one.better:
        notes.append(_("这个数没有高低好坏之分，只列出，不分档；有线段的，线段是置信区间（按百分之九十五算）。"))
    if sum(row.band in ("above", "near", "below") for row in rows) >= 10:
        notes.append(_("单位多时，本来没有差别的二十个里也约有一个会偶然落在外面，看一期不下结论。"))
    return [*notes, *definitions.notes(one, [period.year_before(), period])]


# 图和文件 -------------------------------------------------------------------------------------------------------------


def drawn(found: Comparison, made: Board, *, is_narrow: bool = False) -> Drawing | None:
    """The dots with their intervals; nothing where nothing may be judged."""
    if not any(row.at for row in made.rows):
        return None
    rows = [Row(row.unit.name, row.shown, row.parts, row.said, row.at, row.band, row.url) for row in made.rows]
    mean = f"{found.whole_words} {made.mean:.1f}{made.unit}" if made.mean is not None else ""
    return dots(rows, mean=made.mean, mean_words=mean, unit=made.unit, label=title_of(found), is_narrow=is_narrow)


def title_of(found: Comparison) -> str:
    """定安县各乡镇 按时办结率 2026年10月."""
    given = {
        "unit": found.asked.unit.name, "kind": found.kind_word, "label": found.indicator.label,
        "period": period_words(found.asked.period),
    }  # fmt: skip
    return _("%(unit)s各%(kind)s %(label)s %(period)s") % given


def sheet(found: Comparison, made: Board, foot: str) -> FigureSheet:
    """The table to take away; the picture is the drawing."""
    head = [_("单位"), str(found.indicator.label), _("置信区间"), _("与全部比"), _("上年同期"), _("比上年同期")]
    if any(row.base for row in made.rows):
        head.insert(2, _("每千户"))
    whole = [made.whole] if made.whole else []
    lines: list[list[Cell]] = [
        [row.unit.name, row.now, *([row.shown] if len(head) == 7 else []), row.interval, row.said, row.before, row.change]
        for row in [*whole, *made.rows]
    ]  # fmt: skip
    asked: Asked = found.asked
    on: date = asked.today
    return FigureSheet(
        title_of(found), asked.period.code, tuple(head), tuple(lines), asked.unit.name, on, tuple(made.notes), (), foot,
        drawn(found, made),
    )  # fmt: skip
