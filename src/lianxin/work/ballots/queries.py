"""查投票: the fixed definition against what the journal and the sealed file hold, the account of the paper."""

from lianxin.base.journal import book
from lianxin.pure import polling
from lianxin.work.ballots import store
from lianxin.work.ballots.models import PaperAccount, PollBox
from lianxin.work.ballots.terms import Stock


def is_untouched(box: PollBox) -> bool:
    """Whether the definition is the one that was fixed: in the row, in the journal and, while sealed, in the file (T13)."""
    if not box.is_as_fixed:
        return False
    told = book.story(box.ref).filter(event="poll.prepared").first()
    if told is None or told.detail.get("fingerprint") != box.fingerprint:
        return False
    try:
        with store.opened(box.code) as inside:
            return store.kept(inside, "fingerprint") == box.fingerprint.encode()
    except store.NoBox:
        return box.is_closed


def unsettled(box: PollBox, counts: dict[str, dict[str, int]]) -> list[str]:
    """账不平: the groups whose paper does not close with what lies in the box; `counts` as `box.turnout` gives them."""
    accounts = {(a.group.code, a.stock): a for a in PaperAccount.objects.filter(group__box=box).select_related("group")}
    found = []
    for group in box.groups.all():
        cast = counts.get(group.code, {})
        sheets, slips = accounts.get((group.code, Stock.SHEETS)), accounts.get((group.code, Stock.SLIPS))
        papers = cast.get(polling.PAPER, 0)
        if (papers or sheets) and not (sheets and sheets.is_settled and sheets.returned == papers):
            found.append(f"{group.label}·{Stock.SHEETS.label}")
        used = sum(cast.values()) - papers
        if slips and not (slips.is_settled and used + slips.returned <= slips.handed_out):
            found.append(f"{group.label}·{Stock.SLIPS.label}")
    return found
