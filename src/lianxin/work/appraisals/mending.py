"""本次评议引出的整改: those of leaders' comments are found here; rooms above say how theirs are found.

>>> from lianxin.work.appraisals import mending
>>> # in work/opinions/apps.py: mending.declare(refs), with refs(campaign pks) -> {campaign pk: [source_ref …]}
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from lianxin.work.rectification.models import Rectification

Refs = Callable[[Sequence[int]], Mapping[int, Sequence[str]]]
_FURTHER: list[Refs] = []


def declare(refs: Refs) -> None:
    """A room above says which source references of rectifications belong to these campaigns."""
    if refs not in _FURTHER:
        _FURTHER.append(refs)


def of_campaigns(refs: Mapping[int, str]) -> dict[int, "QuerySet[Rectification]"]:
    """整改 that came out of each campaign (pk → ref): unread querysets, to be narrowed to whoever looks."""
    further = [find(list(refs)) for find in _FURTHER]
    return {
        pk: Rectification.objects.standing().filter(
            _under(ref) | Q(source_ref__in=[one for found in further for one in found.get(pk, ())])
        )
        for pk, ref in refs.items()
    }


def still_open(refs: Mapping[int, str]) -> dict[int, int]:
    """How many of each campaign are not yet signed off, in one statement and those of the rooms above."""
    further = [find(list(refs)) for find in _FURTHER]
    owner = {one: pk for found in further for pk, several in found.items() for one in several}
    wanted = Q(source_ref__in=list(owner))
    for ref in refs.values():
        wanted |= _under(ref)
    by_ref = {ref: pk for pk, ref in refs.items()}
    counted: dict[int, int] = {}
    for source in _sources(wanted):
        pk = owner.get(source) or by_ref.get(source.split("/")[0])
        if pk is not None:
            counted[pk] = counted.get(pk, 0) + 1
    return counted


def _sources(wanted: Q) -> Iterable[str]:
    return Rectification.objects.open().filter(wanted).values_list("source_ref", flat=True)


def _under(ref: str) -> Q:
    """`ref` itself and what is written below it ("campaign:K7…/comment:3"), as an index range."""
    return Q(source_ref=ref) | Q(source_ref__gte=f"{ref}/", source_ref__lt=f"{ref}0")
