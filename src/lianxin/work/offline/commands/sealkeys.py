"""封存公钥: a new one every month; an old one goes when nothing can be sealed to it any more."""

from datetime import datetime
from functools import partial

from django.db import transaction

from lianxin.base.orgs.permissions import Actor
from lianxin.work.offline import keys, queries
from lianxin.work.offline.models import Handset, Parcel, SealKey
from lianxin.work.offline.terms import KEY_LASTS


@transaction.atomic
def key_for_phones(*, by: Actor, at: datetime) -> SealKey:
    """现用的封存公钥: the newest, or a fresh one after a month, or where its private half is gone."""
    key = queries.newest_key()
    if key is not None and at - key.made_at < KEY_LASTS:
        return key
    code, public = keys.make()
    key = SealKey.objects.create(code=code, public=public.hex(), made_at=at)
    destroy_spent(by=by, at=at)
    return key


@transaction.atomic
def destroy_spent(*, by: Actor, at: datetime) -> int:
    """销毁用完的私钥: those that no phone in use holds any more and no parcel still needs; returns how many."""
    needed = set(Parcel.objects.exclude(sealed=b"").values_list("key_code", flat=True))
    for codes in Handset.objects.filter(revoked_at=None).values_list("key_codes", flat=True):
        needed |= set(codes)
    kept = list(SealKey.objects.filter(destroyed_at=None))
    spent = [key for key in kept[1:] if key.code not in needed]  # the first is the newest
    for key in spent:
        key.destroyed_at = at
        key.save(update_fields=["destroyed_at"])
        transaction.on_commit(partial(keys.destroy, key.code))
    return len(spent)
