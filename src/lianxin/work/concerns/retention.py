"""诉求的到期清理: what the search box finds changes with the words; who may not know of a concern knows of no restriction."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from lianxin.base.orgs.permissions import Actor
from lianxin.base.retention import hooks
from lianxin.base.search import index
from lianxin.work.concerns.commands.intake import searched_text
from lianxin.work.concerns.models import Concern

KINDS = ("concern_contact", "concern_content", "concern_undone")


def _texts(codes: Collection[str]) -> list[tuple[int, str]]:
    found = Concern.objects.filter(code__in=list(codes)).select_related("requester")
    askers = ((one, getattr(one, "requester", None)) for one in found)
    return [
        (one.pk, searched_text(one, asker.name if asker else "", asker.phone if asker else "")) for one, asker in askers
    ]


@contextmanager
def indexed_anew(codes: Collection[str]) -> Iterator[None]:
    """Out of the index with the old words, into it with those that stand afterwards."""
    for pk, text in _texts(codes):
        index.drop("concern", pk, text)
    yield
    index.put_many("concern", _texts(codes))


def walled(by: Actor) -> Any:
    """The codes of the concerns behind the wall (条例 §28, §30)."""
    return Concern.objects.behind_the_wall(by=by).values("code")


hooks.around(KINDS, indexed_anew)
hooks.wall(walled)
