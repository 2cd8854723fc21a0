"""典型事例 in a summary: told as they were approved, only with consent, without anybody's particulars.

One that our own checker objects to is left out: nothing unsettled is put into a unit's mouth.
"""

from collections.abc import Iterator

from lianxin.base.drafting.examples import Example, examples
from lianxin.pure.checking import check
from lianxin.pure.paper import Heading, Item, Para, runs
from lianxin.reports.summaries.facts import Facts

MOST = 2
LONGEST = 220  # characters of one example; it is cut at the end of a sentence


def told(facts: Facts) -> Iterator[Item]:
    """The newest of the period, under their heading."""
    shown = [
        one for one in examples(facts.unit, facts.period, facts.by) if short(one) and not check(short(one)).findings
    ]
    if shown:
        yield Heading(2, runs("典型事例"))
    for one in shown[:MOST]:
        yield Para(runs(f"{one.title.rstrip('。')}。{short(one)}"))


def short(example: Example) -> str:
    """Its whole sentences up to the length that fits; empty where not even one does."""
    text = "".join(example.text.split())
    if len(text) > LONGEST:
        text = text[: text.rfind("。", 0, LONGEST) + 1]
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"
