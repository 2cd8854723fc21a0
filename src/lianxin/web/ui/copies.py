"""副本: the number under every list of persons that leaves, and the mark in its rows where a column of words can bear it."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.custody.commands import take_copy
from lianxin.pure import copymarks
from lianxin.web.ui.request import Request

Columns = Sequence[tuple[str | Promise, int]]
#: by its heading: the column whose words bear the mark, and those that together tell one row from another
MARKED = {
    "诉求内容": ("编号",), "致困原因": ("编号",), "走访对象": ("走访时间", "走访对象", "走访人员"),
    "标题": ("发现日期", "单位", "地点"),
}  # fmt: skip


def places(heads: Sequence[str]) -> tuple[int, tuple[int, ...]] | None:
    """Which column bears the mark and which are the key; None for a list that has no such columns."""
    for text, keys in MARKED.items():
        if text in heads and all(key in heads for key in keys):
            return heads.index(text), tuple(heads.index(key) for key in keys)
    return None


def key_of(line: Sequence[str], keys: tuple[int, ...]) -> str:
    """What tells the row from others, be the mark among it or not."""
    return "|".join(line[key].strip().rstrip(copymarks.STOP) for key in keys)


def marked(columns: Columns, lines: Iterable[Sequence[str]], copy: str) -> list[list[str]]:
    """The rows as this copy bears them."""
    with translation.override(settings.LANGUAGE_CODE):
        where = places([str(word) for word, _width in columns])
    found = [list(line) for line in lines]
    if where is not None:
        text, keys = where
        for line in found:
            line[text] = copymarks.mark(line[text], copy, key_of(line, keys))
    return found


def foot(request: Request, copy: str) -> str:
    """The last line of a file: whose it is, and its number."""
    return _("%(name)s（%(post)s）导出于 %(on)s，只限工作使用。副本 %(copy)s。") % {
        "name": request.actor.name, "post": request.actor.post, "on": request.today, "copy": copy,
    }  # fmt: skip


def taken(request: Request, what: str, columns: Columns, lines: Sequence[Sequence[str]]) -> tuple[list[list[str]], str]:
    """Note that this list leaves; its rows as the copy bears them, and its last line."""
    copy = take_copy(what=what, rows=len(lines), by=request.actor, at=request.now)
    return marked(columns, lines, copy.code), foot(request, copy.code)
