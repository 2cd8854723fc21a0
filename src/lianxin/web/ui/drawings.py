"""图的写法: a drawing as SVG, in a page (where every figure is a link) or as a file of its own. No style, no script."""

from collections.abc import Callable, Iterable
from typing import Any
from zlib import crc32

from django.http import Http404, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianxin.pure.charts import Box, Dot, Drawing, Line, NoFont, Opens, Run, Shape, Words, chinese_font, png
from lianxin.web.ui.sending import file

PNG, SVG = "image/png", "image/svg+xml"
FONTS = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',SimHei,'WenQuanYi Micro Hei',sans-serif"
PATTERNS = (
    '<defs><pattern id="lines-{}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<line x1="0" y1="0" x2="0" y2="7" stroke="#57606a" stroke-width="2.4"/></pattern>'
    '<pattern id="dots-{}" width="7" height="7" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1" fill="#8c959f"/>'
    "</pattern></defs>"
)


def svg(drawing: Drawing, *, is_file: bool = False) -> SafeString:
    """The drawing as SVG; as a file it brings its size, its fonts and no links."""
    key = f"{crc32(repr(drawing).encode()):08x}"  # several drawings stand on one page, each with patterns of its own
    inner = format_html_join("", "{}", ((_written(shape, is_file, key),) for shape in drawing.shapes))
    patterns = format_html(PATTERNS, key, key) if "url(#" in inner else ""
    size = f"{drawing.width:g} {drawing.height:g}"
    if is_file:
        return format_html(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {}" width="{}" height="{}" font-family="{}">'
            '<title>{}</title>{}<rect width="100%" height="100%" fill="#ffffff"/>{}</svg>',
            size, f"{drawing.width:g}", f"{drawing.height:g}", FONTS, drawing.label, patterns, inner,
        )  # fmt: skip
    return format_html(
        '<svg viewBox="0 0 {}" role="group" aria-label="{}">{}{}</svg>', size, drawing.label, patterns, inner
    )


def _written(shape: Shape, is_file: bool, key: str) -> SafeString:
    if isinstance(shape, Opens):
        inner = format_html_join("", "{}", ((_written(one, is_file, key),) for one in shape.shapes))
        if is_file or not shape.url:
            return format_html("<g><title>{}</title>{}</g>", shape.title, inner)
        return format_html(
            '<a href="{}" aria-label="{}"><title>{}</title>{}</a>', shape.url, shape.title, shape.title, inner
        )
    return _box(shape, key) if isinstance(shape, Box) else _WRITERS[type(shape)](shape)


def _box(box: Box, key: str) -> SafeString:
    plain = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}{}/>', _n(box.x), _n(box.y), _n(max(box.width, 0)),
        _n(max(box.height, 0)), "#ffffff" if box.fill == "none" else box.fill,
        format_html(' fill-opacity="{}"', 0) if box.fill == "none" else "",
        format_html(' stroke="{}"', box.stroke) if box.stroke else "",
    )  # fmt: skip
    if not box.pattern:
        return plain
    return format_html(
        '{}<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{}-{})" pointer-events="none"/>', plain, _n(box.x),
        _n(box.y), _n(max(box.width, 0)), _n(max(box.height, 0)), box.pattern, key,
    )  # fmt: skip


def _line(line: Line) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>', _n(line.x1), _n(line.y1),
        _n(line.x2), _n(line.y2), line.stroke, _n(line.width), _dash(line.is_dashed),
    )  # fmt: skip


def _run(run: Run) -> SafeString:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in run.points)
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}"{}/>', points, run.stroke, _n(run.width),
        _dash(run.is_dashed),
    )  # fmt: skip


def _dot(dot: Dot) -> SafeString:
    return format_html(
        '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.5"/>', _n(dot.x), _n(dot.y),
        _n(dot.radius), dot.fill, dot.stroke,
    )  # fmt: skip


def _words(words: Words) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" text-anchor="{}" fill="{}"{}>{}</text>', _n(words.x), _n(words.y),
        _n(words.size), words.anchor, words.fill, format_html(' font-weight="{}"', 600) if words.is_bold else "",
        words.text,
    )  # fmt: skip


_WRITERS: dict[type, Callable[[Any], SafeString]] = {Line: _line, Run: _run, Dot: _dot, Words: _words}


def _dash(is_dashed: bool) -> SafeString | str:
    return format_html(' stroke-dasharray="{}"', "5 4") if is_dashed else ""


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


# 文件 ---------------------------------------------------------------------------------------------------------------


def has_font() -> bool:
    """Whether pictures can be drawn here; where not, SVG is offered, which takes the fonts of whoever opens it."""
    return chinese_font() is not None


def picture(drawing: Drawing, name: str, form: str) -> HttpResponse:
    """The drawing as a file: "png" or "svg". Raises Http404 with a sentence where no Chinese font is installed."""
    if form == "svg":
        return file(svg(drawing, is_file=True).encode(), SVG, f"{name}.svg")
    try:
        return file(png(drawing), PNG, f"{name}.png")
    except NoFont:
        raise Http404(_("这台服务器没有装中文字体，画不成图片，请下载 SVG 图。")) from None


def joined(parts: Iterable[str]) -> str:
    """A file's name from its parts, without what no file name may hold."""
    return "".join("-" if char in '\\/:*?"<>|' else char for char in " ".join(filter(None, parts)))
