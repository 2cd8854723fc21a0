"""投票的表: boxes, their groups, the account of the paper. No ballot is here: those lie in `store` and `released`."""

from lianxin.work.ballots.models.box import PaperAccount, PollBox, PollGroup
from lianxin.work.ballots.models.roll import Attendance, CallBack, HallSession, Issuing, Roll, RollEntry

__all__ = [
    "Attendance", "CallBack", "HallSession", "Issuing", "PaperAccount", "PollBox", "PollGroup", "Roll", "RollEntry",
]  # fmt: skip
