"""附着: querysets of records that hang on one concern; whoever may not see the concern does not see them either."""

from typing import Any, Self

from django.db.models import Q

from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.models import Concern


def walled(by: Actor) -> Any:
    """The keys of the concerns that stand behind the wall for this actor (条例 §28, §30); few, never shown."""
    return Concern.objects.behind_the_wall(by=by).values("pk")


class AttachedQuerySet(PlacedQuerySet):
    """Records with a field `concern`: placed where the concern is placed, hidden where it is hidden."""

    def placed(self, *, by: Actor, to: Permission) -> Self:
        """Weighed at the concern's own places: one join, no list of keys."""
        found = Q(pk__in=())
        for root in by.grants.get(to.code, ()):
            for place in to.weighed_at:
                found |= within(f"concern__{place}_path", root)
        return self.filter(found)

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without those of concerns that complain about this actor, his unit or one above it."""
        return self.exclude(concern__in=walled(by))
