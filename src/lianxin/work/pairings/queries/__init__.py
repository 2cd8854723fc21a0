"""挂钩结对的读法: what holds on a day, who has nobody, who has too many, the last contact, leave, who could help."""

from lianxin.work.pairings.queries.coverage import uncovered
from lianxin.work.pairings.queries.leaves import leave_days
from lianxin.work.pairings.queries.links import contact_source, home_of, last_contact, load, of_unit, standing
from lianxin.work.pairings.queries.rules import Asked, asked

__all__ = [
    "Asked", "asked", "contact_source", "home_of", "last_contact", "leave_days", "load", "of_unit", "standing",
    "uncovered",
]  # fmt: skip
