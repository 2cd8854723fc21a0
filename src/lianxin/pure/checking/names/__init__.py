"""名称核对: names that drift inside one paper, campaigns of other years, heads and posts that differ.

>>> from lianxin.pure.figures.layout import lay_out
>>> page = lay_out("“大走访、大排查、大化解”活动总结\\n我镇开展“大宣讲、大走访、大排查”活动。")
>>> [(claim.quote, claim.verdict) for claim in find(page)]
[('大宣讲、大走访、大排查', 'doubtful:name')]

None of it is beyond doubt: two campaigns may go on at once, and a post may pass to another. So all of it is doubtful.
What it does not do: it knows no register of units and persons; names are compared with one another only.
"""

from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page

from . import campaigns, drift, posts, roles


def find(page: Page) -> Iterator[Claim]:
    """All claims about names and roles."""
    for rule in (drift.find, campaigns.find, roles.find, posts.find):
        yield from rule(page)
