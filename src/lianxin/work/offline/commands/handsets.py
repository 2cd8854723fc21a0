"""手机: registered by its owner, stopped by him or by who manages phones, and what it says when it makes contact."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.offline.commands.sealkeys import key_for_phones
from lianxin.work.offline.models import Handset, SealKey
from lianxin.work.offline.terms import MANAGE, MOST_HANDSETS, USE


@transaction.atomic
def register_handset(*, name: str, client_key: str, home: Unit, by: Actor, at: datetime) -> Handset:
    """登记手机: a name of one's own choice and a number that the phone drew; the same number twice is the same phone."""
    by.must_at(USE, home.path)
    if by.person_id is None or not name.strip():
        raise Unfit(_("请给这部手机起个名字，如“我的手机”。"), "name")
    known = Handset.objects.select_related("person").filter(client_key=client_key).first()
    if known is not None:
        if known.person_id != by.person_id or known.is_revoked:
            raise Unfit(_("这部手机的登记已停用或登记在别人名下，请刷新页面重新登记。"))
        return known
    if Handset.objects.of(by).filter(revoked_at=None).count() >= MOST_HANDSETS:
        raise Unfit(_("最多登记 %(most)s 部手机，请先停用不用的一部。") % {"most": MOST_HANDSETS})
    key = key_for_phones(by=by, at=at)
    handset = Handset.objects.create(
        code=new_code(), client_key=client_key, name=name.strip()[:30], person_id=by.person_id, home=home,
        home_path=home.path, registered_at=at, key_codes=[key.code],
    )  # fmt: skip
    book.record("handset.registered", of=handset.ref, unit_path=home.path, by=by, at=at)
    return handset


@transaction.atomic
def revoke(*, handset: Handset, by: Actor, at: datetime) -> Handset:
    """停用手机: by its owner or who manages phones there; at its next contact everything on it is cleared (T8)."""
    handset = Handset.objects.select_for_update(of=("self",)).select_related("person").get(pk=handset.pk)
    if handset.person_id != by.person_id:
        by.must(MANAGE, handset)
    if handset.revoked_at is None:
        handset.revoked_at = at
        handset.save(update_fields=["revoked_at"])
        book.record("handset.revoked", of=handset.ref, unit_path=handset.home_path, by=by, at=at)
    return handset


@transaction.atomic
def note_contact(*, handset: Handset, waiting: int, key_codes: Sequence[str], by: Actor, at: datetime) -> SealKey:
    """记下联络: when, how many still wait on the phone, to which keys they are sealed; returns the key to seal to now.

    A key named here or given now is kept until a later contact no longer names it: an answer may be lost on the way.
    """
    if handset.person_id != by.person_id:
        raise NotAllowed(_("这部手机登记在别人名下。"))
    key = key_for_phones(by=by, at=at)
    handset = Handset.objects.select_for_update().get(pk=handset.pk)
    known = set(SealKey.objects.filter(code__in=list(key_codes)).values_list("code", flat=True))
    handset.contacted_at, handset.waiting, handset.key_codes = at, waiting, sorted(known | {key.code})
    handset.save(update_fields=["contacted_at", "waiting", "key_codes"])
    return key
