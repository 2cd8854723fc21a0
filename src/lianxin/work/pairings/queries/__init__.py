"""挂钩结对的读法: what holds on a day, who has nobody, who has too many, the last contact, leave, who could help."""

from lianxin.work.pairings.queries.coverage import OWN, Gap, coverage, paired, seen_uncovered, uncovered
from lianxin.work.pairings.queries.leaves import OnPost, away, leave_days, leaves_waiting, roster
from lianxin.work.pairings.queries.links import (
    contact_source,
    ending_soon,
    home_of,
    last_contact,
    load,
    of_household,
    of_unit,
    standing,
)
from lianxin.work.pairings.queries.matching import Proposal, causes_of, fitting, helpers, table
from lianxin.work.pairings.queries.people import Holder, gone, homes_of, idle, overloaded, staff
from lianxin.work.pairings.queries.public import directory
from lianxin.work.pairings.queries.rules import Asked, asked, asked_by_all, nearest

__all__ = [
    "OWN", "Asked", "Gap", "Holder", "OnPost", "Proposal", "asked", "asked_by_all", "away", "causes_of",
    "contact_source", "coverage", "directory", "ending_soon", "fitting", "gone", "helpers", "home_of", "homes_of",
    "idle", "last_contact", "leave_days", "leaves_waiting", "load", "nearest", "of_household", "of_unit", "overloaded",
    "paired", "roster", "seen_uncovered", "staff", "standing", "table", "uncovered",
]  # fmt: skip
