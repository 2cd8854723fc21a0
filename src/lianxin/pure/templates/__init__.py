"""表样: an office's own Excel table, read for where its header and its blank rows are, and filled without changing its looks.

    book = open_book(data)                              # refused with a sentence where it may not be filled
    layout = read_layout(book.sheets[0])                # header, rows to be filled, totals, labels
    propose({one.column: one.path for one in layout.headings}, offered)   # what each column means, how sure, why
    fill_rows(book.sheets[0], layout, rows, totals)     # rows are put in where there are more records than blank ones
    book.save()

It changes the XML of the one sheet in place: merged cells, widths, lines, fonts, print set-up, pictures and charts stay
as they came. It computes no formula but a plain SUM for its preview, and knows no database and no clock.
"""

from lianxin.pure.templates.book import MOST_BYTES, Book, open_book
from lianxin.pure.templates.filling import Content, Done, Percent, Shown, Sum, fill_label, fill_rows, picture, put
from lianxin.pure.templates.layout import Heading, Label, Layout, NoHeader, read_layout
from lianxin.pure.templates.matching import Match, Offer, propose
from lianxin.pure.templates.refs import Shift, name_of
from lianxin.pure.templates.sheet import Sheet, Value
from lianxin.pure.zipguard import Unreadable

__all__ = [
    "MOST_BYTES", "Book", "Content", "Done", "Heading", "Label", "Layout", "Match", "NoHeader", "Offer", "Percent", "Sheet", "Shift",
    "Shown", "Sum", "Unreadable", "Value", "fill_label", "fill_rows", "name_of", "open_book", "picture", "propose", "put",
    "read_layout",
]  # fmt: skip
