"""日期核对: the dates of a text held against the calendar, against one another and against the day it is signed.

>>> from lianxin.pure.figures.layout import lay_out
>>> page = lay_out("工作总结\\n今年7月22日，我校走访了44户。\\n2026年7月20日")
>>> [(claim.quote, claim.verdict) for claim in find(page)]
[('今年7月22日', 'fails:date')]

Days that do not exist, weekdays that do not fit, spans that end before they begin, days counted between two dates,
events told as past though they come after the signing, a form filled in in another year, anniversaries of another
year, figures of another period than the report's, a guiding meeting long followed by newer ones. What only a reader
can know (was it the year before?) is not said or doubtful.
"""

from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page

from . import anniversaries, calendar, events, meetings, spans, years

_RULES = (calendar.find, spans.find, events.find, years.find, anniversaries.find, meetings.find)


def find(page: Page) -> Iterator[Claim]:
    """All claims about dates."""
    for rule in _RULES:
        yield from rule(page)
