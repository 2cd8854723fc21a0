"""民情报告、调研报告 as a document by GB/T 9704, and what else was handed in."""

from lianxin.pure.paper import Heading, Item, Paper, Para, runs, write_docx
from lianxin.work.writings.models import Writing

HEADS = "一二三四五六七八九十"


def docx(writing: Writing) -> bytes:
    """The text as docx; a line that stands as 一、… becomes a heading. Papers are in Chinese whatever the page's language."""
    return write_docx(paper(writing))


def paper(writing: Writing) -> Paper:
    """The writing as data."""
    body = [_item(line.strip()) for line in writing.text.splitlines() if line.strip()]
    spread = getattr(writing, "spread", None)
    if spread is not None:
        for head, text in (("经验来源", spread.from_where), ("推广范围", spread.to_where), ("取得实效", spread.result)):
            body += [Heading(1, runs(head)), Para(runs(text))]
    signature = f"{writing.home.name}　{writing.person.name}"
    return Paper(writing.title, tuple(body), signature=signature, dated=writing.on)


def _item(line: str) -> Item:
    head, mark, rest = line.partition("、")
    if mark and rest and len(rest) <= 30 and head and not head.strip(HEADS) and not rest.endswith("。"):
        return Heading(1, runs(rest))
    return Para(runs(line))
