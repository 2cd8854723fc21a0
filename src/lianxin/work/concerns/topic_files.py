"""分类表和对应表的读法: a table of three columns (一级、二级、三级) as full names, a table of old and new as pairs.

A blank cell in the first columns means “as above”, as people merge them. What cannot be read is listed with its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.files.tables import Cell, read_tables
from lianxin.work.concerns.models import Topic
from lianxin.work.concerns.topic_tree import LEVELS, BadRow, Names, flat, tree

LONGEST = 40
MOST = 2_000
HEADS = ("一级", "分类", "类别", "旧", "原")
YES = {"是", "√", "1", "归入", "y", "yes", "true"}
SEPARATORS = ("›", "＞", ">", "／", "/", "→", "—")


@dataclass(frozen=True)
class TopicTable:
    """分类表 as read: full names in their order, each once, and the rows that could not be read."""

    paths: tuple[Names, ...]
    bad: tuple[BadRow, ...]


@dataclass(frozen=True)
class MapTable:
    """对应表 as read."""

    pairs: tuple[tuple[Topic, Topic, bool], ...]
    bad: tuple[BadRow, ...]


def read_topics(data: bytes, name: str) -> TopicTable:
    """The first sheet of a file. Raises base.files' Unreadable with a sentence for people."""
    return topics_of(read_tables(data, name)[0].rows)


def topics_of(rows: Sequence[Sequence[Cell]]) -> TopicTable:
    """Full names from rows of cells; the head is passed over."""
    found: dict[Names, None] = {}
    bad: list[BadRow] = []
    above: tuple[str, ...] = ()
    for number, row in enumerate(rows, 1):
        cells = [_plain(cell) for cell in row[:LEVELS]]
        if not any(cells) or (number == 1 and _is_head(cells)):
            continue
        filled = _filled(cells, above)
        if isinstance(filled, str):
            bad.append(BadRow(number, filled))
            continue
        above = filled
        if filled in found:
            bad.append(BadRow(number, _("和前面的重复：%(name)s") % {"name": " › ".join(filled)}))
        elif len(found) >= MOST:
            bad.append(BadRow(number, _("超过 %(most)s 行，没有再读。") % {"most": MOST}))
            break
        found[filled] = None
    return TopicTable(tuple(found), tuple(bad))


def _filled(cells: Sequence[str], above: Names) -> Names | str:
    """The full name of a row, or why it is none."""
    last = max(place for place, cell in enumerate(cells) if cell)
    names: list[str] = []
    for place in range(last + 1):
        cell = cells[place] or (above[place] if place < len(above) and names == list(above[:place]) else "")
        if not cell:
            return _("缺%(level)s级名称") % {"level": "一二三"[place]}
        if len(cell) > LONGEST:
            return _("名称超过 %(most)s 个字：%(name)s") % {"most": LONGEST, "name": cell[:20]}
        names.append(cell)
    return tuple(names)


def _is_head(cells: Sequence[str]) -> bool:
    return any(cells[0].startswith(head) for head in HEADS) and (len(cells) < 2 or "类" in cells[1] or "级" in cells[1])


def _plain(cell: Cell) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def read_mappings(data: bytes, name: str) -> MapTable:
    """旧分类, 新分类, 统计时归入 (是 or blank), as full names (一级/二级) or as a name that occurs once."""
    nodes = flat(tree(Topic.objects.all()))
    old = _book([(node.names, node.topic) for node in nodes if node.topic.valid_to is not None])
    new = _book([(node.names, node.topic) for node in nodes if node.topic.valid_to is None])
    pairs, bad = [], []
    for number, row in enumerate(read_tables(data, name)[0].rows[: MOST + 1], 1):
        cells = [_plain(cell) for cell in [*row[:3], None, None, None]]
        if not any(cells) or (number == 1 and _is_head(cells[:2])):
            continue
        one, other = old.get(_key(cells[0])), new.get(_key(cells[1]))
        if one is None:
            bad.append(
                BadRow(number, _("没有叫“%(name)s”的停用分类，或有好几个，请写全一级/二级。") % {"name": cells[0][:40]})
            )
        elif other is None:
            bad.append(
                BadRow(number, _("没有叫“%(name)s”的在用分类，或有好几个，请写全一级/二级。") % {"name": cells[1][:40]})
            )
        else:
            pairs.append((one, other, cells[2].lower() in YES))
    return MapTable(tuple(pairs), tuple(bad))


def _key(words: str) -> Names:
    for separator in SEPARATORS:
        words = words.replace(separator, "/")
    return tuple(part.strip() for part in words.split("/") if part.strip())


def _book(topics: Sequence[tuple[Names, Topic]]) -> dict[Names, Topic]:
    """Topics by their full names, and by the last name alone where it occurs once."""
    found = dict(topics)
    labels = [names[-1] for names, _topic in topics]
    for names, topic in topics:
        if labels.count(names[-1]) == 1:
            found.setdefault((names[-1],), topic)
    return found
