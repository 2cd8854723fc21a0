"""走访抽查的事项: drawing, asking, finding, putting right."""

from lianxin.work.spotchecks.commands.asking import close, record_result, show_phones
from lianxin.work.spotchecks.commands.drawing import draw, look_into
from lianxin.work.spotchecks.commands.finding import correct, note_finding

__all__ = ["close", "correct", "draw", "look_into", "note_finding", "record_result", "show_phones"]
