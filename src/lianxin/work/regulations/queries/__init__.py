"""制度库的读法: what is in force, what is to be reached, who answers, what was allowed."""

from lianxin.work.regulations.queries.aims import (
    Counter,
    answerable,
    answering,
    counters,
    target_of,
)
from lianxin.work.regulations.queries.library import Change, articles, changes, in_force, in_force_of, library, of_kind

__all__ = [
    "Change", "Counter", "answerable", "answering", "articles", "changes", "counters", "in_force", "in_force_of", "library",
    "of_kind", "target_of",
]  # fmt: skip
