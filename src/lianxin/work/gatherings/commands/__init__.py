"""座谈与征求意见的事项: gatherings and opinions, opinion sheets, studies."""

from lianxin.work.gatherings.commands.meetings import (
    answer_opinion,
    hold,
    note_opinion,
    note_question,
    promise_study,
    raise_opinion,
    settle_opinion,
)
from lianxin.work.gatherings.commands.resolutions import agree, finish_resolution
from lianxin.work.gatherings.commands.sheets import answer_sheet, close_sheet, draw_up, enter_returns, open_sheet
from lianxin.work.gatherings.commands.studies import (
    agree_measure,
    begin_study,
    conclude_study,
    decide,
    finish_measure,
    link_opinion,
)

__all__ = [
    "agree", "agree_measure", "answer_opinion", "answer_sheet", "begin_study", "close_sheet", "conclude_study", "decide",
    "draw_up", "enter_returns", "finish_measure", "finish_resolution", "hold", "link_opinion", "note_opinion",
    "note_question", "open_sheet", "promise_study", "raise_opinion", "settle_opinion",
]  # fmt: skip
