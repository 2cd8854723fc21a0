"""情况报告的读法: figures with their records, whose they are, drafts from them, what is due."""

from lianxin.work.statements.queries.drafting import SLOT, by_hand, sections, slots, title, used
from lianxin.work.statements.queries.due import Window, due, members, windows
from lianxin.work.statements.queries.facts import (
    KINDS,
    OF_UNIT,
    PERSONAL,
    Fact,
    Kind,
    Row,
    Scope,
    fact,
    facts,
    own_account,
)
from lianxin.work.statements.queries.statements import (
    FOUR,
    FourLine,
    codes_of,
    figures,
    four_plan,
    one_figure,
    open_codes,
    own,
    scope_of,
    submitted,
)
from lianxin.work.statements.queries.wording import in_chinese

__all__ = [
    "FOUR", "KINDS", "OF_UNIT", "PERSONAL", "SLOT", "Fact", "FourLine", "Kind", "Row", "Scope", "Window", "by_hand",
    "codes_of", "due", "fact", "facts", "figures", "four_plan", "in_chinese", "members", "one_figure", "open_codes", "own", "own_account",
    "scope_of", "sections", "slots", "submitted", "title", "used", "windows",
]  # fmt: skip
