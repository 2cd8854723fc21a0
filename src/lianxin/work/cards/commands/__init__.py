"""民情联系卡的事项: issuing, the household's own word, looking into it."""

from lianxin.work.cards.commands.issuing import end_card, issue_card, issue_several, reissue_card
from lianxin.work.cards.commands.ledger import note_export
from lianxin.work.cards.commands.responding import complain, open_with_secret, respond
from lianxin.work.cards.commands.reviewing import look_into

__all__ = [
    "complain", "end_card", "issue_card", "issue_several", "look_into", "note_export", "open_with_secret",
    "reissue_card", "respond",
]  # fmt: skip
