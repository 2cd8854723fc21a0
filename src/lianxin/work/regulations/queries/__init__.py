"""制度库的读法: what is in force, what is to be reached, who answers, what was allowed."""

from lianxin.work.regulations.queries.aims import (
    Counter,
    answerable,
    answering,
    counters,
    target_of,
)
from lianxin.work.regulations.queries.library import (
    Change,
    articles,
    changes,
    in_force,
    in_force_of,
    library,
    of_kind,
    typed,
    version_for,
    versions_of,
)
from lianxin.work.regulations.queries.limits import (
    Compared,
    Held,
    Kept,
    breaches_of,
    cadences,
    compared,
    exemptions,
    kept,
    to_approve,
    touching,
)

__all__ = [
    "Change", "Compared", "Counter", "Held", "Kept", "answerable", "answering", "articles", "breaches_of", "cadences",
    "changes", "compared", "counters", "exemptions", "in_force", "in_force_of", "kept", "library", "of_kind",
    "target_of", "to_approve", "touching", "typed", "version_for", "versions_of",
]  # fmt: skip
