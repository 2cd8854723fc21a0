"""公文的指标: declarations only. Documents are counted so that there be fewer of them; how many is a process, no result."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from lianxin.base.drafting import COMPOSERS, Words
from lianxin.base.indicators import Count, Dimension, dimension, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.terms import OTHER, VIEW


def documents() -> PlacedQuerySet:
    """All documents that were written here and stand."""
    return Document.objects.all().standing().written_here()


def kinds() -> Sequence[tuple[str, Words]]:
    """The kinds of documents, by code."""
    return [*((code, one.label) for code, one in COMPOSERS.items()), (OTHER, _("其他公文"))]


issued = Count(
    code="document.issued", label=_("签发公文"), of=documents, dated="issued_on", to_open=VIEW, group=_("公文"),
    measure=_("件"), is_process=True, better="low", dimensions=("document_kind",),
    basis=_("成文日期在本期内、在本系统起草并签发的公文，不论有没有文号；作废的和在别处写成存入的不计。"),
)  # fmt: skip

dimension(Dimension("document_kind", _("文种"), "kind", kinds))
register(issued)
