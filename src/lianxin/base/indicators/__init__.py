"""指标: a figure is a list that is counted. Kinds, registry, the grid of many cells, bindings for documents.

`value == len(opened)` for whoever may read the unit's figures, and the grid says the same; see kinds.py and cells.py.
"""

from lianxin.base.indicators import compliance as _compliance  # noqa: F401  (declares where figures come from)
from lianxin.base.indicators.bindings import Bound, Resolved, bound, kept, kept_of, of_figure, resolve
from lianxin.base.indicators.cells import breakdown, grid
from lianxin.base.indicators.docs import indicators_markdown
from lianxin.base.indicators.kinds import (
    FIGURES,
    Count,
    Figure,
    Indicator,
    Mean,
    Median,
    Rate,
    Spread,
    Stock,
    Sum,
)
from lianxin.base.indicators.lines import Line, report
from lianxin.base.indicators.registry import (
    DIMENSIONS,
    INDICATORS,
    Dimension,
    UnknownIndicator,
    at_version,
    dimension,
    get,
    known,
    part_of,
    register,
    resolver,
    sliced,
)

__all__ = [
    "DIMENSIONS", "FIGURES", "INDICATORS", "Bound", "Count", "Dimension", "Figure", "Indicator", "Line", "Mean",
    "Median", "Rate", "Resolved", "Spread", "Stock", "Sum", "UnknownIndicator", "at_version", "bound", "breakdown",
    "dimension", "get", "grid", "indicators_markdown", "kept", "kept_of", "known", "of_figure", "part_of",
    "register", "report", "resolve", "resolver", "sliced",
]  # fmt: skip
