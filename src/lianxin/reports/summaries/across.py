"""对照同期文稿: the same quantity in two texts that one unit wrote about the same time.

Two texts may count different things by the same words, so nothing here is called wrong: the author is asked which of the
two is right.
"""

from collections.abc import Iterator, Sequence

from lianxin.pure.checking.quantities import Bodies, Quantity, bodies, quantities
from lianxin.pure.figures import Claim
from lianxin.pure.figures.layout import Page, lay_out
from lianxin.pure.periods import Period
from lianxin.reports.summaries.earlier import Earlier

#: a shorter name (党员, 诉求) can mean several things
LEAST_NAME = 3


def check_across(text: str, others: Sequence[Earlier], period: Period) -> list[Claim]:
    """What a text says otherwise than the unit's other texts of the same period, in the order of the text."""
    page = lay_out(text)
    told, own = _told(page), bodies(page)
    found: dict[int, Claim] = {}
    for other in others:
        if other.period != period:
            continue
        theirs = lay_out(other.text)
        for claim in (*_otherwise(told, other, _told(theirs)), *_too_many(own, other, bodies(theirs))):
            found.setdefault(claim.start, claim)
    return [found[start] for start in sorted(found)]


def _told(page: Page) -> dict[tuple[str, str], Quantity]:
    """The quantities of the text's own time that it gives one number of."""
    kept: dict[tuple[str, str], list[Quantity]] = {}
    for one in quantities(page):
        if not (one.is_other_time or one.is_change or one.in_brackets) and len(one.key) >= LEAST_NAME:
            kept.setdefault((one.key, one.numeral.family), []).append(one)
    return {key: ones[0] for key, ones in kept.items() if len({one.numeral.value for one in ones}) == 1}


def _otherwise(
    told: dict[tuple[str, str], Quantity], other: Earlier, theirs: dict[tuple[str, str], Quantity]
) -> Iterator[Claim]:
    """受理诉求36件 here, 38件 in the newsletter of the same month."""
    for key, one in told.items():
        same = theirs.get(key)
        if same is None or same.numeral.form != one.numeral.form:
            continue
        if not (one.numeral.admits(same.numeral.value) or same.numeral.admits(one.numeral.value)):
            said = f"《{other.title}》写的也是这一时期，{one.key}为{same.text}，这里写{one.text}，请核对。"
            yield _claim(one, same, said)


def _too_many(own: Bodies, other: Earlier, theirs: Bodies) -> Iterator[Claim]:
    """75 members took part here, 70 are all there are in the other text; or the other way round."""
    for noun, part in own.parts:
        whole = theirs.wholes.get(noun)
        if whole is not None and part.numeral.value > whole.numeral.value:
            said = f"《{other.title}》写{noun}共{whole.text}，这里写{part.text}，部分多于整体，请核对。"
            yield _claim(part, whole, said)
    for noun, part in theirs.parts:
        whole = own.wholes.get(noun)
        if whole is not None and part.numeral.value > whole.numeral.value:
            said = f"《{other.title}》写{noun}{part.text}，这里写{noun}共{whole.text}，部分多于整体，请核对。"
            yield _claim(whole, part, said)


def _claim(one: Quantity, other: Quantity, explain: str) -> Claim:
    return Claim("cross-text", one.text, one.start, one.end, one.text, other.text, "doubtful:cross-text", explain)
