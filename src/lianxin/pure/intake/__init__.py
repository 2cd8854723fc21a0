"""导入: any ledger that an office keeps, from the cells of a sheet to rows that a command can take in, kind by kind.

    placed = propose(header.columns, kind_columns)                 # which column fills which field, and why
    line = read(cells, placed, kind_columns, number=7)             # a Line, or Rejected with reasons, or Skipped
    checked = check_units(lines, book, under=county)               # over the whole file: order, known, twice, problems

What a kind of ledger is called, which command takes a row in and how that is taken back stands in `base/intake`; here
is what is true of any county: no clock, no database, no files. Headers, dates and cells are read by `pure/ledgers`.
"""

from lianxin.pure.intake.books import KnownUnit, UnitBook
from lianxin.pure.intake.columns import Choice, Column
from lianxin.pure.intake.reading import EXAMPLE, Checked, Line, Placed, missing, propose, read, shape_of
from lianxin.pure.intake.staff import FoundPost, KnownPerson, Post, Staff, check_staff
from lianxin.pure.intake.trees import FoundUnit, check_units, implied, kind_of

__all__ = [
    "EXAMPLE", "Checked", "Choice", "Column", "FoundPost", "FoundUnit", "KnownPerson", "KnownUnit", "Line", "Placed", "Post",
    "Staff", "UnitBook", "check_staff", "check_units", "implied", "kind_of", "missing", "propose", "read", "shape_of",
]  # fmt: skip
