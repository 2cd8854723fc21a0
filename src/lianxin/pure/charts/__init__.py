"""图: a chart as data (shapes on a sheet), which a page writes as SVG and a file draws as a picture.

One drawing, several uses: what is shown, what is printed in grey and what is handed on as a picture cannot differ.
Every mark that stands for a figure is inside an `Opens`, so that a page can make it a link to the records behind.

>>> chart = dots([Row("石桥村", "90.0%", "18/20", "与全镇无明显差别", (90.0, 69.9, 97.2), "near")], mean=85.0, mean_words="全镇 85.0%")
>>> chart.width, chart.height
(860, 92)

Nothing here sorts: whoever draws hands in the order (units in the order of the tree, months in the order of time).
"""

from lianxin.pure.charts.dots import Row, dots
from lianxin.pure.charts.fonts import chinese_font
from lianxin.pure.charts.months import Month, months
from lianxin.pure.charts.raster import NoFont, png
from lianxin.pure.charts.shapes import Box, Dot, Drawing, Line, Opens, Run, Shape, Words, fitted, width_of
from lianxin.pure.charts.sheet import sheet
from lianxin.pure.charts.tiles import Block, Tile, strips, tiles

__all__ = [
    "Block", "Box", "Dot", "Drawing", "Line", "Month", "NoFont", "Opens", "Row", "Run", "Shape", "Tile", "Words", "chinese_font",
    "dots", "fitted", "months", "png", "sheet", "strips", "tiles", "width_of",
]  # fmt: skip
