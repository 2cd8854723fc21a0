"""公文: a Chinese official document as data, written as docx, laid out as blocks for a page, read back.

For summaries, notices and replies by GB/T 9704-2012: as a draft, or with red head (`Head`: 文件, 信函 or 纪要) and
imprint (`Imprint`) as it is issued. A figure in it carries its
binding (indicator, version, unit, period, value), so that a figure that was changed by hand, and one
that was typed by hand, can be told from one that comes from the records.

>>> on_time = Binding("concern.on_time_rate", "1", "0001", "2026-Q3", "96.3")
>>> paper = Paper("清水镇第三季度诉求办理情况", (
...     Heading(1, runs("总体情况")), Para(runs("按时办结率为", Figure("96.3%", on_time), "。"))))
>>> [block.text for block in blocks(paper)]
['清水镇第三季度诉求办理情况', '一、总体情况', '按时办结率为96.3%。']
>>> docx = write_docx(paper)
>>> plain_text(docx).split()
['清水镇第三季度诉求办理情况', '一、总体情况', '按时办结率为96.3%。']
>>> [found] = read_bound(docx)
>>> found.text, found.agrees, plain_text(docx)[found.start:found.end]
('96.3%', True, '96.3%')
>>> found.binding == on_time
True

`write_docx` gives the same bytes for the same paper, without author and dates. `read_bound` and
`plain_text` raise `Unreadable` with a Chinese sentence. A binding read back is a claim of whoever saved
the file: look the value up again. `fontconfig.conf` names stand-ins for the official fonts on a server.

`pdf.to_pdf` prints a docx where LibreOffice is installed; `own` fills an office's own docx. It draws no seal, and does
not read notes, headers or footers.
"""

from lianxin.pure.paper.blocks import Block, blocks
from lianxin.pure.paper.document import (
    Attachment,
    Binding,
    Figure,
    Heading,
    Item,
    Paper,
    Para,
    Run,
    Table,
    Text,
    count_characters,
    document_number,
    length_note,
    official_date,
    runs,
)
from lianxin.pure.paper.formal import FILE, LETTER, MINUTES, Head, Imprint
from lianxin.pure.paper.reader import BoundFigure, plain_text, read_bound, read_paragraphs
from lianxin.pure.paper.writer import write_docx
from lianxin.pure.zipguard import Unreadable

__all__ = [
    "FILE",
    "LETTER",
    "MINUTES",
    "Attachment",
    "Binding",
    "Block",
    "BoundFigure",
    "Figure",
    "Head",
    "Heading",
    "Imprint",
    "Item",
    "Para",
    "Paper",
    "Run",
    "Table",
    "Text",
    "Unreadable",
    "blocks",
    "count_characters",
    "document_number",
    "length_note",
    "official_date",
    "plain_text",
    "read_bound",
    "read_paragraphs",
    "runs",
    "write_docx",
]
