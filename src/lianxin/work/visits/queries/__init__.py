"""走访的读法: the visits one may see with who went and what was found; nights, burdens; the last contact of a link."""

from lianxin.work.visits.queries.lists import (
    Line,
    Seen,
    at_household,
    burdens,
    findings_of,
    lines,
    may_read_note,
    nights_by_person,
    of_concern,
    seen,
    stays,
)  # fmt: skip

__all__ = [
    "Line", "Seen", "at_household", "burdens", "findings_of", "lines", "may_read_note", "nights_by_person", "of_concern",
    "seen", "stays",
]  # fmt: skip
