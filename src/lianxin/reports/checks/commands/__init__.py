"""成批核对的事项: receiving, checking one after the other, correcting whose a text is, waiving findings, deleting."""

from .checking import check_one, finish, give_up
from .keeping import delete, delete_due, receive
from .looking import heed, set_unit, waive

__all__ = ["check_one", "delete", "delete_due", "finish", "give_up", "heed", "receive", "set_unit", "waive"]
