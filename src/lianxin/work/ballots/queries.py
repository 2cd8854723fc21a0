"""查投票: the fixed definition against what the journal and the sealed file hold, the account of the paper."""

from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.pure import polling
from lianxin.work.ballots import store
from lianxin.work.ballots.models import PaperAccount, PollBox
from lianxin.work.ballots.terms import PollStatus, Stock
from lianxin.work.concerns.problems import Unfit


def boxes_without_file() -> int:
    """How many boxes that people vote into have no sealed file here: another machine's folder, or a lost one."""
    voting = PollBox.objects.filter(status__in=(PollStatus.ISSUING, PollStatus.OPEN)).values_list("code", flat=True)
    return sum(not store.path_of(code).exists() for code in voting)


def must_be_untouched(box: PollBox) -> None:
    """Raise Unfit unless the definition is the one that was fixed: in the row, the journal and the sealed file (T13)."""
    told = book.story(box.ref).filter(event="poll.prepared").first()
    try:
        with store.opened(box.code) as inside:
            sealed = store.kept(inside, "fingerprint")
    except store.NoBox as gone:
        raise Unfit(_("封存的票箱不在这台机器上：备份里没有还没开箱的选票。这次投票只能作废重来。")) from gone
    fixed = {box.fingerprint, told.detail.get("fingerprint") if told else "", (sealed or b"").decode()}
    if not box.is_as_fixed or fixed != {box.fingerprint}:
        raise Unfit(_("评议方案与备箱时的校验值不符，不能继续。请作废后重新评议。"))


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
