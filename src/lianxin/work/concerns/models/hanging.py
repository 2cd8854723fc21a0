"""随诉求走: one rule for whatever hangs on a concern: behind its wall it is hidden too (条例 §28, §30)."""

from typing import Any, Self

from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.concerns.models.concern import Concern, ConcernQuerySet


def walled(by: Actor) -> Any:
    """The keys of the concerns that stand behind the wall for this actor; few, never shown."""
    return ConcernQuerySet(Concern).behind_the_wall(by=by).values("pk")


class OfConcernQuerySet(PlacedQuerySet):
    """Records with a field `concern` and places of their own: they vanish with the concern for whoever may not know of it."""

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without those of concerns that complain about this actor, his unit or one above it."""
        return self.exclude(concern__in=walled(by))
