"""佐证材料: a photograph or an audio note beside a concern, kept in the database so that the backup holds it.

Whoever may not see the concern sees none of it. Of a confidential one whoever handles it sees what was looked over by
somebody who takes concerns in (security.md T7), and what his own unit added.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as VIEW_CONCERN
from lianxin.work.evidence.terms import CHECK, EvidenceKind


class EvidenceQuerySet(PlacedQuerySet):
    """Placed where the concern is, hidden where it is hidden."""

    def placed(self, *, by: Actor, to: Permission) -> Self:
        """Beside concerns that the actor may view; a permission of this room gives nothing without that."""
        if not by.has(to):
            return self.none()
        seen = Concern.objects.reachable(by=by, to=VIEW_CONCERN).filter(pk=OuterRef("concern_id"))
        return self.filter(Exists(seen))

    def past_the_wall(self, *, by: Actor) -> Self:
        """Of confidential ones what was looked over, what the own unit added; all where one takes concerns in."""
        known = Q(concern__is_confidential=False) | Q(is_checked=True)
        if by.own_path:
            known |= Q(by_path=by.own_path)
        for root in by.grants.get(CHECK.code, ()):
            known |= within("concern__unit_path", root)
        return self.filter(known)

    def has_walled(self, *, by: Actor) -> bool:
        """Asked of each anew: there are few beside one concern."""
        return True

    def kept(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def light(self) -> Self:
        """Without the bytes: for lists."""
        return self.defer("data", "small")


class Evidence(models.Model):
    """佐证材料. `data` is a clean JPEG or the sound as it came; withdrawn ones are emptied, their line stays."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="evidence", verbose_name="诉求")
    kind = models.CharField("种类", max_length=10, choices=EvidenceKind.choices)
    media_type = models.CharField("格式", max_length=20)
    data = models.BinaryField("内容")
    small = models.BinaryField("小图", default=bytes)
    sha256 = models.CharField("校验值", max_length=64)
    width = models.PositiveIntegerField("宽", default=0)
    height = models.PositiveIntegerField("高", default=0)
    look = models.CharField("画面指纹", max_length=16, blank=True)
    caption = models.TextField("说明", blank=True)
    boxes = models.PositiveSmallIntegerField("涂黑处数", default=0)
    is_checked = models.BooleanField("已核看", default=False)
    by_path = models.CharField(max_length=40, blank=True)
    by_unit = models.CharField("单位", max_length=60, blank=True)
    by_name = models.CharField("附上的人", max_length=60)
    at = models.DateTimeField("时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_reason = models.TextField("撤回理由", blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "佐证材料"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, data=b"", small=b"") & ~Q(withdrawn_reason="")),
                name="evidence_withdrawn_is_empty",
            ),
            models.CheckConstraint(condition=~Q(kind="audio", caption=""), name="evidence_audio_has_text"),
        ]

    @property
    def is_by_resident(self) -> bool:
        return not self.by_path

    @property
    def is_photo(self) -> bool:
        return self.kind == EvidenceKind.PHOTO

    @property
    def unit_path(self) -> str:
        return self.concern.unit_path

    @property
    def handler_path(self) -> str:
        return self.concern.handler_path

    def paths_beyond(self, permission: Permission) -> list[str]:
        """Where else the concern may be seen from."""
        return self.concern.paths_beyond(VIEW_CONCERN)

    def is_hidden_from(self, by: Actor) -> bool:
        """The same rule, asked of this one."""
        if not by.may(VIEW_CONCERN, self.concern):
            return True
        is_known: Any = not self.concern.is_confidential or self.is_checked or self.by_path == by.own_path != ""
        return not (is_known or any(is_within(self.concern.unit_path, root) for root in by.grants.get(CHECK.code, ())))
