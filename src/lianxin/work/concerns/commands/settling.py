"""息访, 补发凭证: what is noted of the resident himself after the answer; neither says that he is satisfied."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.concerns.independence import is_party
from lianxin.work.concerns.models import Concern, Reissue
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW, REISSUE, SETTLE

MOST_REISSUES = 3


@transaction.atomic
def settle(*, concern: Concern, agreement: str, by: Actor, at: datetime) -> Concern:
    """息访: the resident agreed in writing to let the closed matter rest; only a closed one can, 息访 ⊆ 办结 (M057)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(SETTLE, concern)
    FLOW.after("settle", concern.status)
    if concern.settled_on is not None:
        raise Unfit(_("这一件已经登记息访。"))
    if not agreement.strip():
        raise Unfit(_("请写明息访协议或承诺书的内容、群众签字的日期。"), "agreement")
    concern.settled_on = clocking.today(at)
    concern.save(update_fields=["settled_on"])
    book.record(
        "concern.settled", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"agreement": agreement}
    )
    return concern


@transaction.atomic
def reissue(*, concern: Concern, reason: str, by: Actor, at: datetime, entry_key: str = "") -> Receipt:
    """补发凭证: a second secret for a lost slip, at a window that did not work on the matter; it enters no rate (ADR 0016).

    The first secret stays valid, an earlier reissue does not. The same form sent twice gives no second one.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REISSUE, concern)
    if is_party(by, concern):
        raise NotAllowed(_("本单位是承办单位，不能补发。请群众到受理单位或上级单位的窗口办理。"))
    if entry_key and Reissue.objects.filter(entry_key=entry_key).exists():
        return Receipt(concern, "", is_new=False)
    if not reason.strip():
        raise Unfit(_("请写明怎样当面核对了群众本人。"), "reason")
    number = concern.reissues.count() + 1
    if number > MOST_REISSUES:
        raise Unfit(_("已经补发 %(most)s 次，不能再补。进度可以由窗口当面告知。") % {"most": MOST_REISSUES})
    secret = secrets.new_secret()
    unit = Unit.objects.get(path=by.own_path)
    Reissue.objects.create(
        concern=concern, number=number, secret_hash=secrets.hash_of(secret), unit_name=unit.name, unit_path=unit.path,
        by_name=by.name, at=at, entry_key=entry_key or None,
    )  # fmt: skip
    book.record(
        "concern.reissued", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        unit=unit.name, number=number,
    )  # fmt: skip
    return Receipt(concern, secret)
