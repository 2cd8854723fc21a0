"""整改的事项: issue, report, check and sign off, feed back, begin again; talks."""

from lianxin.work.rectification.commands.bringing import bring_in
from lianxin.work.rectification.commands.checking import (
    begin_again,
    extend,
    hear,
    rate,
    send_back,
    sign_off,
    tell,
)
from lianxin.work.rectification.commands.issuing import issue, note_progress, report, withdraw
from lianxin.work.rectification.commands.notices import prepare_notice, publish_notice, take_down_notice
from lianxin.work.rectification.commands.talks import drop_talk, hold_talk, hold_talk_on_paper, pair, plan_talks

__all__ = [
    "begin_again", "bring_in", "drop_talk", "extend", "hear", "hold_talk", "hold_talk_on_paper", "issue", "note_progress", "pair",
    "plan_talks", "prepare_notice", "publish_notice", "rate", "report", "send_back", "sign_off", "take_down_notice", "tell",
    "withdraw",
]  # fmt: skip
