"""印制: a page as SVG, one millimetre a unit, for the browser to print; texts in the reader's own fonts."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from lianxin.pure.marks.drawing import HEIGHT, WIDTH, Bar, Frame, Modules, Shape, Stroke

FONTS = "SimSun, Songti SC, Noto Serif CJK SC, Source Han Serif SC, serif"


def svg(shapes: Iterable[Shape], *, label: str = "") -> str:
    """The page as one <svg> element; no style attribute, no script (the content policy allows neither).

    >>> svg([Bar(1, 2, 3, 4)]).count("<rect")
    1
    """
    inside = "".join(_drawn(one) for one in shapes)
    named = f' role="img" aria-label={quoteattr(label)}' if label else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sheet-page" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" font-family="{FONTS}" '
        f'width="{WIDTH:g}mm" height="{HEIGHT:g}mm"{named}>{inside}</svg>'
    )


def _drawn(one: Shape) -> str:
    if isinstance(one, Bar):
        return f'<rect x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}" fill="{_grey(one.shade)}"/>'
    if isinstance(one, Frame):
        return (
            f'<rect x="{one.x:g}" y="{one.y:g}" width="{one.width:g}" height="{one.height:g}" fill="none" '
            f'stroke="{_grey(one.shade)}" stroke-width="{one.line:g}"/>'
        )
    if isinstance(one, Stroke):
        points = " ".join(f"{x:g},{y:g}" for x, y in one.points)
        return f'<polyline points="{points}" fill="none" stroke="{_grey(one.shade)}" stroke-width="{one.line:g}"/>'
    if isinstance(one, Modules):
        return f'<path d="{_path(one)}" shape-rendering="crispEdges"/>'
    weight = ' font-weight="bold"' if one.is_bold else ""
    return (
        f'<text x="{one.x:g}" y="{one.y:g}" font-size="{one.size:g}" text-anchor="{one.anchor}"{weight}>'
        f"{escape(one.text)}</text>"
    )


def _grey(shade: float) -> str:
    level = round(max(0.0, min(1.0, shade)) * 255)
    return f"#{level:02x}{level:02x}{level:02x}"


def _path(one: Modules) -> str:
    """The black modules, those side by side in one piece, so that no hair of white is printed between them."""
    size, found = one.side / len(one.rows), []
    for n, row in enumerate(one.rows):
        start = None
        for m, black in enumerate((*row, False)):
            if black and start is None:
                start = m
            elif not black and start is not None:
                x, y, wide = one.x + start * size, one.y + n * size, (m - start) * size
                found.append(f"M{x:.3f} {y:.3f}h{wide:.3f}v{size:.3f}h-{wide:.3f}z")
                start = None
    return "".join(found)
