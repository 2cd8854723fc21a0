"""凭钥匙的对话: what the giver of an opinion says to what became of it, and what the office answers. No person, no time.

Whoever holds the key is the giver; nothing of what he does is journalled, because an entry bears a time of day (F066).
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.opinions.models import Remark
from lianxin.work.opinions.terms import REPLY, Fate, GiverSays
from lianxin.work.rectification import commands as rectifications
from lianxin.work.rectification.terms import Rating
from lianxin.work.rectification.terms import Status as RectificationStatus

GIVER, OFFICE = "giver", "office"
MOST_WORDS, LONGEST = 20, 500


@transaction.atomic
def say(*, remark: Remark, verdict: str, text: str, by: Actor, at: datetime) -> Remark:
    """提意见的人说: satisfied or not, or one more word. 不满意 takes the sign-off of the rectification back (直至满意为止)."""
    if by.is_person:
        raise NotAllowed(_("这里由提意见的人本人凭钥匙说。"))
    remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    text = text.strip()[:LONGEST]
    word = {"side": GIVER, "text": text}
    if verdict and verdict not in GiverSays.values or not (verdict or text):
        raise Unfit(_("请选满意或不满意，或者再说一句。"), "verdict")
    if verdict and remark.fate == Fate.OPEN:
        raise Unfit(_("意见还没有办出结果，可以先再说一句，有了结果再评价。"), "verdict")
    if text and len(remark.words) >= MOST_WORDS and remark.words[-1:] != [word]:
        raise Unfit(_("往来的话已经满 %(most)s 条，请拨打站点电话。") % {"most": MOST_WORDS}, "text")
    if verdict:
        _judge(remark, verdict, text, by, at)
    if text and remark.words[-1:] != [word]:  # sent twice, it is said once
        remark.words = [*remark.words, word]
    remark.save(update_fields=["giver_says", "giver_round", "words"])
    return remark


def _judge(remark: Remark, verdict: str, text: str, by: Actor, at: datetime) -> None:
    item = remark.rectification
    if item is not None:
        if item.status not in (RectificationStatus.SIGNED_OFF, RectificationStatus.DISSATISFIED):
            raise Unfit(_("整改还没有办完，可以先再说一句，销号以后再评价。"), "verdict")
        if (remark.giver_says, remark.giver_round) != (verdict, item.round):  # said twice, it counts once
            rectifications.rate(item=item, rating=Rating(verdict), words=text, by=by, at=at)
        remark.giver_round = item.round
    remark.giver_says = verdict


@transaction.atomic
def reply(*, remark: Remark, text: str, by: Actor, at: datetime) -> Remark:
    """回复提意见的人: he reads it with his key; without a key nobody could."""
    remark = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    by.must(REPLY, remark)
    if not remark.dialogue:
        raise Unfit(_("这条意见没有留对话钥匙，回复没有人看得到。可以公开办理结果。"))
    if not text.strip():
        raise Unfit(_("请写回复。"), "text")
    if len(remark.words) >= MOST_WORDS:
        raise Unfit(_("往来的话已经满 %(most)s 条，请拨打站点电话。") % {"most": MOST_WORDS}, "text")
    remark.words = [*remark.words, {"side": OFFICE, "text": text.strip()[:LONGEST]}]
    remark.save(update_fields=["words"])
    book.record(
        "remark.replied", of=remark.ref, unit_path=remark.unit_path, by=by, at=at, private={"text": text.strip()}
    )
    return remark
