"""文稿的计量: reports, suggestions and experience that were handed in. Diaries are asked of nobody and count nowhere (JF-3)."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.work.quotas.measures import Deed, measure
from lianxin.work.writings.models import Writing
from lianxin.work.writings.terms import WritingKind

KINDS = {kind.value: kind.label for kind in WritingKind if kind != WritingKind.DIARY}


def reports(person_ids: Collection[int], first: date, last: date) -> Iterator[Deed]:
    """文稿 by the day on which it was handed in."""
    found = Writing.objects.standing().filter(
        person_id__in=person_ids, submitted_on__range=(first, last), kind__in=KINDS
    )
    for one in found.select_related("home"):
        assert one.submitted_on is not None
        label = f"{one.get_kind_display()}《{one.title}》"
        yield Deed(one.person_id, one.submitted_on, one.submitted_on, one.ref, label, one.kind, one.home_path,
                   where_kind=one.home.kind)  # fmt: skip


measure("reports", _("报告和建议"), _("篇"), reports, kinds=KINDS)
