"""计票的材料: the account of the paper, the named ratings, the number of remarks, as pure/tally wants them."""

from collections import Counter

from lianxin.pure import polling
from lianxin.pure.tally import Account, Count, NamedVoice
from lianxin.work.appraisals.models import Campaign, NamedRating
from lianxin.work.ballots import released
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import Stock


def accounts_of(box: PollBox, counts: dict[str, Count]) -> dict[str, Account]:
    """每层的票据: 应发 from the plan, 实发 and 作废 from the settled account of slips and sheets, 收回 from the box.

    What came without paper of its own (电话访问, or a page without slips) counts as handed out as often as it came. 实发
    is 0 where nobody kept an account at all.
    """
    found = {}
    for group in box.groups.prefetch_related("accounts"):
        settled = {one.stock: one for one in group.accounts.all() if one.is_settled}
        channels = counts[group.code].channels if group.code in counts else {}
        ballots, papers = sum(channels.values()), channels.get(polling.PAPER, 0)
        sheets, slips = settled.get(Stock.SHEETS), settled.get(Stock.SLIPS)
        issued = (sheets.handed_out if sheets else papers) + (slips.handed_out if slips else ballots - papers)
        torn = sum(one.spoiled for one in settled.values())
        found[group.code] = Account(group.size, issued if settled else 0, ballots, torn)
    return found


def named_of(campaign: Campaign | None) -> list[NamedVoice]:
    """署名的自评和领导点评 of a campaign, in the order in which they were entered."""
    if campaign is None:
        return []
    rows = NamedRating.objects.filter(campaign=campaign).select_related("line", "subject")
    return [NamedVoice(one.line.group_code, one.subject.code, one.by_name, one.answers) for one in rows]


def remarks_of(box: PollBox) -> dict[tuple[str, str], int]:
    """How many remarks each group wrote about each subject; their words stay with the room of opinions."""
    return dict(Counter((one.group, one.subject) for one in released.remarks(box)))
