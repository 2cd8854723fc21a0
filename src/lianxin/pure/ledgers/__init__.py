"""台账: existing ledgers, from the cells of a sheet to concerns, by steps that can be looked at.

    header = find_header(rows)                                      # which rows name the columns
    mapping = propose_mapping(header.columns, rows[header.row_to + 1:])   # which column fills which field, and why
    row = normalise(cells, mapping, number=7, base_year=2024)       # a Row, or Rejected with reasons, or Skipped
    fingerprint(row)                                                # the same line twice brings nothing new

Rows are lists of cells (texts, numbers, dates, None) with merged cells filled in. Words and column names are
data in `words.py`. Nothing here knows files, clocks or the database.
"""

from lianxin.pure.ledgers.clean import Cell, line, safe, shown
from lianxin.pure.ledgers.dates import year_in
from lianxin.pure.ledgers.header import Header, find_header
from lianxin.pure.ledgers.mapping import Choice, Mapping, chosen_mapping, propose_mapping
from lianxin.pure.ledgers.rows import Rejected, Row, Skipped, normalise
from lianxin.pure.ledgers.sameness import content, duplicates, fingerprint, rejected_table
from lianxin.pure.ledgers.words import FIELDS

__all__ = [
    "FIELDS", "Cell", "Choice", "Header", "Mapping", "Rejected", "Row", "Skipped", "chosen_mapping", "content",
    "duplicates", "fingerprint", "find_header", "line", "normalise", "propose_mapping", "rejected_table", "safe", "shown", "year_in",
]  # fmt: skip
