"""告知的版本: which privacy notice whoever brings a concern was shown or read, by the way it came."""

from lianxin.base.notices import queries
from lianxin.base.notices.terms import Channel as Told
from lianxin.work.concerns.terms import Channel

#: what comes from elsewhere (转办, 网民留言) was told elsewhere
TOLD = {
    Channel.WEB: Told.WEB, Channel.MAILBOX: Told.WEB, Channel.LETTER: Told.PAPER, Channel.LETTER_OR_VISIT: Told.COUNTER,
    Channel.COUNTER: Told.COUNTER, Channel.RECEPTION_DAY: Told.COUNTER, Channel.HOTLINE: Told.COUNTER,
    Channel.CALL_IN: Told.COUNTER, Channel.TELEPHONE: Told.COUNTER, Channel.AGENT: Told.COUNTER,
    Channel.MEETING: Told.COUNTER, Channel.VISIT: Told.VISIT, Channel.PROGRAM: Told.WEB,
}  # fmt: skip


def notice_of(channel: str, number: int = 0) -> str:
    """“web/1”: the version that the page carried, or the one in force; empty where nobody was told here."""
    told = TOLD.get(Channel(channel))
    if told is None:
        return ""
    standing = queries.standing(told)
    return f"{told}/{number}" if 0 < number <= standing.number else standing.mark
