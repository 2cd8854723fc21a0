"""公布检查: what may be told of votes without telling how somebody voted (security.md T2).

`Ledger` keeps what was told and refuses what would reveal fewer than k persons, or a unanimous group, by any sum,
difference or weighting of everything told before.
"""

from lianxin.pure.disclosure.plan import Atom, Leaks, Ledger, remainder
from lianxin.pure.disclosure.rank import Basis, residues, small_sets

__all__ = ["Atom", "Basis", "Leaks", "Ledger", "remainder", "residues", "small_sets"]
