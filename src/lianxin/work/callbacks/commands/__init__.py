"""回访的事项: delivering, calling, drawing, reviewing, objecting."""

from lianxin.work.callbacks.commands.asking import call_back, deliver, note_read
from lianxin.work.callbacks.commands.drawing import draw
from lianxin.work.callbacks.commands.judging import decide_exit, decide_objection, object_to_rating, release_hints

__all__ = [
    "call_back",
    "decide_exit",
    "decide_objection",
    "deliver",
    "draw",
    "note_read",
    "object_to_rating",
    "release_hints",
]
