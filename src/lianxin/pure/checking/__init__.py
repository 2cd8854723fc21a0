"""核对: everything that a text says and that can be seen to be right or wrong from the text alone.

Its figures (`pure.figures`), its structure, its dates, its names and forms. One call, one list, in the order of the text.

>>> checked = check("1—5月发生刑事案件36件，比去年同期43件下降7件，下降率16.2%。")
>>> [(claim.kind, claim.verdict, claim.grade) for claim in checked.claims]
[('difference', 'holds', ''), ('rate', 'fails:truncated', 'wrong')]

Nothing right may be called wrong: what a careful reader would only ask about is graded doubtful, what touches the form
alone style. It knows no records and no other text; those are compared elsewhere.
"""

from collections.abc import Callable, Iterable

from lianxin.pure.figures import Checked, Claim, checked, claims_of, to_json
from lianxin.pure.figures.layout import Page, lay_out

from . import (
    blanks,
    cells,
    dates,
    deadlines,
    forms,
    listing,
    names,
    passages,
    persons,
    placeholders,
    quantities,
    repeated,
    signs,
    structure,
    wording,
)
from .folding import folded

__all__ = ["Checked", "Claim", "check", "to_json"]

#: each rule reads the laid-out page and yields claims; one line per module
_RULES: tuple[Callable[[Page], Iterable[Claim]], ...] = (
    quantities.find,
    structure.find,
    dates.find,
    placeholders.find,
    forms.find,
    names.find,
    persons.find,
    blanks.find,
    cells.find,
    wording.find,
    signs.find,
    deadlines.find,
    repeated.find,
    passages.find,
    listing.find,
)


def check(text: str) -> Checked:
    """All claims of a text with their verdicts, in the order of the text, each kind and span once; style in a few."""
    page = lay_out(text)
    return checked(folded([*claims_of(page), *(claim for rule in _RULES for claim in rule(page))]))
