"""附着: querysets of records that have no place of their own but that of the concern they hang on."""

from typing import Self

from django.db.models import Q

from lianxin.base.orgs.paths import STEP, within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.work.concerns.models.hanging import OfConcernQuerySet


class AttachedQuerySet(OfConcernQuerySet):
    """Records with a field `concern`: placed where the concern is placed, hidden where it is hidden."""

    def placed(self, *, by: Actor, to: Permission) -> Self:
        """Weighed at the concern's own places: one join, no list of keys."""
        found, roots = Q(pk__in=()), by.grants.get(to.code, ())
        if "unit" in to.weighed_at and any(len(root) == STEP for root in roots):
            return self.all()  # as for concerns: a range over all of them would be read before these few records
        for root in roots:
            for place in to.weighed_at:
                found |= within(f"concern__{place}_path", root)
        return self.filter(found)
