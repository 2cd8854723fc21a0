"""权限: one rule, asked of one record (`Actor.may`) or of many (`PlacedQuerySet.reachable`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.paths import STEP, ancestors, is_within, within


class NotAllowed(Exception):
    """许可不足: the actor may see the record, but not do this."""


@dataclass(frozen=True)
class Permission:
    """权限: `noun.verb`, its label, and the units of the record at which it is weighed.

    `weighed_at` names path fields of the record without the suffix `_path`: "unit" means `unit_path`.
    """

    code: str
    label: str | Promise
    weighed_at: tuple[str, ...] = ("unit",)


PERMISSIONS: dict[str, Permission] = {}


def permission(code: str, label: str | Promise, *, weighed_at: tuple[str, ...] = ("unit",)) -> Permission:
    """Declare a permission once; roles name it by its code."""
    if code in PERMISSIONS:
        raise ValueError(f"permission {code} is declared twice")
    PERMISSIONS[code] = Permission(code, label, weighed_at)
    return PERMISSIONS[code]


@dataclass(frozen=True)
class Actor:
    """经办人: who acts, in the post held now.

    `grants`: permission code → paths of the subtrees where it holds. `own_path` is the path of the unit of
    the post, used by the wall (条例 §30): what complains about that unit or one above it is hidden from him.
    `former` are the paths of the units that were merged into his: what complains about them is hidden too.
    """

    ref: str
    name: str
    post: str
    role: str = ""
    person_id: int | None = None
    unit_id: int | None = None
    own_path: str = ""
    former: tuple[str, ...] = ()
    grants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def may(self, permission: Permission, record: Any) -> bool:
        """Whether this actor holds the permission at one of the record's places, and no wall stands between."""
        roots = self.grants.get(permission.code, ())
        paths = [getattr(record, f"{place}_path") for place in permission.weighed_at]
        if not _meet(paths, roots) and not (roots and _is_elsewhere(record, permission, self, roots)):
            return False
        hidden = getattr(record, "is_hidden_from", None)
        return not (hidden and hidden(self))

    def must(self, permission: Permission, record: Any) -> None:
        """Raise NotAllowed unless `may`."""
        if not self.may(permission, record):
            raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": permission.label})

    def may_at(self, permission: Permission, path: str) -> bool:
        """Whether the permission holds at a unit's path: for what has no record yet."""
        return any(is_within(path, root) for root in self.grants.get(permission.code, ()))

    def must_at(self, permission: Permission, path: str) -> None:
        """Raise NotAllowed unless `may_at`."""
        if not self.may_at(permission, path):
            raise NotAllowed(_("您现在的职务不能在该单位办理此事：%(what)s。") % {"what": permission.label})

    def has(self, permission: Permission) -> bool:
        """Whether the actor holds the permission anywhere: whether to show a door at all."""
        return bool(self.grants.get(permission.code))

    def own_ancestors(self) -> list[str]:
        """His unit, those merged into it, and all above them: before what complains about one of these stands the wall."""
        found = ancestors(self.own_path)
        for path in self.former:
            found += [one for one in ancestors(path) if one not in found]
        return found

    @property
    def own_paths(self) -> tuple[str, ...]:
        """His unit and those merged into it: what was theirs is his unit's now."""
        return (self.own_path, *self.former) if self.own_path else ()

    @property
    def is_person(self) -> bool:
        return self.person_id is not None


def _meet(paths: Iterable[str], roots: Iterable[str]) -> bool:
    return any(is_within(path, root) for path in paths for root in roots)


def _is_elsewhere(record: Any, permission: Permission, by: "Actor", roots: Iterable[str]) -> bool:
    """Further places of a record (`paths_beyond`), or one's own (`is_own_of`), for kinds that have them.

    Asked only where its own places do not suffice.
    """
    find, is_own = getattr(record, "paths_beyond", None), getattr(record, "is_own_of", None)
    if is_own and is_own(by, permission):
        return True
    return _meet(find(permission), roots) if find else False


SYSTEM = Actor(ref="system", name="系统", post="")


class PlacedQuerySet(models.QuerySet[Any]):
    """Records that have places in the tree of units."""

    def reachable(self, *, by: Actor, to: Permission) -> Self:
        """The same rule as `Actor.may`, asked of all records at once. No grant, no record."""
        return self.placed(by=by, to=to).past_the_wall(by=by)

    def placed(self, *, by: Actor, to: Permission) -> Self:
        """`reachable` before the wall: only for counting, where what is behind the wall is taken off again."""
        roots = by.grants.get(to.code, ())
        if any(len(root) == STEP for root in roots) and self._are_all_placed(to):
            return self.all()  # the one unit without a parent holds every record: no range to look through
        found = Q(pk__in=())
        for root in roots:
            for place in to.weighed_at:
                found |= within(f"{place}_path", root)
            found |= self.beyond(root, to)
        return self.filter(found | self.own(by=by, to=to) if roots else found)

    def _are_all_placed(self, to: Permission) -> bool:
        """Whether every record has a place that this permission is weighed at: a place may be left empty in some kinds."""
        may_be_empty = {one.name: one.blank for one in self.model._meta.concrete_fields}
        return "unit" in to.weighed_at and any(not may_be_empty.get(f"{place}_path", False) for place in to.weighed_at)

    def beyond(self, root: str, to: Permission) -> Q:
        """Further places of the records, the same as their `paths_beyond`; kinds that have some override this."""
        return Q(pk__in=())

    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own records, wherever one is posted now, the same as their `is_own_of`; kinds that have some override it."""
        return Q(pk__in=())

    def past_the_wall(self, *, by: Actor) -> Self:
        """Leave out what must stay hidden from this actor; kinds that can be hidden override this."""
        return self.all()

    def has_walled(self, *, by: Actor) -> bool:
        """Whether anything is hidden from this actor: where nothing is, half a million rows need not be asked."""
        return False
