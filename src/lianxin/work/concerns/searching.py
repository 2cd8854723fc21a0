"""查找诉求: by words, so that nobody learns by what is found who asked, or what a minor's matter says."""

import re
from typing import Any

from django.db.models import Q

from lianxin.base.orgs.paths import STEP, within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.search import index
from lianxin.work.concerns.models import Concern, ConcernQuerySet
from lianxin.work.concerns.terms import CLASSIFY


def holds_all(by: Actor, permission: Permission) -> bool:
    """Whether the actor has this in the whole county: at the one unit without a parent."""
    return any(len(root) == STEP for root in by.grants.get(permission.code, ()))


def searched(found: ConcernQuerySet, words: str, by: Actor, *, is_sifted: bool = False) -> Any:
    """Those that hold the words; of a confidential one the requester's name and telephone find nothing for its handler.

    Of a minor's they find nothing for anybody, and the words of it only for whoever may read them.
    """
    hits = index.found(found, "concern", words, is_sifted=is_sifted)
    if holds_all(by, CLASSIFY):  # the whole county is his to sort: of all else nothing is hidden from a search of his
        return hits.exclude(pk__in=_found_by_minors_name(words))
    known, may_read = Q(is_confidential=False), Q(minor="") | Q(handler_path=by.own_path)
    for root in by.grants.get(CLASSIFY.code, ()):
        known, may_read = known | Q(within("unit_path", root), minor=""), may_read | within("unit_path", root)
    return hits.filter(may_read).filter(known | _found_without_asker(words))


def _found_by_minors_name(words: str) -> Any:
    minors = Concern.objects.exclude(minor="")
    return index.found(minors, "concern", words).exclude(_found_without_asker(words)).order_by().values("pk")


def _found_without_asker(words: str) -> Q:
    """Every word in what is not the requester's: neither his name nor a number that could be his telephone."""
    found = Q()
    for run in index.runs(words)[: index.MAX_WORDS]:
        if re.search(r"\d{5}", run):
            return Q(pk__in=())
        fields = ("code", "title", "text", "place", "external_number")
        found &= Q(*((f"{field}__icontains", run) for field in fields), _connector=Q.OR)
        found &= ~Q(requester__name__icontains=run)
    return found
