"""随诉求走: records of other rooms that may refer to a concern; whoever may not see the concern does not see them either."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW


class BesideQuerySet(PlacedQuerySet):
    """Placed records with a `concern`, which may be empty."""

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without those whose concern the actor may not see (条例 §28, §30)."""
        seen = Concern.objects.reachable(by=by, to=VIEW).filter(pk=OuterRef("concern_id"))
        return self.filter(Q(concern=None) | Exists(seen))

    def has_walled(self, *, by: Actor) -> bool:
        """Asked of each anew: there are few of them, and a concern may go behind the wall at any time."""
        return True


class Beside(models.Model):
    """A record that may refer to a concern; its table says how with its own `concern`, its manager is a `Beside…`."""

    class Meta:
        abstract = True

    def is_hidden_from(self, by: Actor) -> bool:
        """The same rule, asked of this one."""
        concern: Any = getattr(self, "concern", None)
        return concern is not None and not by.may(VIEW, concern)
