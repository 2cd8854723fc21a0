"""手册的文字: Markdown read into blocks that a template writes, so that no text becomes HTML by itself.

Used are headings, paragraphs, lists, tables and pictures; bold is a word that stands on a page of the product, a link
`page:concerns:list` leads to that page, `help:register` to another article.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True)
class Run:
    """一段文字 of one kind: plain, `strong` (a word on a page), `code`, or a link (`to`)."""

    text: str
    kind: str = "plain"
    to: str = ""


@dataclass(frozen=True)
class Block:
    """一块: heading (2 or 3), paragraph, list, table or picture."""

    kind: str
    runs: tuple[Run, ...] = ()
    items: tuple["Item", ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Item:
    """一项 of a list: its words, and a list below it."""

    runs: tuple[Run, ...]
    below: tuple["Item", ...] = field(default=())


class NotForTheHandbook(ValueError):
    """手册里不用的写法: HTML, code blocks, quotations and the like."""


_READER = MarkdownIt("commonmark", {"html": False}).enable("table")
_KINDS = {"strong": "strong", "code_inline": "code", "link": "link", "text": "plain", "softbreak": "plain"}


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Raises NotForTheHandbook for what no template writes."""
    return tuple(_block(node) for node in SyntaxTreeNode(_READER.parse(text)).children)


def _block(node: SyntaxTreeNode) -> Block:
    match node.type:
        case "heading" if node.tag in ("h2", "h3"):
            return Block(node.tag, _runs(node.children[0]))
        case "paragraph" if (picture := _picture(node.children[0])) is not None:
            return picture
        case "paragraph":
            return Block("p", _runs(node.children[0]))
        case "ordered_list" | "bullet_list":
            return Block("ol" if node.type == "ordered_list" else "ul", items=_items(node))
        case "table":
            return Block("table", rows=tuple(
                tuple(_runs(cell.children[0]) if cell.children else () for cell in row.children)
                for part in node.children for row in part.children
            ))  # fmt: skip
    raise NotForTheHandbook(node.type)


def _picture(inline: SyntaxTreeNode) -> Block | None:
    if len(inline.children) == 1 and inline.children[0].type == "image":
        picture = inline.children[0]
        return Block("picture", (Run(picture.content),), name=str(picture.attrs["src"]))
    return None


def _items(node: SyntaxTreeNode) -> tuple[Item, ...]:
    found = []
    for item in node.children:
        first, *more = item.children
        below = [_items(one) for one in more if one.type in ("ordered_list", "bullet_list")]
        if first.type != "paragraph" or len(below) != len(more) or len(more) > 1:
            raise NotForTheHandbook(f"{node.type}: {[one.type for one in item.children]}")
        found.append(Item(_runs(first.children[0]), below[0] if below else ()))
    return tuple(found)


def _runs(inline: SyntaxTreeNode) -> tuple[Run, ...]:
    return tuple(_each_run(inline))


def _each_run(inline: SyntaxTreeNode) -> Iterator[Run]:
    for node in inline.children:
        kind = _KINDS.get(node.type)
        if kind is None:
            raise NotForTheHandbook(node.type)
        words = " " if node.type == "softbreak" else node.content or "".join(one.content for one in node.children)
        yield Run(words, kind, str(node.attrs.get("href", "")) if kind == "link" else "")


def plain(found: tuple[Block, ...]) -> str:
    """The words alone, for searching; what a picture shows is left out."""
    lines = (line for one in found if one.kind != "picture" for line in _lines(one) if line)
    return " ".join("".join(run.text for run in line) for line in lines)


def _lines(block: Block) -> Iterator[tuple[Run, ...]]:
    yield block.runs
    for row in block.rows:
        yield from row
    waiting = list(block.items)
    for item in waiting:
        yield item.runs
        waiting.extend(item.below)


def every_run(found: tuple[Block, ...]) -> Iterator[Run]:
    """Each run of each block, for what looks at links and words."""
    for one in found:
        for line in _lines(one):
            yield from line
