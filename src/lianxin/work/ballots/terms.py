"""投票的词汇: states, the paper that is counted, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow
from lianxin.pure.polling import BLIND, OPEN, PAPER, PROXY, SCREEN, SLIPS, TELEPHONE


class PollStatus(models.TextChoices):
    PREPARED = "prepared", _("准备中")
    ISSUING = "issuing", _("领凭据")
    OPEN = "open", _("投票中")
    CLOSED = "closed", _("投票已截止")
    VOID = "void", _("投票作废")


class Mode(models.TextChoices):
    """投票方式, printed on the result."""

    SLIPS = SLIPS, _("抽签条")
    BLIND = BLIND, _("盲签名")
    OPEN = OPEN, _("开放链接")


class BallotChannel(models.TextChoices):
    """答卷怎样来的; what somebody else filled in stands apart."""

    SCREEN = SCREEN, _("本人网上")
    PAPER = PAPER, _("纸质")
    TELEPHONE = TELEPHONE, _("电话访问")
    PROXY = PROXY, _("他人代填")


class Stock(models.TextChoices):
    """两种纸: the slips that open the page, and the sheets that are filled in by hand."""

    SLIPS = "slips", _("抽签条")
    SHEETS = "sheets", _("纸质答卷")


POLL_FLOW = Flow(
    "poll",
    {
        "issue": ((PollStatus.PREPARED,), PollStatus.ISSUING),
        "open": ((PollStatus.PREPARED, PollStatus.ISSUING), PollStatus.OPEN),
        "close": ((PollStatus.OPEN,), PollStatus.CLOSED),
        "void": ((PollStatus.PREPARED, PollStatus.ISSUING, PollStatus.OPEN), PollStatus.VOID),
    },
)
POLL_VERBS = {"issue": _("开始领凭据"), "open": _("开启投票"), "close": _("截止开箱"), "void": _("作废投票")}

VIEW = permission("poll.view", _("查看投票的组织情况"))
RUN = permission("poll.run", _("印发抽签条、办理领凭据、清点票数"))
OPEN_POLL = permission("poll.open", _("开启和截止投票"))

event("poll.prepared", _("备好投票箱（校验值 %(fingerprint)s）"), private=())
event("poll.slips_printed", _("印制抽签条：%(group)s %(count)s 张"), private=())
event("poll.slips_spoiled", _("作废抽签条：%(group)s %(count)s 张"), private=())
event("poll.key_held", _("设投票箱口令，第 %(place)s 位保管人"), private=())
event("poll.opened", _("开启投票，口令由 %(holders)s 两人保管"), private=())
event(
    "poll.accounted",
    _(
        "清点%(matter)s：%(group)s 印制 %(printed)s，发出 %(handed_out)s，未发 %(unused)s，作废 %(spoiled)s，收回 %(returned)s"
    ),
    private=(),
)
event("poll.closed", _("投票截止，开箱 %(count)s 张，汇总校验值 %(root)s"), private=())
event("poll.voided", _("投票作废：%(reason)s"), private=("reason",))

# 名册、领凭据、抽查、现场
event("roll.entered", _("录入名册：%(group)s %(count)s 人"), private=())
event("roll.fixed", _("名册定稿：%(group)s %(count)s 人（校验值 %(digest)s）"), private=())
event("poll.window_set", _("定领凭据时段：%(opens_on)s 至 %(closes_on)s"), private=())
event("poll.key_published", _("公布签发公钥：%(group)s（%(key)s）"), private=())
event("poll.letters_printed", _("印制领凭据信：%(group)s %(count)s 封"), private=())
event("poll.issuing_ended", _("领凭据结束，签发密钥已销毁：%(counts)s"), private=())
event("poll.session_held", _("现场评议：%(place)s，应到 %(expected)s 人，实到 %(present)s 人"), private=())
event("call_back.drawn", _("抽查回访：%(group)s 抽 %(drawn)s 人（种子 %(seed)s，名册校验值 %(digest)s）"), private=())
event(
    "call_back.told",
    _(
        "抽查回访结果：%(group)s 参加过 %(took_part)s，没有参加 %(did_not)s，没有联系上 %(unreached)s，有疑问 %(disputed)s"
    ),
    private=(),
)
