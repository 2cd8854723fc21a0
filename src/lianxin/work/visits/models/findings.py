"""走访发现的问题: what links a visit to the concern that it brought."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.models.hanging import walled
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Outcome, Status
from lianxin.work.visits.models.visit import Visit, VisitPerson
from lianxin.work.visits.terms import VIEW

#: 在一线解决: solved where it was found and not said otherwise by the resident; see `FindingQuerySet.solved_there`
NOT_DENIED = Q(concern__rated_solved=None) | Q(concern__rated_solved=True)
ON_SPOT = Q(is_solved_there=True, concern__round=1)
SOLVED_THERE = ON_SPOT | Q(
    concern__outcome=Outcome.SOLVED, concern__closed_on__isnull=False, concern__handler_path=F("unit_path")
)


class FindingQuerySet(PlacedQuerySet):
    """A finding is known to whoever may see its concern, and to those who found it, unless the wall stands before them."""

    def own(self, *, by: Actor, to: Permission) -> Q:
        """What one found oneself; the same as `Finding.is_own_of`."""
        return Q(visit__in=_found(by)) if to == VIEW and by.is_person else Q(pk__in=())

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without those of which this actor may know nothing; the same rule as `Finding.is_hidden_from`."""
        seen = Q(Exists(Concern.objects.reachable(by=by, to=SEE_CONCERN).filter(pk=OuterRef("concern_id"))))
        if by.is_person:
            seen |= Q(visit__in=_found(by))
        return self.exclude(concern__in=walled(by)).filter(seen)

    def has_walled(self, *, by: Actor) -> bool:
        """Asked of each anew: a concern may go behind the wall at any time."""
        return True

    def standing(self) -> Self:
        """Those that the figures count: of visits that stand and concerns that were not entered by mistake."""
        return self.filter(visit__voided_on=None).exclude(concern__status=Status.VOIDED)

    def solved_on_spot(self) -> Self:
        """当场解决: answered during the visit, not taken up again and not denied by the resident."""
        return self.filter(NOT_DENIED & ON_SPOT)

    def solved_there(self) -> Self:
        """在一线解决: on the spot, or 已解决 by the very unit where it was found, without being handed up or on."""
        return self.filter(NOT_DENIED & SOLVED_THERE)


def _found(by: Actor) -> Any:
    return VisitPerson.objects.filter(person_id=by.person_id or 0).order_by().values("visit_id")


class Finding(models.Model):
    """走访发现: a concern found on a visit; `is_solved_there` = 当场解决. Paths and day are those of the visit."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings", verbose_name="走访")
    concern = models.OneToOneField(Concern, models.PROTECT, related_name="finding", verbose_name="诉求")
    unit_path = models.CharField(max_length=40)
    home_path = models.CharField(max_length=40)
    on = models.DateField("发现日期")
    is_solved_there = models.BooleanField("当场解决", default=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "走访发现"
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="finding_unit_on")]

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether this actor found it himself."""
        return permission == VIEW and self._was_found_by(by)

    def _was_found_by(self, by: Actor) -> bool:
        return by.is_person and self.visit.people.filter(person_id=by.person_id or 0).exists()

    def is_hidden_from(self, by: Actor) -> bool:
        """The same rule as `FindingQuerySet.past_the_wall`, asked of this one."""
        if self.concern.is_hidden_from(by):
            return True
        return not (self._was_found_by(by) or by.may(SEE_CONCERN, self.concern))
